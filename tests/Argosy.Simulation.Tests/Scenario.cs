using Argosy.Core.Instruments;
using Argosy.Core.MarketData;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Engine.Accounting;
using Argosy.Engine.Orders;
using Argosy.Engine.Risk;
using Argosy.Engine.Running;
using Argosy.Engine.Strategies;
using Argosy.Simulation.Feeds;
using Argosy.Simulation.Fills;
using Argosy.Simulation.Margin;
using Argosy.Simulation.Runs;
using Argosy.Simulation.Venue;

namespace Argosy.Simulation.Tests;

/// <summary>A handful of hand-written bars, a script that orders at their closes, and what came of it.</summary>
internal sealed class Scenario : IStrategy
{
    public const long Minute = 60_000;

    readonly Action<int, StrategyContext> _script;
    int _bar;

    Scenario(Action<int, StrategyContext> script) => _script = script;

    public static FillOptions Bare { get; } = new() { MakerFee = 0, TakerFee = 0, Participation = 0 };

    public static Instrument Cents { get; } = new("BTC", "USD", 0.01m, 0.00000001m, 0, 2);

    public void OnBar(in Bar bar, StrategyContext context) => _script(_bar++, context);

    public static SimulatedRun Run(
        double[][] bars, Action<int, StrategyContext> script, FillOptions? fills = null, decimal cash = 1_000_000, bool allowShort = false,
        Instrument? instrument = null, decimal leverage = 1, decimal borrowApr = 0, BarColumns? detail = null)
    {
        var run = Prepare(Columns(bars), script, fills, cash, allowShort, instrument, leverage, borrowApr, detail);
        run.Run();
        return run;
    }

    public static SimulatedRun Prepare(
        BarColumns columns, Action<int, StrategyContext> script, FillOptions? fills = null, decimal cash = 1_000_000, bool allowShort = false,
        Instrument? instrument = null, decimal leverage = 1, decimal borrowApr = 0, BarColumns? detail = null, MarginTerms? margin = null, PerpetualData? perpetual = null)
    {
        var track = new MarketTrack(instrument ?? Cents, columns, detail) { Perpetual = perpetual };
        var options = new EngineOptions
        {
            StartingCash = cash,
            Sizing = new OneUnit(),
            AllowShort = allowShort,
            Leverage = leverage,
            BorrowApr = borrowApr,
            Margin = margin,
            TakerFee = (fills ?? Bare).TakerFee,
            CurveCapacity = columns.Count + 1,
        };
        return new SimulatedRun([track], [StrategySlot.For(new Scenario(script))], options, fills ?? Bare);
    }

    /// <summary>Rows of open, high, low, close and, where given, volume and open time in bars.</summary>
    public static BarColumns Columns(double[][] rows, long timeframe = Minute, double volume = 1_000) => new()
    {
        Timeframe = Timeframe.FromMilliseconds(timeframe),
        OpenTimes = [.. rows.Select((row, i) => (row.Length > 5 ? (long)row[5] : i) * timeframe)],
        Open = [.. rows.Select(row => row[0])],
        High = [.. rows.Select(row => row[1])],
        Low = [.. rows.Select(row => row[2])],
        Close = [.. rows.Select(row => row[3])],
        Volume = [.. rows.Select(row => row.Length > 4 ? row[4] : volume)],
        PriceScale = 2,
        Hash = "hand-written",
    };

    public static double[] Flat(double price) => [price, price, price, price];

    public static IEnumerable<Fill> Fills(SimulatedRun run) => Enumerable.Range(0, run.Engine.Fills.Count).Select(i => run.Engine.Fills[i]);

    public static ApprovedOrder Order(SimulatedRun run, int id) => run.Engine.Orders.Kept.Single(order => order.Id == id);

    /// <summary>Prices of all fills in their order, e.g. "98 then 105"; "none" without any.</summary>
    public static string Prices(SimulatedRun run) =>
        run.Engine.Fills.Count == 0 ? "none" : string.Join(" then ", Fills(run).Select(fill => Exact.Text(fill.Price)));

    /// <summary>The same bars seen in a mirror at 100: what falls here rises there.</summary>
    public static double[][] Mirrored(double[][] bars) =>
        [.. bars.Select(bar => (double[])[200 - bar[0], 200 - bar[2], 200 - bar[1], 200 - bar[3], .. bar.Skip(4)])];

    public static int PathDependentBars(SimulatedRun run) => ((SimulatedVenue)run.Venue).PathDependentBars;

    sealed class OneUnit : ISizingRule
    {
        public Result<OrderSize> Size(in SizingRequest request) => OrderSize.Quantity(1);
    }
}
