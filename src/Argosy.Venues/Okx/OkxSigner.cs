using Argosy.Venues.Wire;

namespace Argosy.Venues.Okx;

/// <summary>Signs OKX's requests: base64 of HMAC-SHA256 over ISO time, method, path with query, and body.</summary>
/// <remarks>Source: OKX v5 documentation, "REST authentication" and "WebSocket login".</remarks>
public static class OkxSigner
{
    /// <summary>The OK-ACCESS-SIGN header.</summary>
    public static string Sign(VenueKey key, string isoTime, string method, string pathAndQuery, string body)
    {
        ArgumentNullException.ThrowIfNull(key);
        return Mac.Sha256Base64(key.SecretBytes, isoTime + method + pathAndQuery + body);
    }

    /// <summary>The sign field of the log-in frame, whose timestamp is in seconds.</summary>
    public static string SignLogin(VenueKey key, string seconds) => Sign(key, seconds, "GET", "/users/self/verify", "");
}
