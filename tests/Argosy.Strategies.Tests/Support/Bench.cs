using Argosy.Core.Instruments;
using Argosy.Core.MarketData;
using Argosy.Core.Orders;
using Argosy.Engine.Risk;
using Argosy.Engine.Running;
using Argosy.Engine.Strategies;
using Argosy.Strategies.Sizing;

namespace Argosy.Strategies.Tests.Support;

/// <summary>A real engine over a made-up market of one instrument, stepped bar by bar.</summary>
sealed class Bench
{
    const long Minute = 60_000;

    readonly SeriesWriter _writer = new(Timeframe.OneMinute);
    readonly Instant _instant = new(1);
    readonly EngineLoop _loop;

    public Bench(StrategySlot slot, bool allowShort = true, int warmUp = 0, ISizingRule? sizing = null, decimal cash = 1_000_000)
    {
        var options = new EngineOptions
        {
            StartingCash = cash,
            Sizing = sizing ?? new FixedQuantity(1),
            AllowShort = allowShort,
            Leverage = 1_000,
            TradingFrom = warmUp > 0 ? warmUp * Minute : long.MinValue,
        };
        Instrument = new Instrument("BTC", "USD", 0.01m, 0.00000001m, 0, 2);
        Engine = new TradingEngine([Instrument], [_writer.Series], [slot], options, Venue);
        _loop = new EngineLoop(Engine, Venue);
    }

    public Instrument Instrument { get; }

    public TradingEngine Engine { get; }

    public CloseVenue Venue { get; } = new();

    public Fill[] Fills => [.. Enumerable.Range(0, Engine.Fills.Count).Select(i => Engine.Fills[i])];

    public int Direction => (int)Engine.Ledger.Position(0, 0).Direction;

    public void Step(in Bar bar)
    {
        _writer.Append(in bar, 1);
        _instant.Time = bar.OpenTime + Minute;
        _instant.Closing.Clear();
        _instant.Completed.Clear();
        _instant.Opening.Clear();
        _instant.Closing.Add(0);
        _instant.Completed.Add(0);
        _instant.Opening.Add(0);
        _instant.Close[0] = bar.Close;
        _instant.Open[0] = bar.Close;
        _loop.Step(_instant);
    }

    /// <summary>Where a strategy stands after each bar.</summary>
    public static int[] Stands(IStrategy strategy, IReadOnlyList<Bar> bars, bool allowShort = true, int warmUp = 0) =>
        Stands(StrategySlot.For(strategy), bars, allowShort, warmUp);

    public static int[] Stands(StrategySlot slot, IReadOnlyList<Bar> bars, bool allowShort = true, int warmUp = 0)
    {
        var bench = new Bench(slot, allowShort, warmUp);
        var stands = new int[bars.Count];
        for (var i = 0; i < stands.Length; i++)
        {
            bench.Step(bars[i]);
            stands[i] = bench.Direction;
        }
        return stands;
    }

    /// <summary>Where a strategy stands that was told these targets; null changes nothing.</summary>
    public static int[] Expected(IReadOnlyList<int?> targets, bool allowShort)
    {
        var stands = new int[targets.Count];
        var now = 0;
        for (var i = 0; i < stands.Length; i++)
        {
            if (targets[i] is { } target) now = allowShort ? target : Math.Max(target, 0);
            stands[i] = now;
        }
        return stands;
    }
}
