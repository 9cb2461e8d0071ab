using Argosy.Core.Events;
using Argosy.Core.Orders;
using Argosy.Engine.Accounting;
using Argosy.Engine.Orders;
using Argosy.Simulation.Margin;

namespace Argosy.Simulation.Tests.Perpetuals;

/// <summary>Ledgers worked by hand, to the last unit.</summary>
public sealed class HandWorkedLedgerTests
{
    static double[] Flat(double price) => Scenario.Flat(price);

    [Fact]
    public void Isolated_PartialCloseAndFlip_WalletAndMarginToTheLastUnit()
    {
        var states = new List<(decimal Wallet, decimal Margin)>();
        var run = Contracts.Run(
            [Flat(100), Flat(100), Flat(103), Flat(104), Flat(101), Flat(101)], Contracts.Terms(MarginMode.Isolated),
            new() { [0] = 5, [1] = -2, [2] = -5, [3] = 2 }, fills: Contracts.Taker,
            watch: ledger => states.Add((ledger.Margin!.Wallet, ledger.Margin.Position(0).Margin)));

        Assert.Equal(["B 5 @ 100", "S 2 @ 103", "S 5 @ 104", "B 2 @ 101"], Contracts.Fills(run));
        Assert.Equal(
            [
                (1_000m, 0m),
                (999.5m, 50m), // fee 0.5; 500 / 10
                (1_005.294m, 30m), // + 2 · 3 − 0.206; 2 of 5 released
                (1_016.774m, 20.8m), // + 3 · 4 − 0.52; 2 · 104 / 10
                (1_022.572m, 0m), // + 2 · 3 − 0.202
                (1_022.572m, 0m),
            ], states);
        Assert.Equal(1_022.572m, run.Engine.Ledger.Cash);
        Assert.Equal(run.Engine.Ledger.Equity, run.Engine.Ledger.Cash);
        // The flip's fee of 0.52 falls to both trades by their share, 3 of 5 and 2 of 5.
        Assert.Equal([18m - 0.5m - 0.206m - 0.312m, 6m - 0.208m - 0.202m], Contracts.Trades(run).Select(trade => trade.Pnl));
        Contracts.AssertBalanced(run);
    }

    [Fact]
    public void Isolated_LiquidatedOnThePath_AtTheFirstPointThatIsDue()
    {
        // 0.02 · 8p ≥ 80 + 8p − 800 at p ≤ 91.8367…
        var run = Contracts.Run([Flat(100), [100, 101, 90, 95], Flat(99)], Contracts.Terms(MarginMode.Isolated), new() { [0] = 8 }, fills: Contracts.Taker);
        Assert.Equal(["B 8 @ 100", "S 8 @ 91.83 liquidation"], Contracts.Fills(run));
        // Fee of the liquidation 7.3464, of the entry 0.8.
        Assert.Equal(1_000m - 0.8m - 65.36m - 7.3464m, run.Engine.Ledger.Cash);
        Assert.Equal(926.4936m, run.Engine.Ledger.Equity);
        var trade = Assert.Single(Contracts.Trades(run));
        Assert.Equal((OrderPurpose.Liquidation, -73.5064m, 91.83m), (trade.ExitReason, trade.Pnl, trade.ExitPrice));
        Assert.True(trade.SameBar);
        Assert.Equal(926.4936, run.Engine.Curve!.Values[^1], 1e-9);
        Contracts.AssertBalanced(run);
    }

    [Fact]
    public void Isolated_ShortLiquidated_AtTheFirstPointThatIsDue()
    {
        // 0.16p ≥ 80 + 800 − 8p at p ≥ 107.843…
        var run = Contracts.Run([Flat(100), [100, 120, 99, 100]], Contracts.Terms(MarginMode.Isolated), new() { [0] = -8 });
        Assert.Equal(["S 8 @ 100", "B 8 @ 107.85 liquidation"], Contracts.Fills(run));
        Assert.Equal(1_000m - 62.8m - 8.628m, run.Engine.Ledger.Cash);
    }

