using System.Buffers.Text;
using System.Text.Json;
using Argosy.Core.Values;
using Argosy.Data.Import;
using Argosy.Data.Numbers;

namespace Argosy.Data.Ticks;

/// <summary>Order-book messages as exchanges send them, one JSON a line: Bybit's public order-book files, and recordings of Binance's depth stream ("receive time, a blank, the message").</summary>
/// <remarks>
/// Sources: Bybit v5 "orderbook" topic (type snapshot or delta; u counts up by one), Binance "diff. depth stream" (U, u; pu on futures) and the
/// REST snapshot (lastUpdateId, bids, asks). Lines about anything else are passed over.
/// </remarks>
internal static class BookRecording
{
    public static bool IsOne(SourceSample sample)
    {
        if (sample.Bytes.AsSpan().IndexOf("\"topic\":\"orderbook"u8) >= 0) return true;
        return sample.Bytes.AsSpan().IndexOf("\"depthUpdate\""u8) >= 0 && sample.Lines.Length > 0 && char.IsAsciiDigit(sample.Lines[0][0]);
    }

    public static Error? Read(SourceSample sample, DepthRows into)
    {
        using var stream = sample.Source.Open();
        var reader = new LineReader(stream);
        while (reader.TryRead(out var line))
        {
            var brace = line.IndexOf((byte)'{');
            if (brace < 0) continue;
            try
            {
                using var message = JsonDocument.Parse(line[brace..].ToArray());
                if (!Take(message.RootElement, ReceivedAt(line[..brace]), into)) return At("a price, quantity or update id is missing or no number");
            }
            catch (JsonException broken)
            {
                return At($"no JSON: {broken.Message}");
            }
        }
        return null;

        Error At(string what) => Error.BadInput($"{sample.Source.Name} line {reader.LineNumber}: {what}");
    }

    static long ReceivedAt(ReadOnlySpan<byte> text) => Utf8Parser.TryParse(text, out long nanoseconds, out _) && nanoseconds > 1_000_000_000_000_000_000 ? nanoseconds : 0;

    static bool Take(JsonElement root, long received, DepthRows into)
    {
        if (root.ValueKind != JsonValueKind.Object) return true;
        var data = root.TryGetProperty("data", out var inner) && inner.ValueKind == JsonValueKind.Object ? inner : root;
        if (root.TryGetProperty("topic", out var topic) && topic.GetString()?.StartsWith("orderbook", StringComparison.Ordinal) == true)
        {
            if (!Number(root, "ts", out var at) || !Number(data, "u", out var id)) return false;
            into.Begin(at, received, root.GetProperty("type").GetString() == "snapshot", id, id, -1);
            return Levels(data, "b", false, into) && Levels(data, "a", true, into);
        }
        if (Number(data, "lastUpdateId", out var whole))
        {
            into.Begin(Number(data, "E", out var at) ? at : received / 1_000_000, received, true, whole, whole, -1);
            return Levels(data, "bids", false, into) && Levels(data, "asks", true, into);
        }
        if (!data.TryGetProperty("e", out var kind) || kind.GetString() != "depthUpdate") return true;
        if (!Number(data, "E", out var time) || !Number(data, "U", out var first) || !Number(data, "u", out var last)) return false;
        into.Begin(time, received, false, first, last, Number(data, "pu", out var previous) ? previous : -1);
        return Levels(data, "b", false, into) && Levels(data, "a", true, into);
    }

    static bool Number(JsonElement element, string name, out long value)
    {
        value = 0;
        return element.TryGetProperty(name, out var field) && field.ValueKind == JsonValueKind.Number && field.TryGetInt64(out value);
    }

    static bool Levels(JsonElement data, string name, bool areAsks, DepthRows into)
    {
        if (!data.TryGetProperty(name, out var levels) || levels.ValueKind != JsonValueKind.Array) return false;
        foreach (var level in levels.EnumerateArray())
        {
            if (level.ValueKind != JsonValueKind.Array || level.GetArrayLength() < 2) return false;
            if (!Parse(level[0], RowNumbers.PriceDigits, out var price) || !Parse(level[1], RowNumbers.VolumeDigits, out var quantity) || price.Mantissa <= 0 || quantity.Mantissa < 0) return false;
            into.Prices.Add(in price);
            into.Quantities.Add(in quantity);
            into.Asks.Add(areAsks);
        }
        return true;
    }

    static bool Parse(JsonElement element, int digits, out DecimalText number)
    {
        number = default;
        return element.ValueKind == JsonValueKind.String && DecimalText.TryParse(System.Text.Encoding.UTF8.GetBytes(element.GetString()!), digits, out number);
    }
}
