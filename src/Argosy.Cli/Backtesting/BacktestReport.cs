using Argosy.Cli.Invocation;
using Argosy.Cli.Terminals;
using Argosy.Core.MarketData;
using Argosy.Core.Values;
using Argosy.Research.Backtests;
using Argosy.Research.Metrics;
using Argosy.Simulation.Fills;

namespace Argosy.Cli.Backtesting;

/// <summary>What a backtest found, for a terminal: figures, the shape of the equity, what was assumed and what to doubt.</summary>
sealed class BacktestReport(Terminal terminal, BacktestResult result, IReadOnlyList<string> dataNotes, TimeSpan total)
{
    const int LabelWidth = 10;

    /// <summary>Writes the report.</summary>
    public void Write()
    {
        WriteHeader();
        terminal.Line();
        FigureGroups.Write(terminal, result);
        terminal.Line();
        BookTable.Write(terminal, result);
        WriteCurve();
        WriteBand();
        if (result.Consensus is { } consensus) ConsensusSummary.Write(terminal, consensus);
        WriteAssumed();
        WriteData();
        WriteList("warnings", result.Warnings, Tone.Warn);
        WriteText("run", $"{Speed(result.Performance)}, {total.TotalMilliseconds:0} ms in all");
        WriteText("hashes", $"trades {Short(result.TradeHash)}  state {Short(result.StateHash)}");
    }

    /// <summary>Says which files were written.</summary>
    public void WriteFiles(BacktestOutputs outputs)
    {
        var files = outputs.All.Select(output => output.Path).ToArray();
        if (files.Length > 0) WriteText("written", string.Join(", ", files));
    }

    /// <summary>Says what to try next.</summary>
    public void WriteNext(IReadOnlyList<string> strategies, BacktestOutputs outputs)
    {
        var ideas = new List<string>();
        if (strategies.FirstOrDefault(text => !StrategyReader.IsFile(text)) is { } strategy) ideas.Add($"argosy strategies {strategy} shows its parameters");
        if (result.Settings is { Ticks: null, Fills: { SlippageBps: 0, SpreadBps: 0 } }) ideas.Add("--slippage-bps 5 shows what a worse fill costs");
        ideas.Add(outputs.Json is null ? "--json a.json keeps the result for 'argosy compare'" : $"argosy compare {outputs.Json} OTHER.json shows two side by side");
        if (outputs.Log is { } log) ideas.Add($"argosy replay {log} proves that the run repeats");
        WriteList("next", ideas, Tone.Dim);
    }

    void WriteHeader()
    {
        foreach (var market in result.Markets)
        {
            var bars = market.Bars;
            var name = terminal.Paint(Tone.Head, market.Instrument.Name);
            var detail = market.Ticks is { } ticks ? $", filled on {TickText.Counted(ticks)}" : market.Detail is { } finer ? $", walked on {FigureText.Count(finer.Count)} bars of {finer.Timeframe}" : "";
            terminal.Line($"{name} {bars.Timeframe}  {Instants.Text(result.From)} to {Instants.Text(result.To)}  {FigureText.Count(Tested(bars))} bars{detail}  from {market.Source}");
            if (bars.Synthetic) terminal.Line(terminal.Paint(Tone.Warn, "SYNTHETIC DATA: made by a generator, no market ever traded like this"));
        }
        var parameters = string.Concat(result.Strategy.Parameters.Where(p => p.Value.Length > 0).Select(p => $" {p.Key}={p.Value}"));
        terminal.Line($"{terminal.Paint(Tone.Head, result.Strategy.Name)}{parameters}");
    }

    int Tested(BarColumns bars)
    {
        var first = bars.IndexAtOrAfter(result.From);
        var end = bars.IndexAtOrAfter(result.To);
        return Math.Max(0, end - first);
    }

    void WriteCurve()
    {
        if (!result.Equity.IsKept) return;
        var width = Math.Clamp(terminal.Width - LabelWidth - 34, 20, 100);
        var values = result.Equity.Values;
        var quote = result.Markets[0].Instrument.QuoteAsset;
        terminal.Line(Labelled("equity", $"{Sparkline.Of(values, width)}  {FigureText.Money(result.Settings.Cash)} to {FigureText.Money(result.Metrics.FinalEquity)} {quote}"));
        terminal.Line(Labelled("drawdown", $"{Sparkline.Of(Sparkline.Drawdown(values), width)}  deepest {FigureText.Percent(result.Metrics.MaxDrawdown)}"));
    }

    void WriteBand()
    {
        if (result.Markets[0].Ticks is not null)
        {
            WriteText("path", "orders filled on ticks: there is no path inside bars to guess, and no ambiguity band");
            return;
        }
        if (result.Band is not { } band)
        {
            WriteText("path", "the ambiguity band was switched off (--band off)");
            return;
        }
        if (band.Low == band.High && band.PathDependentTrades == 0)
        {
            WriteText("path", "no fill depends on how the price moved inside a bar");
            return;
        }
        WriteText("path", $"final equity {FigureText.Money(band.Low)} to {FigureText.Money(band.High)} by how the price moved inside bars; {FigureText.Count(band.PathDependentTrades)} of {FigureText.Count(result.Trades.Count)} trades depend on it");
    }

