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
using Argosy.Strategies.Exits;
using Argosy.Strategies.Guards;
using Argosy.Strategies.Limits;
using Argosy.Strategies.Sizing;

namespace Argosy.Strategies.Tests.Support;

/// <summary>Hand-written bars, a script that decides at their closes, and rules written as texts.</summary>
sealed record RiskRun
{
    public const long Minute = 60_000;

    public required double[][] Bars { get; init; }

    public Action<int, StrategyContext> Script { get; init; } = (_, context) => context.Target(Direction.Long);

    public string[] Exits { get; init; } = [];

    public string[] Guards { get; init; } = [];

    public string[] Limits { get; init; } = [];

    /// <summary>Guards and limits that were made elsewhere, so that they can be looked at.</summary>
    public IReadOnlyList<object> Made { get; init; } = [];

    public string Size { get; init; } = "qty:1";

    public decimal Cash { get; init; } = 1_000_000;

    public decimal Fee { get; init; }

    public decimal Participation { get; init; }

    public bool Short { get; init; }

    public decimal Lot { get; init; } = 0.00000001m;

    public decimal MinNotional { get; init; }

    public long Timeframe { get; init; } = Minute;

    public PathMode Path { get; init; } = PathMode.NearFirst;

    public Action<StrategyContext>? Start { get; init; }

    public SimulatedRun Run()
    {
        var run = Prepare();
        run.Run();
        return run;
    }

    public SimulatedRun Prepare()
    {
        var track = new MarketTrack(new Instrument("BTC", "USD", 0.01m, Lot, MinNotional, 2), Columns());
        var fills = new FillOptions { MakerFee = Fee, TakerFee = Fee, Participation = Participation, Path = Path };
        var options = new EngineOptions
        {
            StartingCash = Cash,
            Sizing = SizingRules.Parse(Size).Value,
            AllowShort = Short,
            TakerFee = Fee,
            CurveCapacity = Bars.Length,
            Exits = ExitRules.Catalogue.ParseAll(Exits).Value,
            Guards = [.. GuardRules.Catalogue.ParseAll(Guards).Value, .. Made.OfType<IGuard>()],
            Limits = [.. LimitRules.Catalogue.ParseAll(Limits).Value, .. Made.OfType<IRiskRule>()],
        };
        return new SimulatedRun([track], [StrategySlot.For(new Scripted(Script, Start))], options, fills);
    }

    /// <summary>All fills, e.g. "buy 100 @0; stop 98 @120000".</summary>
    public static string Told(SimulatedRun run)
    {
        var fills = Fills(run);
        return string.Join("; ", fills.Select(f => $"{(f.Purpose == OrderPurpose.Signal ? f.Side.ToString() : f.Purpose.ToString())} {Exact.Text(f.Price)}"));
    }

    public static Fill[] Fills(SimulatedRun run) => [.. Enumerable.Range(0, run.Engine.Fills.Count).Select(i => run.Engine.Fills[i])];

    /// <summary>Bars whose four prices are one.</summary>
    public static double[][] Flat(params double[] prices) => [.. prices.Select(p => (double[])[p, p, p, p])];

    /// <summary>The same bars seen in a mirror at 100.</summary>
    public static double[][] Mirrored(double[][] bars) => [.. bars.Select(b => (double[])[200 - b[0], 200 - b[2], 200 - b[1], 200 - b[3]])];

    BarColumns Columns() => new()
    {
        Timeframe = Core.MarketData.Timeframe.FromMilliseconds(Timeframe),
        OpenTimes = [.. Bars.Select((_, i) => i * Timeframe)],
        Open = [.. Bars.Select(b => b[0])],
        High = [.. Bars.Select(b => b[1])],
        Low = [.. Bars.Select(b => b[2])],
        Close = [.. Bars.Select(b => b[3])],
        Volume = [.. Bars.Select(b => b.Length > 4 ? b[4] : 1_000.0)],
        PriceScale = 2,
        Hash = "hand-written",
    };

    sealed class Scripted(Action<int, StrategyContext> script, Action<StrategyContext>? start) : IStrategy
    {
        int _bar;

        public void OnStart(StrategyContext context) => start?.Invoke(context);

        public void OnBar(in Bar bar, StrategyContext context) => script(_bar++, context);
    }
}
