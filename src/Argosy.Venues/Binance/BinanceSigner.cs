using System.Text;
using Argosy.Venues.Wire;

namespace Argosy.Venues.Binance;

/// <summary>Signs Binance requests, spot and futures: HMAC-SHA256 of the query followed directly by the body, in hex, put last.</summary>
/// <remarks>Source: Binance API documentation, "SIGNED endpoint security". The text signed is the text sent, after encoding.</remarks>
public static class BinanceSigner
{
    /// <summary>The signature of a query, or of a query and a body written one after the other.</summary>
    public static string Sign(VenueKey key, string text)
    {
        ArgumentNullException.ThrowIfNull(key);
        const int room = 1 << 10, length = 32;
        var bytes = Encoding.UTF8.GetMaxByteCount(text.Length) <= room ? stackalloc byte[room] : new byte[Encoding.UTF8.GetByteCount(text)];
        Span<byte> signature = stackalloc byte[length];
        key.Sign(bytes[..Encoding.UTF8.GetBytes(text, bytes)], signature);
        return Convert.ToHexStringLower(signature);
    }

    /// <summary>The signature of a WebSocket API request: its parameters, the key among them, sorted by name.</summary>
    public static string SignSorted(VenueKey key, IEnumerable<KeyValuePair<string, string>> parameters)
    {
        ArgumentNullException.ThrowIfNull(key);
        return Sign(key, string.Join('&', parameters.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}")));
    }
}
