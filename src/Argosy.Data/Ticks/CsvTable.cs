using Argosy.Core.Values;
using Argosy.Data.Import;
using Argosy.Data.Import.Formats;
using Argosy.Data.Numbers;

namespace Argosy.Data.Ticks;

/// <summary>A CSV with a header, read line by line and field by field; the first field that is wrong ends it with one message.</summary>
internal sealed class CsvTable : IDisposable
{
    readonly SourceSample _sample;
    readonly Stream _stream;
    readonly LineReader _reader;
    readonly int[] _starts;
    readonly int[] _ends;

    CsvTable(SourceSample sample)
    {
        _sample = sample;
        _stream = sample.Source.Open();
        _reader = new LineReader(_stream);
        _starts = new int[sample.Header.Length];
        _ends = new int[sample.Header.Length];
        _reader.TryRead(out _);
    }

    /// <summary>What is wrong with the line read last, or null.</summary>
    public Error? Wrong { get; private set; }

    public static CsvTable Open(SourceSample sample) => new(sample);

    /// <summary>Index of the first column of some names; −1 without one.</summary>
    public int Column(params ReadOnlySpan<string> names) => _sample.Column(names);

    /// <summary>Cuts the next line; false at the end or when it is wrong.</summary>
    public bool Next(out ReadOnlySpan<byte> line)
    {
        while (_reader.TryRead(out line))
        {
            if (line.IsEmpty) continue;
            var found = CsvBarReader.Split(line, (byte)_sample.Separator, _starts, _ends);
            if (found == _starts.Length) return Wrong is null;
            Wrong = Error.BadInput($"{_sample.Source.Name} line {_reader.LineNumber}: {found} columns, {_starts.Length} expected");
            return false;
        }
        return false;
    }

    public ReadOnlySpan<byte> Field(ReadOnlySpan<byte> line, int column) => line[_starts[column].._ends[column]];

    public long Time(ReadOnlySpan<byte> line, int column)
    {
        if (!TimeText.TryParse(Field(line, column), out var time)) Refuse(column, $"'{RowNumbers.Show(Field(line, column))}' is no time");
        return time;
    }

    public DecimalText Price(ReadOnlySpan<byte> line, int column)
    {
        var text = Field(line, column);
        if (!DecimalText.TryParse(text, RowNumbers.PriceDigits, out var number)) Refuse(column, RowNumbers.Refusal(text, RowNumbers.PriceDigits));
        else if (number.Mantissa <= 0) Refuse(column, $"'{RowNumbers.Show(text)}' is no price; prices are above zero");
        return number;
    }

    public DecimalText Quantity(ReadOnlySpan<byte> line, int column)
    {
        var text = Field(line, column);
        if (!DecimalText.TryParse(text, RowNumbers.VolumeDigits, out var number)) Refuse(column, RowNumbers.Refusal(text, RowNumbers.VolumeDigits));
        else if (number.Mantissa < 0) Refuse(column, $"'{RowNumbers.Show(text)}' is no quantity; quantities are not negative");
        return number;
    }

    /// <summary>A whole number; <paramref name="missing"/> where the column is not there or empty.</summary>
    public long Whole(ReadOnlySpan<byte> line, int column, long missing)
    {
        if (column < 0) return missing;
        var text = Field(line, column);
        if (text.IsEmpty) return missing;
        if (!System.Buffers.Text.Utf8Parser.TryParse(text, out long number, out var used) || used != text.Length || number < 0) Refuse(column, $"'{RowNumbers.Show(text)}' is no whole number");
        return number;
    }

    public void Refuse(int column, string what) =>
        Wrong ??= Error.BadInput($"{_sample.Source.Name} line {_reader.LineNumber}, column {column + 1} ({_sample.First[column]}): {what}");

    public void Dispose() => _stream.Dispose();
}