    void WriteAssumed()
    {
        var (settings, fills) = (result.Settings, result.Settings.Fills);
        var instrument = result.Markets[0].Instrument;
        var at = fills.FillAt == FillAt.NextOpen ? "at the next open" : "at the close they were decided on";
        var cap = fills.Participation == 0 ? "no limit by volume" : $"at most {FigureText.Percent(Exact.ToStatistic(fills.Participation))} of a bar's volume";
        var fees = fills.MakerFee == fills.TakerFee
            ? FigureText.Percent(Exact.ToStatistic(fills.TakerFee))
            : $"maker {FigureText.Percent(Exact.ToStatistic(fills.MakerFee))}, taker {FigureText.Percent(Exact.ToStatistic(fills.TakerFee))}";
        List<string> lines =
        [
            $"cash {FigureText.Money(settings.Cash)} {instrument.QuoteAsset}, size {settings.Size}, {Borrowing(settings)}",
            $"fee {fees} in the {(fills.FeeInReceivedAsset ? "asset received" : "quote asset")}, slippage {Exact.Text(fills.SlippageBps)} bps, spread {Exact.Text(fills.SpreadBps)} bps",
            result.Markets[0].Ticks is { } ticks
                ? TickText.Assumed(ticks, settings.Ticks ?? new TickOptions(), fills)
                : $"orders fill {at} ({FillOptions.Contract}), latency {fills.LatencyBars} bars, path {KebabCase.Of(fills.Path.ToString())}, {cap}",
            string.Join("; ", result.Markets.Select(m => $"{m.Instrument.Name}: tick {Exact.Text(m.Instrument.TickSize)}, lot {Exact.Text(m.Instrument.LotSize)}, minimum {Exact.Text(m.Instrument.MinNotional)} {m.Instrument.QuoteAsset}")),
        ];
        foreach (var (kind, rules) in new[] { ("exits", settings.Exits), ("guards", settings.Guards), ("limits", settings.Limits) })
        {
            if (rules.Count > 0) lines.Insert(1, $"{kind} {string.Join(", ", rules)}");
        }
        WriteLines("assumed", lines, Tone.Plain);
    }

    static string Borrowing(BacktestSettings settings) => settings.Margin is { } margin
        ? $"perpetual contracts on {KebabCase.Of(margin.Mode.ToString())} margin, leverage {Exact.Text(settings.Leverage)}x, liquidation fee {FigureText.Percent(Exact.ToStatistic(margin.LiquidationFee))}, {(settings.AllowShort ? "short allowed" : "long only")}"
        : settings.AllowShort
        ? $"short sales allowed, exposure up to {Exact.Text(settings.Leverage)}x, borrowing at {FigureText.Percent(Exact.ToStatistic(settings.BorrowApr))} a year"
        : "no short sales";

    void WriteData()
    {
        var lines = new List<string>();
        foreach (var market in result.Markets)
        {
            var q = market.Bars.Quality;
            var found = new (string What, long Count)[]
            {
                ("gaps", q.Gaps), ("missing bars", q.Missing), ("repeated times", q.Duplicates), ("out of order", q.OutOfOrder),
                ("bad highs or lows", q.Violations), ("bars without volume", q.ZeroVolumes), ("flat bars", q.Flat), ("rounded values", q.Rounded),
            }.Where(f => f.Count > 0).Select(f => $"{f.What} {FigureText.Count(f.Count)}").ToArray();
            lines.Add($"{market.Source}: {(found.Length == 0 ? "nothing amiss" : string.Join(", ", found))} (hash {Short(market.Bars.Hash)})");
        }
        lines.AddRange(dataNotes);
        WriteLines("data", lines, Tone.Plain);
        var unfilled = result.Unfilled.Where(u => u.Value > 0).Select(u => $"{u.Key} {FigureText.Count(u.Value)}").ToArray();
        var rest = unfilled.Length == 0 ? "" : $"; ended without a fill: {string.Join(", ", unfilled)}";
        WriteText("orders", $"{FigureText.Count(result.OrderCount)} orders, {FigureText.Count(result.Fills.Count)} fills{rest}");
    }

    void WriteText(string label, string text) => WriteLines(label, [text], Tone.Plain);

    void WriteList(string label, IReadOnlyList<string> items, Tone tone) => WriteLines(label, [.. items.Select(item => $"- {item}")], tone);

    void WriteLines(string label, IReadOnlyList<string> lines, Tone tone)
    {
        var first = true;
        foreach (var line in lines)
        {
            var wrapped = TextWrap.Lines(line, terminal.Width - LabelWidth - 2);
            for (var i = 0; i < wrapped.Count; i++, first = false) terminal.Line(Labelled(first ? label : "", i == 0 ? wrapped[i] : $"  {wrapped[i]}", tone));
        }
    }

    string Labelled(string label, string text, Tone tone = Tone.Plain) =>
        $"{terminal.Paint(Tone.Dim, label.PadRight(LabelWidth))}{terminal.Paint(tone, text)}";

    static string Speed(RunPerformance run)
    {
        if (run.Events > 0) return $"{FigureText.Count(run.Events)} ticks and {FigureText.Count(run.Bars)} bars in {run.EngineSeconds * 1e3:0.0} ms ({run.EventsPerSecond / 1e6:0.0} M ticks/s{(run.Cold ? ", cold" : "")}), data read in {run.LoadSeconds * 1e3:0} ms";
        var rate = run.BarsPerSecond >= 1e6 ? $"{run.BarsPerSecond / 1e6:0.0} M bars/s" : $"{run.BarsPerSecond / 1e3:0} k bars/s";
        return $"{FigureText.Count(run.Bars)} bars in {run.EngineSeconds * 1e3:0.0} ms ({rate}{(run.Cold ? ", cold" : "")}), data read in {run.LoadSeconds * 1e3:0} ms";
    }

    static string Short(string hash) => hash.Length > 12 ? hash[..12] : hash;
}
