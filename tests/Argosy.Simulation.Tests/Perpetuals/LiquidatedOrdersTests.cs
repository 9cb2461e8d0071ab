using Argosy.Core.Events;
using Argosy.Core.Orders;
using Argosy.Engine.Accounting;
using Argosy.Engine.Orders;
using Argosy.Engine.Strategies;
using Argosy.Simulation.Fills;
using Argosy.Simulation.Margin;
using Argosy.Simulation.Runs;

namespace Argosy.Simulation.Tests.Perpetuals;

/// <summary>What a liquidation does to the orders that stand beside the position.</summary>
public sealed class LiquidatedOrdersTests
{
    static readonly FillOptions HalfFills = Contracts.Taker with { Participation = 0.1m };

    static double[] Flat(double price) => Scenario.Flat(price);

    [Fact]
    public void HalfFilledEntry_EndsWithItsChildren_AndBuysNoMore()
    {
        void Script(int bar, StrategyContext context)
        {
            var protection = new Protection { StopPrice = 80, TargetPrice = 120 };
            if (bar == 0) context.Submit(context.Intent(Side.Buy, OrderType.Market, OrderSize.Quantity(10), new OrderTerms { Protection = protection }));
        }

        // The cap leaves 8 of 10. Due at 0.02 · 8p ≥ 80 + 8p − 800, that is p ≤ 91.8367…
        var run = Contracts.Run([[.. Flat(100), 1_000], [100, 101, 90, 95, 80], [.. Flat(99), 1_000], [.. Flat(130), 1_000]], Contracts.Terms(MarginMode.Isolated), [], fills: HalfFills, script: Script);
        Assert.Equal(["B 8 @ 100", "S 8 @ 91.83 liquidation"], Contracts.Fills(run));
        var states = new[] { 1, 2, 3 }.Select(id => Scenario.Order(run, id)).Select(order => (order.State, order.Reason, order.Filled));
        Assert.Equal([(OrderState.Cancelled, OrderReason.Liquidated, 8m), (OrderState.Cancelled, OrderReason.Liquidated, 0m), (OrderState.Cancelled, OrderReason.Liquidated, 0m)], states);
        var ledger = run.Engine.Ledger;
        // Fee of the entry 0.8; result 8 · (91.83 − 100) = −65.36; fee of the liquidation 0.01 · 734.64 = 7.3464.
        Assert.Equal(1_000m - 0.8m - 65.36m - 7.3464m, ledger.Cash);
        Assert.Equal((926.4936m, 0m, 8.1464m), (ledger.Margin!.Wallet, ledger.Margin.Margins, ledger.Account(LedgerAccount.Fees, 0)));
        Assert.Equal((0m, 0m), (ledger.Net(0), ledger.Account(LedgerAccount.Insurance, 0)));
        Contracts.AssertBalanced(run);
    }

    [Fact]
    public void WhatWasSentBefore_EndsToo_WhatIsSentAfterwards_Trades()
    {
        void Script(int bar, StrategyContext context)
        {
            if (bar == 0) context.Market(Side.Buy, OrderSize.Quantity(8));
            // Rests far below; waits for an open that liquidates first; asked for after the liquidation.
            if (bar == 1) context.Limit(Side.Buy, OrderSize.Quantity(1), 50);
            if (bar == 2) context.Market(Side.Buy, OrderSize.Quantity(2));
            if (bar == 3) context.Market(Side.Buy, OrderSize.Quantity(3));
        }

        var run = Contracts.Run([Flat(100), Flat(100), Flat(100), Flat(85), Flat(85)], Contracts.Terms(MarginMode.Isolated), [], script: Script);
        Assert.Equal(["B 8 @ 100", "S 8 @ 85 liquidation", "B 3 @ 85"], Contracts.Fills(run));
        Assert.Equal([OrderReason.Liquidated, OrderReason.Liquidated], new[] { 2, 3 }.Select(id => Scenario.Order(run, id).Reason));
    }

    [Fact]
    public void Isolated_OrdersOfOtherContracts_Stay()
    {
        void Script(int bar, StrategyContext context)
        {
            if (bar == 0) context.Limit(Side.Buy, OrderSize.Quantity(1), 90);
        }

        SimulatedRun run = Contracts.Prepare(
            [[Flat(100), Flat(100), Flat(100), Flat(89)], [Flat(100), Flat(100), Flat(50), Flat(50)]],
            Contracts.Terms(MarginMode.Isolated, 2), [[], new() { [0] = 5 }], 500, script: Script);
        run.Run();
        Assert.Equal(["B 5 @ 100", "S 5 @ 50 liquidation", "B 1 @ 90"], Contracts.Fills(run));
    }

    [Fact]
    public void FundingThatLiquidates_EndsTheOrders()
    {
        void Script(int bar, StrategyContext context)
        {
            if (bar == 0) context.Submit(context.Intent(Side.Buy, OrderType.Market, OrderSize.Quantity(8), new OrderTerms { Protection = new Protection { StopRatio = 0.05m, TargetRatio = 0.05m } }));
        }

        var funding = new FundingRates([2 * Scenario.Minute], [0.09m], "rates");
        var run = Contracts.Run([Flat(100), Flat(100), Flat(100), Flat(100), Flat(110)], Contracts.Terms(MarginMode.Isolated), [], data: new PerpetualData(null, funding), script: Script);
        Assert.Equal(["B 8 @ 100", "S 8 @ 100 liquidation"], Contracts.Fills(run));
        Assert.All([2, 3], id => Assert.Equal(OrderReason.Liquidated, Scenario.Order(run, id).Reason));
        Assert.Equal(920m, run.Engine.Ledger.Cash);
    }
}
