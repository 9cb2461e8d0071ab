using System.Security.Cryptography;
using System.Text;
using Argosy.Venues.Wire;

namespace Argosy.Venues.Kraken;

/// <summary>Signs Kraken's private requests: base64 of HMAC-SHA512 over path and SHA-256 of nonce and body, under the decoded secret.</summary>
/// <remarks>Source: Kraken API documentation, "Authentication".</remarks>
public static class KrakenSigner
{
    /// <summary>The API-Sign header.</summary>
    /// <param name="key">Its secret is base64.</param>
    /// <param name="path">From /0/private on.</param>
    /// <param name="nonce">The nonce as it stands in the body.</param>
    /// <param name="body">The body as it is sent.</param>
    public static string Sign(VenueKey key, string path, string nonce, string body)
    {
        ArgumentNullException.ThrowIfNull(key);
        var inner = SHA256.HashData(Encoding.UTF8.GetBytes(nonce + body));
        byte[] text = [.. Encoding.UTF8.GetBytes(path), .. inner];
        return Convert.ToBase64String(HMACSHA512.HashData(key.DecodedSecret(), text));
    }
}
