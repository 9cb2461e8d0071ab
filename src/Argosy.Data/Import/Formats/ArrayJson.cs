using System.Text.Json;
using Argosy.Core.Values;

namespace Argosy.Data.Import.Formats;

/// <summary>JSON arrays of arrays: Freqtrade's [time, open, high, low, close, volume] and Bitfinex's [time, open, close, high, low, volume].</summary>
/// <remarks>Which of the two it is, is decided over all rows: the order that violates fewer bars; on a tie newest first means Bitfinex.</remarks>
internal sealed class ArrayJson : IBarFormat
{
    public string Name => "json-arrays";

    public string Looks => "JSON [[time,open,high,low,close,volume],…] (Freqtrade) or [[time,open,close,high,low,volume],…] (Bitfinex)";

    public bool Recognises(SourceSample sample) => JsonRows.Begins(sample, '[') && !JsonRows.LooksLikeLevels(sample);

    public Error? Read(SourceSample sample, Gathering into)
    {
        var bars = into.Bars;
        var first = bars.Count;
        if (JsonRows.Read(sample, into, ReadRow) is { } error) return error;
        if (!IsBitfinex(bars, first)) return null;
        // Read as open, high, low, close they are open, close, high, low.
        bars.Swap(1, 3, first);
        bars.Swap(1, 2, first);
        into.Note("columns are time, open, close, high, low, volume (Bitfinex)");
        return null;
    }

    static string? ReadRow(ref Utf8JsonReader reader, RawBars bars, int row)
    {
        if (reader.TokenType != JsonTokenType.StartArray) return "expected an array of six numbers";
        for (var column = 0; column < 6; column++)
        {
            reader.Read();
            if (reader.TokenType is not (JsonTokenType.Number or JsonTokenType.String)) return $"column {column + 1}: expected a number";
            var refusal = column switch
            {
                0 => RowNumbers.Time(bars, row, reader.ValueSpan),
                5 => RowNumbers.Volume(bars, row, reader.ValueSpan),
                _ => RowNumbers.Price(bars, row, column - 1, reader.ValueSpan),
            };
            if (refusal is not null) return $"column {column + 1}: {refusal}";
        }
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) reader.Skip();
        return null;
    }

    static bool IsBitfinex(RawBars bars, int first)
    {
        int plain = 0, bitfinex = 0;
        for (var row = first; row < bars.Count; row++)
        {
            double a = bars.Price(0, row), b = bars.Price(1, row), c = bars.Price(2, row), d = bars.Price(3, row);
            if (!(b >= a && b >= d && c <= a && c <= d)) plain++;
            if (!(c >= a && c >= b && d <= a && d <= b)) bitfinex++;
        }
        return plain != bitfinex ? bitfinex < plain : bars.Count > first + 1 && bars.Times[first] > bars.Times[first + 1];
    }
}