    [Fact]
    public void Isolated_InTheSecondBracket_TakesItsRateAndCum()
    {
        // 0.05 · 12p − 30 ≥ 120 + 12p − 1,200 at p ≤ 92.105…
        var run = Contracts.Run([Flat(100), [100, 101, 90, 95]], Contracts.Terms(MarginMode.Isolated), new() { [0] = 12 });
        Assert.Equal("S 12 @ 92.1 liquidation", Contracts.Fills(run)[1]);
    }

    [Fact]
    public void Isolated_GapBeyondTheMargin_LosesTheMarginAndTheRestGoesOn()
    {
        var run = Contracts.Run(
            [Flat(100), Flat(100), Flat(85), Flat(70), Flat(75)], Contracts.Terms(MarginMode.Isolated), new() { [0] = 8, [2] = 1 }, fills: Contracts.Taker);
        Assert.Equal(["B 8 @ 100", "S 8 @ 85 liquidation", "B 1 @ 70"], Contracts.Fills(run));
        var ledger = run.Engine.Ledger;
        // 80 − 120 − 6.8 lacks 46.8 to zero.
        Assert.Equal(-46.8m, ledger.Account(LedgerAccount.Insurance, 0));
        Assert.Equal(1_000m - 0.8m - 80m - 0.07m, ledger.Margin!.Wallet);
        Assert.Equal(7m, ledger.Margin.Position(0).Margin);
        Assert.Equal(-80.8m, Contracts.Trades(run)[0].Pnl);
        Assert.Equal(ledger.Margin.Wallet + 5, ledger.Equity);
        Contracts.AssertBalanced(run);
    }

    [Fact]
    public void Isolated_StopAtThePointOfLiquidation_TheLiquidationComesFirst()
    {
        void Script(int bar, Argosy.Engine.Strategies.StrategyContext context)
        {
            if (bar == 0) context.Submit(context.Intent(Side.Buy, OrderType.Market, OrderSize.Quantity(8), new OrderTerms { Protection = new Protection { StopPrice = 91.83m } }));
        }

        var run = Contracts.Run([Flat(100), [100, 101, 90, 95]], Contracts.Terms(MarginMode.Isolated), [], script: Script);
        Assert.Equal("S 8 @ 91.83 liquidation", Contracts.Fills(run)[1]);
        Assert.Equal(OrderReason.Liquidated, Scenario.Order(run, 2).Reason);
    }

    [Fact]
    public void Isolated_StopBeforeThePointOfLiquidation_Fills()
    {
        void Script(int bar, Argosy.Engine.Strategies.StrategyContext context)
        {
            if (bar == 0) context.Submit(context.Intent(Side.Buy, OrderType.Market, OrderSize.Quantity(8), new OrderTerms { Protection = new Protection { StopPrice = 91.84m } }));
        }

        var run = Contracts.Run([Flat(100), [100, 101, 90, 95]], Contracts.Terms(MarginMode.Isolated), [], script: Script);
        Assert.Equal(["B 8 @ 100", "S 8 @ 91.84"], Contracts.Fills(run));
    }

