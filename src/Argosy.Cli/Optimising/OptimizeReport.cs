using System.Globalization;
using Argosy.Cli.Backtesting;
using Argosy.Cli.Invocation;
using Argosy.Cli.Terminals;
using Argosy.Research.Metrics;
using Argosy.Research.Optimisation;

namespace Argosy.Cli.Optimising;

/// <summary>A search on the terminal: what was searched, the best trials, what to doubt, what to do next.</summary>
sealed class OptimizeReport(Terminal terminal, OptimisationResult result, IReadOnlyList<string> notes)
{
    // Figures beside the objectives.
    static readonly string[] Columns = ["totalReturn", "sharpe", "maxDrawdown", "trades"];

    /// <summary>Writes the report.</summary>
    /// <param name="top">Most trials shown.</param>
    /// <param name="path">The result's file; null for none.</param>
    /// <param name="next">The command that runs the best trial.</param>
    public void Write(int top, string? path, string next)
    {
        Head();
        Trials(top);
        foreach (var note in notes.Concat(result.Warnings)) Note(note);
        if (path is null) return;
        terminal.Line();
        terminal.Line($"wrote {path}");
        if (result.Best is not null) terminal.Line($"next: {next}");
    }

    void Head()
    {
        var request = result.Request;
        var performance = result.Performance;
        terminal.Line(terminal.Paint(Tone.Head, $"{request.Strategy} on {string.Join(", ", request.Markets.Select(market => market.Instrument.Name))}, {Instants.Text(result.From)} to {Instants.Text(result.To)}"));
        var wanted = string.Join(", ", request.Objectives.Select(objective => $"{(objective.Sense == Sense.Max ? "greatest" : "least")} {objective.Name}"));
        var kept = request.Constraints.Count == 0 ? "" : $" with {string.Join(", ", request.Constraints.Select(constraint => constraint.Text))}";
        terminal.Line($"{Word(request.Method)} search for {wanted}{kept}");
        var pruned = result.Trials.Count(trial => trial.Status == TrialStatus.Pruned);
        terminal.Line(string.Create(CultureInfo.InvariantCulture, $"{result.Trials.Count:#,0} trials{(pruned > 0 ? $" ({pruned:#,0} stopped half-way)" : "")} in {performance.Seconds:0.0} s with {performance.Jobs} jobs"));
        terminal.Line();
    }

    void Trials(int top)
    {
        var request = result.Request;
        var several = request.Objectives.Count > 1;
        var shown = several ? result.Front : result.Ranked(top);
        if (shown.Count == 0) return;
        terminal.Line(several ? $"Pareto front: {shown.Count} trials that none beats in every objective" : "best trials");
        var columns = Columns.Where(name => request.Objectives.All(objective => objective.Name != name)).Select(name => MetricTable.Find(name)!).ToArray();
        var table = new TextTable([.. Headings(columns)]);
        foreach (var trial in shown.Take(top)) table.Add(trial.Id == result.Best?.Id ? Tone.Good : Tone.Plain, [.. Row(trial, columns)]);
        table.Write(terminal, "  ");
        if (shown.Count > top) terminal.Line($"  … and {shown.Count - top} more (--top)");
        terminal.Line();
    }

    IEnumerable<string> Headings(Metric[] columns) =>
        ["trial", .. result.Request.Space.Ranges.Select(range => range.Name), .. result.Request.Objectives.Select(objective => objective.Name), .. columns.Select(metric => metric.Name)];

    IEnumerable<string> Row(SearchTrial trial, Metric[] columns) =>
    [
        $"#{trial.Id}", .. trial.Parameters.Select(pair => pair.Value),
        .. result.Request.Objectives.Select((objective, i) => objective.Formula.Metric is { } metric && trial.Metrics is { } metrics ? FigureText.Of(metric, metric.Of(metrics)) : FigureText.Number(trial.Objectives[i], "0.####")),
        .. columns.Select(metric => trial.Metrics is { } metrics ? FigureText.Of(metric, metric.Of(metrics)) : FigureText.Undefined),
    ];

    void Note(string text)
    {
        foreach (var (line, i) in TextWrap.Lines(text, terminal.Width - 2).Select((line, i) => (line, i))) terminal.Line($"{(i == 0 ? terminal.Paint(Tone.Warn, "!") : " ")} {line}");
    }

    static string Word(SearchMethod method) => method switch
    {
        SearchMethod.Grid => "Grid",
        SearchMethod.Random => "Random",
        SearchMethod.Tpe => "TPE",
        SearchMethod.Genetic => "Genetic",
    };
}
