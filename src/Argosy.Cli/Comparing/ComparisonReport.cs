using Argosy.Cli.Backtesting;
using Argosy.Cli.Terminals;
using Argosy.Research.Results;

namespace Argosy.Cli.Comparing;

/// <summary>A comparison for a terminal; the better of differing figures is marked with a star.</summary>
static class ComparisonReport
{
    /// <summary>Writes it.</summary>
    public static void Write(Terminal terminal, ResultComparison comparison)
    {
        var letters = comparison.Names.Select((_, i) => ((char)('A' + i)).ToString()).ToArray();
        for (var i = 0; i < letters.Length; i++) terminal.Line($"{terminal.Paint(Tone.Head, letters[i])}  {comparison.Names[i]}");
        terminal.Line();
        WriteDifferences(terminal, "strategy", comparison.Strategy, letters);
        WriteDifferences(terminal, "data", comparison.Data, letters);
        WriteDifferences(terminal, "settings", comparison.Settings, letters);
        if (comparison.SameInputs) terminal.Line("Strategy, parameters, data and settings are the same.\n");

        var figures = new TextTable(["figure", .. letters]);
        foreach (var metric in comparison.Metrics)
        {
            var cells = metric.Values.Select((value, i) => FigureText.Of(metric.Metric, value) + (metric.Best == i ? " *" : "  "));
            figures.Add([Label(metric.Metric.Name), .. cells]);
        }
        figures.Write(terminal);
        terminal.Line();
        terminal.Line(comparison.SameTrades ? "trades   the same (equal trade hashes)" : $"trades   differ, first at trade {comparison.FirstDifferentTrade}");
        terminal.Line(comparison.SameStates ? "states   the same (equal state hashes)" : "states   differ");
        terminal.Line("* is the better figure");
    }

    static void WriteDifferences(Terminal terminal, string title, IReadOnlyList<ComparedRow> rows, string[] letters)
    {
        if (rows.Count == 0) return;
        var table = new TextTable([$"differing {title}", .. letters]);
        foreach (var row in rows) table.Add([row.Name, .. row.Values.Select(Shortened)]);
        table.Write(terminal);
        terminal.Line();
    }

    // Hashes of data are long; twelve digits tell them apart.
    static string Shortened(string? value) => value is null ? FigureText.Undefined : value.Length == 64 ? value[..12] : value;

    // avgTradeMinutes is shown with its unit, so the name need not say it.
    static string Label(string name) => Spaced(name.Replace("Minutes", "Length", StringComparison.Ordinal).Replace("Days", "Length", StringComparison.Ordinal));

    static string Spaced(string camelCase) => string.Concat(camelCase.Select(c => char.IsUpper(c) ? $" {char.ToLowerInvariant(c)}" : $"{c}"));
}