    [Fact]
    public void Cross_TwoContracts_LargestMaintenanceFirstThenTheRest()
    {
        // A: due at 0.2p + 10 ≥ 500 + 10p − 1,000, p ≤ 52.0408…; then B, short 5, at 0.1p ≥ 15.196 − 5 (p − 100), p ≥ 101.0188…
        void Script(int bar, Argosy.Engine.Strategies.StrategyContext context)
        {
            if (bar == 1) context.Submit(context.Intent(Side.Buy, OrderType.Limit, OrderSize.Quantity(1), new OrderTerms { Limit = 20 }));
        }

        var run = Contracts.Prepare(
            [[Flat(100), Flat(100), [100, 100, 50, 60], Flat(60), Flat(60)], [Flat(100), Flat(100), Flat(100), [100, 103, 100, 102], Flat(50)]],
            Contracts.Terms(MarginMode.Cross, 2), [new() { [0] = 10 }, new() { [0] = -5 }], 500, script: Script);
        run.Run();
        Assert.Equal(["B 10 @ 100", "S 5 @ 100", "S 10 @ 52.04 liquidation", "B 5 @ 101.02 liquidation"], Contracts.Fills(run));
        var ledger = run.Engine.Ledger;
        Assert.Equal(500m - 479.6m - 5.204m - 5.1m - 5.051m, ledger.Cash);
        Assert.Equal(5.045m, ledger.Margin!.Wallet);
        Assert.False(run.Engine.Ended);
        var limit = run.Engine.Orders.Kept.Single(order => order.Type == OrderType.Limit);
        Assert.Equal((OrderState.Cancelled, OrderReason.Liquidated), (limit.State, limit.Reason));
        Assert.Equal(0, ledger.Account(LedgerAccount.Insurance, 0));
        Contracts.AssertBalanced(run);
    }

    [Fact]
    public void Cross_OfEqualMaintenance_TheFirstInTheRunsOrderGoes_AndTheRestIsTestedAgain()
    {
        // Both gap to 63: 500 − 2 · 6 · 37 = 56 stands against 2 · 0.02 · 378 = 15.12; at 56 a result of −528 leaves nothing.
        var run = Contracts.Prepare(
            [[Flat(100), Flat(100), Flat(63), Flat(59), Flat(59)], [Flat(100), Flat(100), Flat(63), Flat(59), Flat(59)]],
            Contracts.Terms(MarginMode.Cross, 2), [new() { [0] = 6 }, new() { [0] = 6 }], 500);
        run.Run();
        // At 59: 500 − 492 = 8 < 2 · 7.08: the first goes with a fee of 3.54; 4.46 still stands below 7.08, so the second goes too.
        Assert.Equal(["B 6 @ 100", "B 6 @ 100", "S 6 @ 59 liquidation", "S 6 @ 59 liquidation"], Contracts.Fills(run));
        Assert.Equal([0, 1], Scenario.Fills(run).Skip(2).Select(fill => (int)fill.Instrument));
        Assert.Equal(500m - 492m - 3.54m - 3.54m, run.Engine.Ledger.Cash);
        Contracts.AssertBalanced(run);
    }

    [Fact]
    public void Cross_OfEqualMaintenance_WhatStandsAfterTheFirstStays()
    {
        // No fee: after the first has gone at 59, 8 stands against 7.08 of the second.
        var run = Contracts.Prepare(
            [[Flat(100), Flat(100), Flat(59), Flat(59)], [Flat(100), Flat(100), Flat(59), Flat(59)]],
            Contracts.Terms(MarginMode.Cross, 2, fee: 0), [new() { [0] = 6 }, new() { [0] = 6 }], 500);
        run.Run();
        var last = Scenario.Fills(run).Last();
        Assert.Equal((3, 0), (run.Engine.Fills.Count, (int)last.Instrument));
        Assert.Equal(6m, run.Engine.Ledger.Net(1));
    }

    [Fact]
    public void Cross_GapBeyondTheWallet_InsurancePaysToZeroAndTheRunEnds()
    {
        var run = Contracts.Prepare(
            [[Flat(100), Flat(100), Flat(100), Flat(100)], [Flat(100), Flat(100), Flat(170), Flat(100)]],
            Contracts.Terms(MarginMode.Cross, 2), [new() { [0] = 5 }, new() { [0] = -8 }], 500);
        run.Run();
        // B: −560 − 13.6; then nothing is left for A, closed at 100 with a fee of 5.
        Assert.Equal(["B 5 @ 100", "S 8 @ 100", "B 8 @ 170 liquidation", "S 5 @ 100 liquidation"], Contracts.Fills(run));
        var ledger = run.Engine.Ledger;
        Assert.Equal(-78.6m, ledger.Account(LedgerAccount.Insurance, 0));
        Assert.Equal(0, ledger.Equity);
        Assert.True(run.Engine.Ended);
        Assert.Equal(2 * Scenario.Minute, run.Engine.Time);
        Assert.Equal(-500m, Contracts.Trades(run).Sum(trade => trade.Pnl));
        Contracts.AssertBalanced(run);
    }

