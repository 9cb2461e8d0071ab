using Argosy.Core.Values;
using Argosy.Data.Numbers;

namespace Argosy.Data.Import.Formats;

/// <summary>Reads rows of any CSV layout: bytes to scaled numbers, no string per field.</summary>
internal static class CsvBarReader
{
    public static Error? Read(SourceSample sample, CsvLayout layout, Gathering into)
    {
        var bars = into.Bars;
        bars.Files.Add((bars.Count, sample.Source));
        bars.Reserve(sample.Source.ExpectedLines(sample.LineLength) - layout.HeaderLines);
        using var stream = sample.Source.Open();
        var reader = new LineReader(stream);
        var width = layout.Width;
        Span<int> ends = stackalloc int[width];
        Span<int> starts = stackalloc int[width];
        var separator = (byte)layout.Separator;
        for (var skipped = 0; skipped < layout.HeaderLines && reader.TryRead(out _); skipped++) { }
        while (reader.TryRead(out var line))
        {
            if (line.IsEmpty) continue;
            var found = Split(line, separator, starts, ends);
            if (found < width) return At(sample, reader, $": {found} columns, at least {width} expected");
            var row = bars.Next(reader.LineNumber);
            var column = layout.Time;
            var refusal = layout.Midnight is { } midnight
                ? Offset(bars, row, midnight, line[starts[column]..ends[column]])
                : RowNumbers.Time(bars, row, line[starts[column]..ends[column]]);
            for (var c = 0; c < 4 && refusal is null; c++)
            {
                column = c switch { 0 => layout.Open, 1 => layout.High, 2 => layout.Low, _ => layout.Close };
                refusal = RowNumbers.Price(bars, row, c, line[starts[column]..ends[column]]);
                if (layout.AskDistance == 0 || refusal is not null) continue;
                column += layout.AskDistance;
                refusal = Middle(bars, row, c, line[starts[column]..ends[column]]);
            }
            if (refusal is null && layout.Volume >= 0)
            {
                column = layout.Volume;
                refusal = RowNumbers.Volume(bars, row, line[starts[column]..ends[column]]);
                if (refusal is null && layout.OtherVolume >= 0)
                {
                    column = layout.OtherVolume;
                    refusal = BaseVolume(bars, row, line[starts[column]..ends[column]]);
                }
            }
            if (refusal is not null) return At(sample, reader, $", column {column + 1}{NameOf(layout, column)}: {refusal}");
            into.Advance(sample.Source, reader.Consumed);
        }
        return null;
    }

    /// <summary>Cuts a line into fields, quotes left out; returns how many of the wanted ones were found.</summary>
    public static int Split(ReadOnlySpan<byte> line, byte separator, Span<int> starts, Span<int> ends)
    {
        var at = 0;
        for (var field = 0; field < starts.Length; field++)
        {
            if (at > line.Length) return field;
            if (at < line.Length && line[at] == '"')
            {
                var length = line[(at + 1)..].IndexOf((byte)'"');
                if (length < 0) return field;
                (starts[field], ends[field]) = (at + 1, at + 1 + length);
                at += length + 3;
                continue;
            }
            var rest = line[at..].IndexOf(separator);
            var end = rest < 0 ? line.Length : at + rest;
            starts[field] = at;
            at = end + 1;
            while (starts[field] < end && line[starts[field]] == ' ') starts[field]++;
            while (end > starts[field] && line[end - 1] == ' ') end--;
            ends[field] = end;
        }
        return starts.Length;
    }

    static Error At(SourceSample sample, LineReader reader, string what) => Error.BadInput($"{sample.Source.Name} line {reader.LineNumber}{what}");

    static string NameOf(CsvLayout layout, int column) => column < layout.Names.Count ? $" ({layout.Names[column]})" : "";

    static string? Offset(RawBars bars, int row, long midnight, ReadOnlySpan<byte> text)
    {
        if (!DecimalText.TryParse(text, RowNumbers.VolumeDigits, out var number) || number.Decimals > 0 || number.Mantissa is < 0 or >= 86_400_000)
            return $"'{RowNumbers.Show(text)}' is no time of day in ms";
        bars.Times[row] = midnight + number.Mantissa;
        return null;
    }

    // (bid + ask) / 2 exactly: one more decimal where the sum is odd.
    static string? Middle(RawBars bars, int row, int column, ReadOnlySpan<byte> ask)
    {
        var (bid, bidDecimals) = (bars.Prices[column][row], bars.PriceDecimals[column][row]);
        if (RowNumbers.Price(bars, row, column, ask) is { } refusal) return refusal;
        var (other, otherDecimals) = (bars.Prices[column][row], bars.PriceDecimals[column][row]);
        int decimals = Math.Max(bidDecimals, otherDecimals);
        if (DecimalText.DigitCount(bid) + decimals - bidDecimals > 17 || DecimalText.DigitCount(other) + decimals - otherDecimals > 17) return "bid and ask have too many digits for their middle";
        var sum = (bid * DecimalText.Powers[decimals - bidDecimals]) + (other * DecimalText.Powers[decimals - otherDecimals]);
        if (sum % 2 == 0) sum /= 2;
        else (sum, decimals) = (sum * 5, decimals + 1);
        bars.Prices[column][row] = sum;
        bars.PriceDecimals[column][row] = (byte)decimals;
        return null;
    }

    // Of two volumes one is price times the other: the smaller is the base volume where the price is above one.
    static string? BaseVolume(RawBars bars, int row, ReadOnlySpan<byte> text)
    {
        var (volume, decimals) = (bars.Volumes[row], bars.VolumeDecimals[row]);
        if (RowNumbers.Volume(bars, row, text) is { } refusal) return refusal;
        var first = volume / Math.Pow(10, decimals);
        var second = bars.Volumes[row] / Math.Pow(10, bars.VolumeDecimals[row]);
        if (first < second == bars.Price(3, row) >= 1) (bars.Volumes[row], bars.VolumeDecimals[row]) = (volume, decimals);
        return null;
    }
}
