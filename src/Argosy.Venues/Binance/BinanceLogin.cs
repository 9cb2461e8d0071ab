using System.Globalization;
using System.Text.Json;
using Argosy.Venues.Wire;

namespace Argosy.Venues.Binance;

/// <summary>Logs in to the account's stream of the WebSocket API and waits for the answer, so what comes after belongs to it.</summary>
internal static class BinanceLogin
{
    /// <summary>Logs in; frames that come before the answer are handed on.</summary>
    /// <exception cref="InvalidDataException">The venue refused, or closed the connection.</exception>
    public static async ValueTask EnterAsync(StreamConnection connection, VenueKey key, long now, int receiveWindowMs, StreamFrame frame, CancellationToken cancellation)
    {
        var (stamp, window) = (now.ToString(CultureInfo.InvariantCulture), receiveWindowMs.ToString(CultureInfo.InvariantCulture));
        var signature = BinanceSigner.SignSorted(key, [new("apiKey", key.Key), new("recvWindow", window), new("timestamp", stamp)]);
        var written = $"\"apiKey\":{JsonSerializer.Serialize(key.Key, StreamJson.Default.String)},\"recvWindow\":{window},\"timestamp\":{stamp},\"signature\":\"{signature}\"";
        await connection.SendAsync("{\"id\":\"login\",\"method\":\"userDataStream.subscribe.signature\",\"params\":{" + written + "}}", cancellation).ConfigureAwait(false);
        while (await connection.ReceiveAsync(cancellation).ConfigureAwait(false) is { } message)
        {
            if (Answer(message.Span) is not { } refused)
            {
                frame(message.Span);
                continue;
            }
            if (refused.Length > 0) throw new InvalidDataException($"Binance refused the log-in: {refused}");
            return;
        }
        throw new InvalidDataException("the venue closed the stream at log-in");
    }

    // Null: not the answer; empty: accepted; else what the venue said.
    static string? Answer(ReadOnlySpan<byte> message)
    {
        try
        {
            var reader = new Utf8JsonReader(message);
            var answer = JsonElement.ParseValue(ref reader);
            if (answer.ValueKind != JsonValueKind.Object || !answer.TryGetProperty("id", out var id) || id.ToString() != "login") return null;
            return answer.TryGetProperty("status", out var status) && status.ToString() == "200" ? "" : answer.TryGetProperty("error", out var error) ? error.GetRawText() : "no reason given";
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
