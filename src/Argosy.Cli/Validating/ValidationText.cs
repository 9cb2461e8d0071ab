using Argosy.Cli.Backtesting;
using Argosy.Cli.Invocation;
using Argosy.Cli.Terminals;
using Argosy.Research.Validation;

namespace Argosy.Cli.Validating;

/// <summary>What checks found, for a terminal: one verdict each, in plain words.</summary>
static class ValidationText
{
    const int NameWidth = 17, VerdictWidth = 10;

    /// <summary>Writes the report.</summary>
    public static void Write(Terminal terminal, ValidationReport report, string? file)
    {
        var tested = report.Tested;
        var parameters = string.Concat(tested.Strategy.Parameters.Select(p => $" {p.Key}={p.Value}"));
        terminal.Line(terminal.Paint(Tone.Head, $"{tested.Strategy.Name}{parameters} on {string.Join(", ", tested.Markets.Select(m => m.Instrument.Name))}, {Instants.Text(tested.From)} to {Instants.Text(tested.To)}"));
        foreach (var market in tested.Markets.Where(m => m.Bars.Synthetic)) terminal.Line(terminal.Paint(Tone.Warn, $"SYNTHETIC DATA: {market.Instrument.Name} was made by a generator, no market ever traded like this"));
        if (report.Trials > 1) terminal.Line($"the best of {FigureText.Count(report.Trials)} parameter sets");
        var m = tested.Metrics;
        terminal.Line($"return {FigureText.Percent(m.TotalReturn, signed: true)}, Sharpe {FigureText.Number(m.Sharpe)}, max drawdown {FigureText.Percent(m.MaxDrawdown)}, {FigureText.Count(m.Trades)} trades");
        terminal.Line();
        foreach (var outcome in report.Outcomes) WriteOutcome(terminal, outcome);
        terminal.Line();
        WriteCount(terminal, report);
        if (file is not null) terminal.Line($"wrote {file}");
    }

    static void WriteOutcome(Terminal terminal, CheckOutcome outcome)
    {
        var (word, tone) = outcome.Verdict switch
        {
            CheckVerdict.Fine => ("fine", Tone.Good),
            CheckVerdict.Doubtful => ("doubtful", Tone.Warn),
            CheckVerdict.Failed => ("FAILED", Tone.Bad),
            CheckVerdict.Skipped => ("skipped", Tone.Dim),
        };
        var lines = TextWrap.Lines(outcome.Text, terminal.Width - NameWidth - VerdictWidth);
        for (var i = 0; i < lines.Count; i++)
        {
            var head = i == 0 ? $"{ValidationJson.NameOf(outcome.Kind).PadRight(NameWidth)}{terminal.Paint(tone, word.PadRight(VerdictWidth))}" : new string(' ', NameWidth + VerdictWidth);
            terminal.Line($"{head}{lines[i]}");
        }
    }

    static void WriteCount(Terminal terminal, ValidationReport report)
    {
        var doubts = report.Outcomes.Count(o => o.Verdict is CheckVerdict.Doubtful or CheckVerdict.Failed);
        var verdict = report.HasFailed ? "its results are worth nothing" : doubts == 0 ? "nothing was found that speaks against it; that proves no future" : $"{doubts} of {report.Outcomes.Count(o => o.Verdict != CheckVerdict.Skipped)} checks speak against it";
        terminal.Line(terminal.Paint(Tone.Head, verdict));
        terminal.Line(report.IsRecorded
            ? report.Counted.Distinct == 1 ? $"this is the first trial of {report.Tested.Strategy.Name} on these data" : $"{FigureText.Count(report.Counted.Distinct)} different trials of {report.Tested.Strategy.Name} have been made on these data"
            : "trials are not counted here: there is no catalogue ('argosy data import' makes one)");
    }
}
