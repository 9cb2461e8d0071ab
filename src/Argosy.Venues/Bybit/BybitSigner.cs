using Argosy.Venues.Wire;

namespace Argosy.Venues.Bybit;

/// <summary>Signs Bybit's requests: hex of HMAC-SHA256 over timestamp, key, receive window and query or body.</summary>
/// <remarks>Source: Bybit v5 documentation, "Authentication" and "WebSocket Authentication".</remarks>
public static class BybitSigner
{
    /// <summary>The X-BAPI-SIGN header.</summary>
    public static string Sign(VenueKey key, long timestampMs, int receiveWindowMs, string queryOrBody)
    {
        ArgumentNullException.ThrowIfNull(key);
        return Mac.Sha256Hex(key.SecretBytes, $"{timestampMs}{key.Key}{receiveWindowMs}{queryOrBody}");
    }

    /// <summary>The third argument of the auth frame.</summary>
    public static string SignLogin(VenueKey key, long expiresMs)
    {
        ArgumentNullException.ThrowIfNull(key);
        return Mac.Sha256Hex(key.SecretBytes, $"GET/realtime{expiresMs}");
    }
}
