using Argosy.Cli.Backtesting;
using Argosy.Cli.Invocation;
using Argosy.Cli.Terminals;
using Argosy.Research.Optimisation;
using Argosy.Research.WalkForward;

namespace Argosy.Cli.WalkingForward;

/// <summary>A walk on the terminal: each window in and out of sample, then all tests laid end to end.</summary>
sealed class WalkForwardReport(Terminal terminal, WalkForwardResult result, OptimisationRequest search, IReadOnlyList<string> notes)
{
    /// <summary>Writes the report.</summary>
    /// <param name="files">Files that were written.</param>
    public void Write(IReadOnlyList<string> files)
    {
        var (first, last) = (result.Windows[0].Window, result.Windows[^1].Window);
        terminal.Line(terminal.Paint(Tone.Head, $"{search.Strategy} on {string.Join(", ", result.Markets.Select(m => m.Instrument.Name))}, tested {Instants.Text(first.TestFrom)} to {Instants.Text(last.TestTo)}"));
        foreach (var name in result.Markets.Where(m => m.Bars.Synthetic).Select(m => m.Instrument.Name)) terminal.Line(terminal.Paint(Tone.Warn, $"SYNTHETIC DATA: {name} was made by a generator, no market ever traded like this"));
        var objective = search.Objectives[0];
        terminal.Line($"{(result.Plan.Anchored ? "anchored" : "rolling")} windows, {(objective.Sense == Sense.Max ? "greatest" : "least")} {objective.Name} chosen out of {FigureText.Count(result.Windows.Max(w => w.Tried.Count))}");
        terminal.Line();
        Windows();
        terminal.Line();
        Whole();
        foreach (var note in notes)
        {
            foreach (var (line, i) in TextWrap.Lines(note, terminal.Width - 2).Select((line, i) => (line, i))) terminal.Line($"{(i == 0 ? terminal.Paint(Tone.Warn, "!") : " ")} {line}");
        }
        if (files.Count > 0) terminal.Line($"wrote {string.Join(", ", files)}");
    }

    void Windows()
    {
        string[] names = [.. search.Space.Ranges.Select(range => range.Name)];
        var table = new TextTable(["test from", "to", .. names, "in sample", "Sharpe", "out of sample", "Sharpe", "drawdown", "trades"]) { Left = [1] };
        foreach (var window in result.Windows)
        {
            var (chosen, test) = (window.Chosen, window.Test?.Metrics);
            table.Add(
                test is null ? Tone.Dim : test.TotalReturn < 0 ? Tone.Bad : Tone.Plain,
                [
                    Date(window.Window.TestFrom), Date(window.Window.TestTo), .. names.Select(name => Value(chosen, name)),
                    FigureText.Percent(chosen?.Metrics.TotalReturn, signed: true), FigureText.Number(chosen?.Metrics.Sharpe),
                    FigureText.Percent(test?.TotalReturn, signed: true), FigureText.Number(test?.Sharpe), FigureText.Percent(test?.MaxDrawdown), test is null ? FigureText.Undefined : FigureText.Count(test.Trades),
                ]);
        }
        table.Write(terminal);
    }

    static string Date(long time) => Instants.Text(time)[..10];

    string Value(WindowTrial? trial, string name)
    {
        if (trial is null) return FigureText.Undefined;
        foreach (var (key, value) in trial.Strategy.Parameters)
        {
            if (RangeText.Same(key, name)) return value;
        }
        return trial.Rules.Chosen(name, result.Settings) ?? FigureText.Undefined;
    }

    void Whole()
    {
        var m = result.OutOfSample;
        var quote = result.Markets[0].Instrument.QuoteAsset;
        var width = Math.Clamp(terminal.Width - 46, 20, 100);
        if (result.Equity.IsKept) terminal.Line($"out of sample  {Sparkline.Of(result.Equity.Values, width)}  {FigureText.Money(result.Settings.Cash)} to {FigureText.Money(m.FinalEquity)} {quote}");
        terminal.Line($"return {FigureText.Percent(m.TotalReturn, signed: true)} ({FigureText.Percent(m.Cagr, signed: true)} a year), buy and hold {FigureText.Percent(m.BuyAndHoldReturn, signed: true)}, Sharpe {FigureText.Number(m.Sharpe)}, max drawdown {FigureText.Percent(m.MaxDrawdown)}, {FigureText.Count(m.Trades)} trades");
        terminal.Line($"growth a year {FigureText.Percent(result.InSampleGrowth, signed: true)} in sample, {FigureText.Percent(result.OutOfSampleGrowth, signed: true)} out of sample: efficiency {FigureText.Percent(result.Efficiency)}");
    }
}