    [Fact]
    public void Isolated_TwoContracts_TheOtherKeepsTrading()
    {
        var run = Contracts.Prepare(
            [[Flat(100), Flat(100), Flat(50), Flat(50), Flat(50)], [Flat(100), Flat(100), Flat(100), Flat(110), Flat(110)]],
            Contracts.Terms(MarginMode.Isolated, 2), [new() { [0] = 5 }, new() { [0] = 5, [3] = -5 }], 500);
        run.Run();
        Assert.Equal(["B 5 @ 100", "B 5 @ 100", "S 5 @ 50 liquidation", "S 5 @ 110"], Contracts.Fills(run));
        Assert.Equal(500m - 50m + 50m, run.Engine.Ledger.Cash);
    }

    [Fact]
    public void Funding_OnThePositionAfterTheFillsOfItsInstant_FromTheMargin()
    {
        var minute = Scenario.Minute;
        // Recorded with some delay: rounded to the second.
        var funding = new FundingRates([minute + 3, (2 * minute) - 2, (3 * minute) + 499], [0.01m, -0.003m, 0.5m], "rates");
        var margins = new List<decimal>();
        var run = Contracts.Run(
            [Flat(100), Flat(100), Flat(110), Flat(120), Flat(120)], Contracts.Terms(MarginMode.Isolated), new() { [0] = 8, [2] = -8 }, fills: Contracts.Taker,
            data: new PerpetualData(null, funding), watch: ledger => margins.Add(ledger.Margin!.Position(0).Margin));
        // −8 · 100 · 0.01, −8 · 110 · −0.003; flat at the third.
        Assert.Equal([-8m, 2.64m], run.Engine.Ledger.CashFlows.Select(flow => flow.Amount));
        Assert.Equal([minute, 2 * minute], run.Engine.Ledger.CashFlows.Select(flow => flow.Time));
        Assert.Equal([0, 72, 74.64m, 0, 0], margins);
        Assert.Equal(1_000m - 0.8m - 0.96m + 160 - 8 + 2.64m, run.Engine.Ledger.Cash);
        Assert.Equal(5.36m, run.Engine.Ledger.Account(LedgerAccount.Funding, 0));
        Assert.Equal(160m - 1.76m - 5.36m, Contracts.Trades(run)[0].Pnl);
        Contracts.AssertBalanced(run);
    }

    [Fact]
    public void Funding_BetweenBars_IsSettledAtItsTimeAtTheLastPrice()
    {
        var funding = new FundingRates([90_000], [0.01m], "rates");
        var run = Contracts.Run([Flat(100), [100, 105, 100, 104], Flat(104)], Contracts.Terms(MarginMode.Cross), new() { [0] = -2 }, data: new PerpetualData(null, funding));
        var flow = Assert.Single(run.Engine.Ledger.CashFlows);
        Assert.Equal((90_000L, 2m), (flow.Time, flow.Amount));
        Assert.Equal(1, ((Argosy.Simulation.Venue.SimulatedVenue)run.Venue).SettledAtLastPrice);
    }

    [Fact]
    public void Funding_ThatEatsTheMargin_Liquidates()
    {
        var funding = new FundingRates([2 * Scenario.Minute], [0.09m], "rates");
        var run = Contracts.Run([Flat(100), Flat(100), Flat(100), Flat(100)], Contracts.Terms(MarginMode.Isolated), new() { [0] = 8 }, data: new PerpetualData(null, funding));
        // 80 − 72 = 8 is less than 0.02 · 800.
        Assert.Equal(["B 8 @ 100", "S 8 @ 100 liquidation"], Contracts.Fills(run));
        Assert.Equal(920m, run.Engine.Ledger.Cash);
    }
}
