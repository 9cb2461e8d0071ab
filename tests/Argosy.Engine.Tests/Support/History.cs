using Argosy.Core.Instruments;
using Argosy.Core.MarketData;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Engine.Risk;
using Argosy.Engine.Running;
using Argosy.Engine.Strategies;
using Argosy.Simulation.Feeds;
using Argosy.Simulation.Fills;
using Argosy.Simulation.Runs;

namespace Argosy.Engine.Tests.Support;

/// <summary>Made-up histories and runs over them.</summary>
static class History
{
    public const long Minute = 60_000;

    public static FillOptions Bare { get; } = new() { MakerFee = 0, TakerFee = 0, Participation = 0 };

    /// <summary>Bars whose four prices are one, at the given open times in minutes.</summary>
    public static BarColumns Flat(int minutes, params (int At, double Price)[] bars) =>
        Columns(minutes * Minute, [.. bars.Select(bar => (bar.At * Minute, bar.Price, bar.Price, bar.Price, bar.Price))]);

    public static BarColumns Columns(long timeframe, (long Time, double Open, double High, double Low, double Close)[] bars, Timeframe? exact = null) => new()
    {
        Timeframe = exact ?? Timeframe.FromMilliseconds(timeframe),
        OpenTimes = [.. bars.Select(bar => bar.Time)],
        Open = [.. bars.Select(bar => bar.Open)],
        High = [.. bars.Select(bar => bar.High)],
        Low = [.. bars.Select(bar => bar.Low)],
        Close = [.. bars.Select(bar => bar.Close)],
        Volume = [.. bars.Select(_ => 1_000.0)],
        PriceScale = 2,
        Hash = "made up",
    };

    /// <summary>A seeded walk in whole cents with gaps: some bars are missing.</summary>
    public static BarColumns Walk(ulong seed, int count, int minutes = 1, double missing = 0, long start = 0)
    {
        var random = new SeededGenerator(seed);
        var bars = new List<(long, double, double, double, double)>();
        var price = 10_000;
        for (var i = 0; i < count; i++)
        {
            int Step(int most) => random.NextIndex((2 * most) + 1) - most;
            var open = Math.Max(1_000, price + (i % 11 == 0 ? Step(300) : Step(5)));
            var close = Math.Max(1_000, open + Step(150));
            var high = Math.Max(open, close) + random.NextIndex(120);
            var low = Math.Max(900, Math.Min(open, close) - random.NextIndex(120));
            price = close;
            if (random.NextUnit() >= missing) bars.Add((start + (i * minutes * Minute), open / 100.0, high / 100.0, low / 100.0, close / 100.0));
        }
        return Columns(minutes * Minute, [.. bars]);
    }

    public static MarketTrack[] Tracks(params BarColumns[] columns) =>
        [.. columns.Select((bars, i) => new MarketTrack(new Instrument($"C{i}", "USD", 0.01m, 0.0001m, 0, 2), bars))];

    public static SimulatedRun Run(
        BarColumns[] columns, IEnumerable<IStrategy> strategies, FillOptions? fills = null, decimal cash = 1_000_000, bool allowShort = false,
        ISizingRule? sizing = null, decimal leverage = 1, decimal borrowApr = 0, Action<SimulatedRun>? afterEachStep = null, MarketTrack[]? tracks = null)
    {
        var made = tracks ?? Tracks(columns);
        var options = new EngineOptions
        {
            StartingCash = cash,
            Sizing = sizing ?? new Units(1),
            AllowShort = allowShort,
            Leverage = leverage,
            TakerFee = (fills ?? Bare).TakerFee,
            BorrowApr = borrowApr,
            CurveCapacity = made.Sum(track => track.BarCount),
        };
        var run = new SimulatedRun(made, [.. strategies.Select(StrategySlot.For)], options, fills ?? Bare);
        if (afterEachStep is null) run.Run();
        else
        {
            while (run.Step()) afterEachStep(run);
        }
        return run;
    }

    public static Fill[] Fills(this SimulatedRun run) => [.. Enumerable.Range(0, run.Engine.Fills.Count).Select(i => run.Engine.Fills[i])];
}

/// <summary>A strategy made of functions; one for each instrument.</summary>
sealed class Script(Action<Bar, StrategyContext>? onBar = null, Action<Fill, StrategyContext>? onFill = null, Action<StrategyContext>? onStart = null) : IStrategy
{
    public void OnStart(StrategyContext context) => onStart?.Invoke(context);

    public void OnBar(in Bar bar, StrategyContext context) => onBar?.Invoke(bar, context);

    public void OnFill(in Fill fill, StrategyContext context) => onFill?.Invoke(fill, context);
}

/// <summary>The same with one instance for all instruments.</summary>
sealed class PortfolioScript(Action<Bar, StrategyContext>? onBar = null, Action<Fill, StrategyContext>? onFill = null, Action<StrategyContext>? onStart = null) : IPortfolioStrategy
{
    public void OnStart(StrategyContext context) => onStart?.Invoke(context);

    public void OnBar(in Bar bar, StrategyContext context) => onBar?.Invoke(bar, context);

    public void OnFill(in Fill fill, StrategyContext context) => onFill?.Invoke(fill, context);
}
