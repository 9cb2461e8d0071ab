using Argosy.Venues.Wire;

namespace Argosy.Venues.KuCoin;

/// <summary>Signs KuCoin's requests: base64 of HMAC-SHA256 over timestamp, method, path with query, and body.</summary>
/// <remarks>Source: KuCoin API documentation, "Authentication", key versions 2 and 3.</remarks>
public static class KuCoinSigner
{
    /// <summary>The KC-API-SIGN header.</summary>
    public static string Sign(VenueKey key, long timestampMs, string method, string pathAndQuery, string body)
    {
        ArgumentNullException.ThrowIfNull(key);
        return Mac.Sha256Base64(key.SecretBytes, $"{timestampMs}{method}{pathAndQuery}{body}");
    }

    /// <summary>The KC-API-PASSPHRASE header: the passphrase, signed.</summary>
    public static string Passphrase(VenueKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return Mac.Sha256Base64(key.SecretBytes, key.Passphrase);
    }
}
