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

namespace Argosy.Simulation.Tests.Perpetuals;

/// <summary>A few hand-written bars of perpetual contracts, and market orders at their closes.</summary>
internal static class Contracts
{
    /// <summary>Two brackets: 2 % up to 1,000 at 20x, 5 % up to 100,000 at 10x.</summary>
    public static BracketTable Table { get; } = BracketTable.FromRates([(1_000m, 20, 0.02m), (100_000m, 10, 0.05m)]);

    public static FillOptions Bare { get; } = new() { MakerFee = 0, TakerFee = 0, Participation = 0 };

    public static FillOptions Taker { get; } = Bare with { TakerFee = 0.001m };

    public static MarginTerms Terms(MarginMode mode, int instruments = 1, int leverage = 10, decimal fee = 0.01m, BracketTable? table = null) =>
        new() { Mode = mode, Leverage = leverage, LiquidationFee = fee, Brackets = [.. Enumerable.Repeat(table ?? Table, instruments)] };

    /// <summary>One contract; the quantity ordered at the close of each bar by its number, negative sells.</summary>
    public static SimulatedRun Run(
        double[][] bars, MarginTerms terms, Dictionary<int, decimal> orders, decimal cash = 1_000, FillOptions? fills = null, PerpetualData? data = null, Action<int, StrategyContext>? script = null, Action<Ledger>? watch = null)
    {
        SimulatedRun? run = null;
        run = Prepare([bars], terms, [orders], cash, fills, [data], (bar, context) =>
        {
            watch?.Invoke(run!.Engine.Ledger);
            script?.Invoke(bar, context);
        });
        run.Run();
        return run;
    }

    public static SimulatedRun Prepare(
        double[][][] bars, MarginTerms terms, Dictionary<int, decimal>[] orders, decimal cash, FillOptions? fills = null, PerpetualData?[]? data = null, Action<int, StrategyContext>? script = null)
    {
        MarketTrack[] tracks =
        [
            .. bars.Select((rows, i) => new MarketTrack(new Instrument($"X{i}", "Q", 0.01m, 0.00000001m, 0, 2), Scenario.Columns(rows)) { Perpetual = data?[i] }),
        ];
        StrategySlot[] slots = [.. orders.Select((list, i) => StrategySlot.For(new Orderly(list, i == 0 ? script : null)))];
        var options = new EngineOptions
        {
            StartingCash = cash,
            Sizing = new OneUnit(),
            AllowShort = true,
            Margin = terms,
            TakerFee = (fills ?? Bare).TakerFee,
            CurveCapacity = bars.Sum(rows => rows.Length) + 1,
        };
        return new SimulatedRun(tracks, slots, options, fills ?? Bare);
    }

    /// <summary>Fills as "B 5 @ 100".</summary>
    public static string[] Fills(SimulatedRun run) =>
        [.. Scenario.Fills(run).Select(fill => $"{(fill.Side == Side.Buy ? "B" : "S")} {Exact.Text(fill.Quantity)} @ {Exact.Text(fill.Price)}{(fill.Purpose == OrderPurpose.Liquidation ? " liquidation" : "")}")];

    public static IReadOnlyList<Trade> Trades(SimulatedRun run)
    {
        var builder = new TradeBuilder(run.Engine.Instruments, run.Engine.Ledger.Books);
        builder.Add(run.Engine.Fills, run.Engine.Ledger.CashFlows);
        decimal[] closes = [.. run.Engine.Instruments.Select((_, i) => run.Engine.Ledger.Mark(i))];
        builder.CloseOpen(run.Engine.Time, closes, 0);
        return builder.Trades;
    }

    public static void AssertBalanced(SimulatedRun run)
    {
        for (var asset = 0; asset <= run.Engine.Instruments.Length; asset++) Assert.Equal(0, run.Engine.Ledger.Imbalance(asset));
    }

    sealed class Orderly(Dictionary<int, decimal> orders, Action<int, StrategyContext>? script) : IStrategy
    {
        int _bar;

        public void OnBar(in Bar bar, StrategyContext context)
        {
            script?.Invoke(_bar, context);
            if (orders.TryGetValue(_bar++, out var quantity))
            {
                context.Submit(context.Intent(quantity > 0 ? Side.Buy : Side.Sell, OrderType.Market, OrderSize.Quantity(Math.Abs(quantity))));
            }
        }
    }

    sealed class OneUnit : ISizingRule
    {
        public Result<OrderSize> Size(in SizingRequest request) => OrderSize.Quantity(1);
    }
}
