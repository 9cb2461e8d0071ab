using Argosy.Venues.Wire;

namespace Argosy.Venues.Bitfinex;

/// <summary>Signs Bitfinex's requests: hex of HMAC-SHA384 over "/api", path, nonce and body.</summary>
/// <remarks>Source: Bitfinex API documentation, "Authenticated endpoints" and "WebSocket authentication".</remarks>
public static class BitfinexSigner
{
    /// <summary>The bfx-signature header; an empty body is sent and signed as {}.</summary>
    public static string Sign(VenueKey key, string path, long nonce, string body)
    {
        ArgumentNullException.ThrowIfNull(key);
        return Mac.Sha384Hex(key.SecretBytes, $"/api{path}{nonce}{body}");
    }

    /// <summary>authSig of the log-in frame, whose authPayload is AUTH and the nonce.</summary>
    public static string SignLogin(VenueKey key, string nonce)
    {
        ArgumentNullException.ThrowIfNull(key);
        return Mac.Sha384Hex(key.SecretBytes, "AUTH" + nonce);
    }
}
