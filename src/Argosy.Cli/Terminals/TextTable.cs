namespace Argosy.Cli.Terminals;

/// <summary>Columns of text, the first aligned left, the others right unless said.</summary>
sealed class TextTable(params string[] headings)
{
    readonly List<(string[] Cells, Tone Tone)> _rows = [];

    /// <summary>Columns aligned left besides the first.</summary>
    public int[] Left { get; init; } = [];

    /// <summary>Adds a row of as many cells as there are headings.</summary>
    public void Add(params string[] cells) => _rows.Add((cells, Tone.Plain));

    /// <summary>Adds a row in a tone.</summary>
    public void Add(Tone tone, params string[] cells) => _rows.Add((cells, tone));

    /// <summary>Writes the table, two spaces between columns; what does not fit into the width is cut at the right.</summary>
    public void Write(Terminal terminal, string indent = "")
    {
        var widths = headings.Select((h, i) => Math.Max(h.Length, _rows.Count == 0 ? 0 : _rows.Max(r => r.Cells[i].Length))).ToArray();
        if (headings.Any(h => h.Length > 0)) terminal.Line(indent + terminal.Paint(Tone.Head, Row(headings, widths, terminal.Width - indent.Length)));
        foreach (var (cells, tone) in _rows) terminal.Line(indent + terminal.Paint(tone, Row(cells, widths, terminal.Width - indent.Length)));
    }

    string Row(string[] cells, int[] widths, int room)
    {
        var parts = cells.Select((cell, i) => i == 0 || Left.Contains(i) ? cell.PadRight(widths[i]) : cell.PadLeft(widths[i]));
        var line = string.Join("  ", parts).TrimEnd();
        return line.Length <= Math.Max(room, 20) ? line : string.Concat(line.AsSpan(0, Math.Max(room, 20) - 1), "…");
    }
}
