using System.CommandLine;
using Argosy.Cli.Backtesting;
using Argosy.Cli.Comparing;
using Argosy.Cli.Invocation;
using Argosy.Cli.Terminals;
using Argosy.Core.Instruments;
using Argosy.Core.MarketData;
using Argosy.Core.Values;
using Argosy.Data.Synthesis;
using Argosy.Research.Backtests;
using Argosy.Research.Results;

namespace Argosy.Cli.Demonstration;

/// <summary><c>argosy demo</c>: everything at work on a generated market, on a bare clone without any data.</summary>
static class DemoCommand
{
    const int Bars = 3 * 365 * 24;
    const string Source = "generator";

    static readonly (string Strategy, (string Name, string Value)[] Parameters)[] Contestants =
    [
        ("ma-cross", [("fast", "24"), ("slow", "168")]),
        ("donchian", [("period", "72"), ("exit", "36")]),
    ];

    /// <summary>The command.</summary>
    public static Command Create(Session session)
    {
        var seed = OptionKinds.Whole("--seed", "Another market (default 7)", 0, long.MaxValue);
        var command = new DescribedCommand("demo", "Test two strategies on a generated market and compare them: works without any data.")
        {
            Examples = ["argosy demo", "argosy demo --seed 42"],
        };
        command.Add(seed);
        command.Run(parse => Run(session, parse.GetValue(seed) ?? 7));
        return command;
    }

    static ExitCode Run(Session session, long seed)
    {
        var terminal = session.Terminal;
        terminal.Line($"{terminal.Paint(Tone.Head, "A generated market")}: three years of hourly candles, seed {seed}.");
        terminal.Line(terminal.Paint(Tone.Warn, "SYNTHETIC DATA: made by a generator, no market ever traded like this. Profits here mean nothing."));
        var bars = SeriesGenerator.Generate(new SynthesisOptions { Bars = Bars, Timeframe = Timeframe.OneHour, Seed = (ulong)seed, AnnualVolatility = 0.7, AnnualDrift = 0.25 }).ToColumns();
        terminal.Line($"price     {Sparkline.Of(bars.Close, Math.Clamp(terminal.Width - 44, 20, 90))}  {bars.Open[0]:#,0} to {bars.Close[^1]:#,0} USD");
        terminal.Line();

        var market = new Market(new Instrument("DEMO", "USD", Exact.FromUnits(1, bars.PriceScale), 0.0001m, 5m, bars.PriceScale), bars, null, Source);
        var results = new List<KeyValuePair<string, StoredResult>>();
        foreach (var (strategy, parameters) in Contestants)
        {
            var choice = StrategyReader.Read(strategy, [.. parameters.Select(p => $"{p.Name}={p.Value}")], session.Bots);
            if (!choice.Ok) return session.Fail(choice.Error!);
            var settings = new BacktestSettings { Fills = new() { SlippageBps = 2 } };
            var result = Backtest.Run(new BacktestRequest([market], choice.Value, settings) { Cold = results.Count == 0 }, cancellation: session.Cancel);
            if (!result.Ok) return session.Fail(result.Error!);
            WriteCurve(terminal, strategy, result.Value);
            var stored = Stored(result.Value, strategy);
            if (!stored.Ok) return session.Fail(stored.Error!);
            results.Add(new($"{strategy} on synthetic data", stored.Value));
        }
        terminal.Line();
        var compared = ResultComparison.Of(results);
        if (!compared.Ok) return session.Fail(compared.Error!);
        ComparisonReport.Write(terminal, compared.Value);
        WriteNext(terminal);
        return ExitCode.Done;
    }

    static void WriteCurve(Terminal terminal, string strategy, BacktestResult result) =>
        terminal.Line($"{strategy,-9} {Sparkline.Of(result.Equity.Values, Math.Clamp(terminal.Width - 44, 20, 90))}  equity {FigureText.Money(result.Settings.Cash)} to {FigureText.Money(result.Metrics.FinalEquity)} USD");

    static Result<StoredResult> Stored(BacktestResult result, string name)
    {
        using var buffer = new MemoryStream();
        ResultJson.Write(buffer, result);
        buffer.Position = 0;
        return ResultFile.Read(buffer, name);
    }

    static void WriteNext(Terminal terminal)
    {
        terminal.Line();
        terminal.Line(terminal.Paint(Tone.Head, "What next"));
        terminal.Line("  argosy strategies                          the strategies that are built in, and their parameters");
        terminal.Line("  argosy backtest --data prices.csv --strategy ma-cross --param fast=24 --param slow=168");
        terminal.Line("                                             the same on candles of your own (time, open, high, low, close, volume)");
        terminal.Line("  argosy backtest --data prices.csv --strategy samples/strategies/breakout.cs");
        terminal.Line("                                             a strategy of your own: one C# class");
        terminal.Line("  argosy backtest --help                     everything that can be set");
    }
}
