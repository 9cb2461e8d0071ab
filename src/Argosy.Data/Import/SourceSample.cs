using System.Text;

namespace Argosy.Data.Import;

/// <summary>The beginning of a text, cut into lines and fields: what formats are recognised by.</summary>
internal sealed class SourceSample
{
    const int Length = 16 * 1024;

    SourceSample(SourceFile source, byte[] bytes) => (Source, Bytes) = (source, bytes);

    /// <summary>The text it belongs to.</summary>
    public SourceFile Source { get; }

    /// <summary>The first bytes, without byte order mark and leading white space.</summary>
    public byte[] Bytes { get; }

    /// <summary>The first lines, complete ones unless the text has but one.</summary>
    public string[] Lines { get; private init; } = [];

    /// <summary>Field separator of the first line: comma, semicolon or tab.</summary>
    public char Separator { get; private init; } = ',';

    /// <summary>Fields of the first line, unquoted.</summary>
    public string[] First { get; private init; } = [];

    /// <summary>Fields of the second line, unquoted; empty where there is none.</summary>
    public string[] Second { get; private init; } = [];

    /// <summary>Column names in lower case without blanks, underscores and hyphens; empty where the first line is no header.</summary>
    public string[] Header { get; private init; } = [];

    /// <summary>Mean bytes of a line, for a first guess at the number of rows.</summary>
    public double LineLength { get; private init; } = 40;

    /// <summary>Reads the beginning of a text.</summary>
    public static SourceSample Read(SourceFile source)
    {
        var buffer = new byte[Length];
        int read;
        using (var stream = source.Open()) read = stream.ReadAtLeast(buffer, Length, throwOnEndOfStream: false);
        var span = buffer.AsSpan(0, read);
        if (span.StartsWith("\uFEFF"u8)) span = span[3..];
        span = span.TrimStart(" \t\r\n"u8);
        var text = Encoding.Latin1.GetString(span);
        var parts = text.Split('\n');
        var whole = read < Length || parts.Length == 1 ? parts : parts[..^1];
        var lines = whole.Select(line => line.TrimEnd('\r')).Where(line => line.Length > 0).Take(20).ToArray();
        if (lines.Length == 0) return new SourceSample(source, span.ToArray());
        var separator = SeparatorOf(lines[0]);
        var first = Fields(lines[0], separator);
        return new SourceSample(source, span.ToArray())
        {
            Lines = lines,
            Separator = separator,
            First = first,
            Second = lines.Length > 1 ? Fields(lines[1], separator) : [],
            Header = first.Length > 1 && first.All(field => field.Length == 0 || !char.IsAsciiDigit(field[0]) && field[0] is not ('-' or '.' or '[' or '{')) ? [.. first.Select(Plain)] : [],
            LineLength = Math.Max(8, (double)text.Length / parts.Length),
        };
    }

    /// <summary>Index of the first of some columns that the header has; −1 for none.</summary>
    public int Column(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            var index = Array.IndexOf(Header, name);
            if (index >= 0) return index;
        }
        return -1;
    }

    /// <summary>The first line, shortened, for messages.</summary>
    public string Excerpt => Lines.Length == 0 ? "nothing" : Printable(Lines[0].Length <= 80 ? Lines[0] : Lines[0][..80] + "…");

    /// <summary>Name of a column without case, blanks, underscores and hyphens.</summary>
    public static string Plain(string name) => name.Trim().Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant();

    static char SeparatorOf(string line)
    {
        if (line.Contains(';', StringComparison.Ordinal) && line.Count(c => c == ';') >= line.Count(c => c == ',')) return ';';
        return !line.Contains(',', StringComparison.Ordinal) && line.Contains('\t', StringComparison.Ordinal) ? '\t' : ',';
    }

    static string[] Fields(string line, char separator) => [.. line.Split(separator).Select(field => field.Trim().Trim('"'))];

    static string Printable(string text) => new([.. text.Select(c => char.IsControl(c) ? '?' : c)]);
}
