using System.Text.Json;
using Argosy.Core.Values;

namespace Argosy.Data.Import.Formats;

/// <summary>Walks a JSON array of rows; numbers are taken as they are spelled.</summary>
internal static class JsonRows
{
    /// <summary>Reads the row at which the reader stands; null, or why it is refused.</summary>
    public delegate string? RowReader(ref Utf8JsonReader reader, RawBars bars, int row);

    /// <summary>Whether a text is an array whose first element begins with <paramref name="opening"/>.</summary>
    public static bool Begins(SourceSample sample, char opening)
    {
        var text = sample.Bytes.AsSpan();
        if (text.IsEmpty || text[0] != '[') return false;
        text = text[1..].TrimStart(" \t\r\n"u8);
        return text.Length > 0 && text[0] == opening;
    }

    /// <summary>Whether the rows are too short to be candles.</summary>
    public static bool LooksLikeLevels(SourceSample sample)
    {
        var end = sample.Bytes.AsSpan().IndexOf((byte)']');
        return end > 0 && sample.Bytes.AsSpan(0, end).Count((byte)',') < 5;
    }

    public static Error? Read(SourceSample sample, Gathering into, RowReader readRow)
    {
        var source = sample.Source;
        var bars = into.Bars;
        bars.Files.Add((bars.Count, source));
        var text = source.ReadAll();
        var begin = text.AsSpan().StartsWith("\uFEFF"u8) ? 3 : 0;
        var reader = new Utf8JsonReader(text.AsSpan(begin));
        try
        {
            reader.Read();
            var entry = 0;
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                entry++;
                var row = bars.Next(entry);
                if (readRow(ref reader, bars, row) is { } refusal) return Error.BadInput($"{source.Name} {Place(text, begin + reader.TokenStartIndex)}, entry {entry}: {refusal}");
                into.Advance(source, reader.BytesConsumed);
            }
            while (reader.Read()) { }
            return null;
        }
        catch (JsonException broken)
        {
            return Error.BadInput($"{source.Name} line {broken.LineNumber + 1}, column {broken.BytePositionInLine + 1}: not valid JSON (cut off or damaged)");
        }
    }

    static string Place(byte[] text, long offset)
    {
        var before = text.AsSpan(0, (int)offset);
        return $"line {before.Count((byte)'\n') + 1}, column {before.Length - before.LastIndexOf((byte)'\n')}";
    }
}
