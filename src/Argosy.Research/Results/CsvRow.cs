using System.Globalization;
using System.Text;
using Argosy.Core.Values;

namespace Argosy.Research.Results;

/// <summary>One line of a CSV file: comma, LF, quotes only where a field needs them.</summary>
sealed class CsvRow(TextWriter writer)
{
    readonly StringBuilder _line = new();

    public CsvRow Add(string? text)
    {
        if (_line.Length > 0) _line.Append(',');
        if (text is null) return this;
        if (text.AsSpan().ContainsAny(",\"\r\n")) _line.Append('"').Append(text.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
        else _line.Append(text);
        return this;
    }

    public CsvRow Add(long number) => Add(number.ToString(CultureInfo.InvariantCulture));

    public CsvRow Add(decimal? money) => Add(money is { } value ? Exact.Text(value) : null);

    public CsvRow Add(bool value) => Add(value ? "true" : "false");

    public void End()
    {
        writer.Write(_line.Append('\n'));
        _line.Clear();
    }
}
