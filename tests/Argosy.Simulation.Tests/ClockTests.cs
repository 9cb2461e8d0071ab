using Argosy.Core.Events;
using Argosy.Core.MarketData;
using Argosy.Core.Orders;
using Argosy.Engine.Accounting;
using Argosy.Engine.Orders;
using Argosy.Engine.Strategies;
using Argosy.Simulation.Feeds;
using Argosy.Simulation.Fills;
using Argosy.Simulation.Runs;

namespace Argosy.Simulation.Tests;

/// <summary>When orders go live and which time and marks their fills carry.</summary>
public sealed class ClockTests
{
    const long Hour = 60 * Scenario.Minute;

    static readonly OrderSize One = OrderSize.Quantity(1);

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    [InlineData(3, 4)]
    public void Latency_IsWholeBars(int latency, int bar)
    {
        var run = Scenario.Run([Scenario.Flat(100), Scenario.Flat(101), Scenario.Flat(102), Scenario.Flat(103), Scenario.Flat(104)], (at, context) =>
        {
            if (at == 0) context.Market(Side.Buy, One);
        }, Scenario.Bare with { LatencyBars = latency });
        var fill = Scenario.Fills(run).Single();
        Assert.Equal((100m + bar, bar * Scenario.Minute), (fill.Price, fill.Time));
        Assert.Equal(FillTraits.None, fill.Traits & FillTraits.AfterGap);
    }

    [Fact]
    public void Latency_CountsBaseBars_WhereFinerBarsAreWalked()
    {
        var run = Hours([Scenario.Flat(100), Scenario.Flat(100), Scenario.Flat(100), Scenario.Flat(100)], Minutes(0, 240, 100), (at, context) =>
        {
            if (at == 0) context.Market(Side.Buy, One);
        }, Scenario.Bare with { LatencyBars = 1 });
        Assert.Equal(2 * Hour, Scenario.Fills(run).Single().Time);
    }

    [Fact]
    public void FillAfterMissingBars_IsMarked()
    {
        foreach (var type in new[] { OrderType.Market, OrderType.Limit, OrderType.Stop })
        {
            double[][] bars = [Scenario.Flat(100), [100, 100, 100, 100, 1000, 3], [100, 100, 100, 100, 1000, 4]];
            var run = Scenario.Run(bars, (at, context) =>
            {
                if (at > 1) return;
                var terms = type == OrderType.Limit ? new OrderTerms { Limit = 101 } : type == OrderType.Stop ? new OrderTerms { Trigger = 99 } : null;
                context.Submit(context.Intent(Side.Buy, type, One, terms));
            });
            var fills = Scenario.Fills(run).ToArray();
            Assert.Equal([3 * Scenario.Minute, 4 * Scenario.Minute], fills.Select(f => f.Time));
            Assert.Equal([true, false], fills.Select(f => (f.Traits & FillTraits.AfterGap) != 0));
        }
    }

    [Fact]
    public void FillOneTimeframeLate_IsNotMarked()
    {
        var run = Scenario.Run([Scenario.Flat(100), [100, 100, 100, 100, 1000, 2]], (at, context) =>
        {
            if (at == 0) context.Market(Side.Buy, One);
        });
        Assert.Equal(FillTraits.None, Scenario.Fills(run).Single().Traits & FillTraits.AfterGap);
    }

    [Fact]
    public void ReversalAfterMissingBars_IsMarkedInBothHalves_ButNotOneThatTheCapDelays()
    {
        double[][] bars = [Scenario.Flat(100), Scenario.Flat(100), [100, 100, 100, 100, 1000, 5], [100, 100, 100, 100, 1000, 6]];
        var run = Scenario.Run(bars, Reverse, allowShort: true);
        Assert.Equal([false, true, true], Scenario.Fills(run).Select(f => (f.Traits & FillTraits.AfterGap) != 0));

        double[][] capped = [.. Enumerable.Repeat<double[]>([100, 100, 100, 100, 5], 8)];
        var slow = Scenario.Run(capped, Reverse, Scenario.Bare with { Participation = 0.1m }, allowShort: true);
        Assert.Equal(-1, slow.Engine.Ledger.Net(0));
        Assert.All(Scenario.Fills(slow), f => Assert.Equal(FillTraits.None, f.Traits & FillTraits.AfterGap));

        static void Reverse(int at, StrategyContext context)
        {
            if (at == 0) context.Target(Direction.Long);
            if (context.Position == 1 && context.WorkingOrder(2) is null) context.Target(Direction.Short);
        }
    }

    [Fact]
    public void Reversal_ClosesAndOpensAtOneOpen()
    {
        foreach (var (first, then, prices, net) in new[] { (Direction.Long, Direction.Short, "100 then 103 then 103", -1), (Direction.Short, Direction.Long, "100 then 103 then 103", 1) })
        {
            var run = Scenario.Run([Scenario.Flat(100), Scenario.Flat(100), Scenario.Flat(103)], (at, context) =>
            {
                if (at == 0) context.Target(first);
                if (at == 1) context.Target(then);
            }, allowShort: true);
            Assert.Equal(prices, Scenario.Prices(run));
            Assert.Equal(net, run.Engine.Ledger.Net(0));
            Assert.Equal([1L, 2, 2], Scenario.Fills(run).Select(f => f.Time / Scenario.Minute));
        }
    }

    [Fact]
    public void TriggerPassedOnArrival_FillsAtTheOpen_Marked()
    {
        foreach (var (type, trigger, passed) in new[] { (OrderType.Stop, 101m, true), (OrderType.Stop, 100, true), (OrderType.Stop, 99, false), (OrderType.TakeProfit, 99, true), (OrderType.TakeProfit, 101, false) })
        {
            var run = Scenario.Run([Scenario.Flat(102), Scenario.Flat(102), Scenario.Flat(100)], (at, context) =>
            {
                if (at == 0) context.Market(Side.Buy, One);
                if (at == 1) context.Submit(context.Intent(Side.Sell, type, One, new OrderTerms { Trigger = trigger }));
            });
            Assert.Equal(passed ? "102 then 100" : "102", Scenario.Prices(run));
            if (!passed) continue;
            var fill = Scenario.Fills(run).Last();
            Assert.Equal((FillTraits.TriggeredOnArrival, 2 * Scenario.Minute), (fill.Traits & FillTraits.TriggeredOnArrival, fill.Time));
        }
    }

    [Fact]
    public void FillAtClose_TakesMarketOrdersAndMarketableLimits_AtTheirOwnClose()
    {
        double[][] bars = [[100, 102, 98, 101], [103, 103, 103, 103], [99, 99, 99, 99]];
        var run = Scenario.Run(bars, (at, context) =>
        {
            if (at != 0) return;
            context.Market(Side.Buy, One);
            context.Limit(Side.Buy, One, 101.5m);
            context.Limit(Side.Buy, One, 100);
            context.Stop(Side.Buy, One, 102);
        }, Scenario.Bare with { FillAt = FillAt.Close });
        // The bid at 100 rests and the stop arrives at the next open, where it has been passed.
        Assert.Equal("101 then 101 then 103 then 100", Scenario.Prices(run));
        Assert.Equal([1L, 1, 1, 2], Scenario.Fills(run).Select(f => f.Time / Scenario.Minute));
        Assert.Equal([1, 2, 4, 3], Scenario.Fills(run).Select(f => f.OrderId));
    }

    [Fact]
    public void FillAtClose_LeavesTheRestToTheNextOpen()
    {
        double[][] bars = [[100, 100, 100, 100, 10], [102, 102, 102, 102, 100]];
        var run = Scenario.Run(bars, (at, context) =>
        {
            if (at == 0) context.Market(Side.Buy, OrderSize.Quantity(3));
        }, Scenario.Bare with { FillAt = FillAt.Close, Participation = 0.1m });
        Assert.Equal([(100m, 1m), (102m, 2m)], Scenario.Fills(run).Select(f => (f.Price, f.Quantity)));
    }

    [Fact]
    public void FillAtClose_ChildrenActFromTheNextOpen()
    {
        // Entered at a close of 94, below the stop: out at the next open wherever that is.
        foreach (var (open, expected) in new[] { (93.0, "94 then 93"), (99.0, "94") })
        {
            var run = Scenario.Run([[100, 100, 94, 94], Scenario.Flat(open)], (at, context) =>
            {
                if (at == 0) context.Market(Side.Buy, One, new Protection { StopPrice = 95 });
            }, Scenario.Bare with { FillAt = FillAt.Close });
            Assert.Equal(expected, Scenario.Prices(run));
        }
    }

    [Fact]
    public void Detail_GivesTheFillsOfTheFinerWalk()
    {
        // The hour says low first, its minutes say high first: target before stop.
        double[][] hours = [Scenario.Flat(100), [100, 106, 96, 100], Scenario.Flat(100)];
        double[][] minutes = [.. Minutes(0, 60, 100), .. Minutes(60, 20, 100), [100, 106, 100, 105, 1000, 80], [105, 105, 96, 100, 1000, 81], .. Minutes(82, 38, 100)];
        void Script(int at, StrategyContext context)
        {
            if (at == 0) context.Market(Side.Buy, One, new Protection { StopPrice = 97, TargetPrice = 105 });
        }

        var alone = Hours(hours, null, Script, Scenario.Bare);
        Assert.Equal("100 then 97", Scenario.Prices(alone));
        Assert.Equal(2 * Hour, Scenario.Fills(alone).Last().Time);
        var run = Hours(hours, minutes, Script, Scenario.Bare);
        Assert.Equal("100 then 105", Scenario.Prices(run));
        Assert.Equal(81 * Scenario.Minute, Scenario.Fills(run).Last().Time);
        Assert.Equal(0, Scenario.PathDependentBars(run));
    }

    [Fact]
    public void HourWithoutDetail_IsWalkedByItsOwnPrices_AndCounted()
    {
        double[][] hours = [Scenario.Flat(100), Scenario.Flat(100), [100, 106, 96, 100]];
        var track = new MarketTrack(Scenario.Cents, Scenario.Columns(hours, Hour), Scenario.Columns(Minutes(0, 120, 100)));
        Assert.Equal((1, 121), (track.BarsWithoutDetail, track.Walked.Count));
        var run = Hours(hours, Minutes(0, 120, 100), (at, context) =>
        {
            if (at == 0) context.Market(Side.Buy, One, new Protection { StopPrice = 97 });
        }, Scenario.Bare);
        Assert.Equal("100 then 97", Scenario.Prices(run));
        Assert.Equal(3 * Hour, Scenario.Fills(run).Last().Time);
    }

    [Fact]
    public void Detail_OutsideTheBaseBars_FillsNothing()
    {
        double[][] hours = [Scenario.Flat(100), [100, 100, 100, 100, 1000, 2]];
        double[][] minutes = [.. Minutes(0, 60, 100), .. Minutes(60, 60, 50), .. Minutes(120, 60, 100)];
        var run = Hours(hours, minutes, (at, context) =>
        {
            if (at == 0) context.Limit(Side.Buy, One, 90);
        }, Scenario.Bare);
        Assert.Equal(0, run.Engine.Fills.Count);
    }

    [Fact]
    public void Detail_CapsByTheVolumeOfTheFinerBar()
    {
        double[][] hours = [Scenario.Flat(100), Scenario.Flat(100)];
        double[][] minutes = [.. Minutes(0, 120, 100, volume: 10)];
        var run = Hours(hours, minutes, (at, context) =>
        {
            if (at == 0) context.Market(Side.Buy, OrderSize.Quantity(3));
        }, Scenario.Bare with { Participation = 0.1m });
        Assert.Equal([60L, 61, 62], Scenario.Fills(run).Select(f => f.Time / Scenario.Minute));
    }

    [Fact]
    public void Interest_AccruesForEveryHourHeld_AndNoOther()
    {
        // Short from 01:00, bought back inside the bar that ends at 04:00: three hours at 87.6 / 8,760 = 1 % of 100.
        double[][] hours = [Scenario.Flat(100), Scenario.Flat(100), Scenario.Flat(100), [100, 106, 100, 100], Scenario.Flat(100)];
        var run = Hours(hours, null, (at, context) =>
        {
            if (at == 0) context.Market(Side.Sell, One, new Protection { StopPrice = 105 });
        }, Scenario.Bare, borrowApr: 87.6m);
        Assert.Equal([1m, 1, 1], run.Engine.Ledger.CashFlows.Select(flow => -flow.Amount));
        Assert.Equal(3, run.Engine.Ledger.Account(LedgerAccount.Interest, 0));
        Assert.Equal(1_000_000 + 100 - 105 - 3, run.Engine.Ledger.Cash);
    }

    [Fact]
    public void Interest_DoesNotReachBackBeforeAFillInsideTheBar()
    {
        double[][] hours = [Scenario.Flat(100), Scenario.Flat(100), [100, 106, 100, 100], Scenario.Flat(100)];
        var run = Hours(hours, null, (at, context) =>
        {
            if (at == 0) context.Limit(Side.Sell, One, 105);
        }, Scenario.Bare, borrowApr: 87.6m);
        Assert.Equal("105", Scenario.Prices(run));
        Assert.Equal([4 * Hour], run.Engine.Ledger.CashFlows.Select(flow => flow.Time));
    }

    [Fact]
    public void Interest_CountsTheHoursOfMissingBars()
    {
        double[][] hours = [Scenario.Flat(100), Scenario.Flat(100), [100, 100, 100, 100, 1000, 7]];
        var run = Hours(hours, null, (at, context) =>
        {
            if (at == 0) context.Market(Side.Sell, One);
        }, Scenario.Bare, borrowApr: 87.6m);
        Assert.Equal(7, run.Engine.Ledger.Account(LedgerAccount.Interest, 0));
    }

    [Fact]
    public void Bankruptcy_OnThePath_ClosesWhereEquityIsZero()
    {
        // 10 sold short at 100 with 1,000 of cash: gone at 200.
        foreach (var path in Enum.GetValues<PathMode>())
        {
            var run = Scenario.Run([Scenario.Flat(100), Scenario.Flat(100), [100, 250, 90, 100], Scenario.Flat(100)], (at, context) =>
            {
                if (at == 0) context.Market(Side.Sell, OrderSize.Quantity(10));
                if (at == 1) context.Limit(Side.Sell, One, 240);
            }, Scenario.Bare with { Path = path }, cash: 1_000, allowShort: true);
            var fill = Scenario.Fills(run).Last();
            Assert.Equal((200m, 10m, OrderPurpose.Bankrupt), (fill.Price, fill.Quantity, fill.Purpose));
            Assert.True(run.Engine.Ended);
            Assert.Equal(0, run.Engine.Ledger.Cash);
            Assert.Empty(run.Engine.OpenOrders);
        }
    }

    [Fact]
    public void Bankruptcy_OverAGap_ClosesAtTheOpen_AndMayLeaveADebt()
    {
        var run = Scenario.Run([Scenario.Flat(100), Scenario.Flat(100), [250, 250, 90, 100], Scenario.Flat(100)], (at, context) =>
        {
            if (at == 0) context.Market(Side.Sell, OrderSize.Quantity(10));
        }, cash: 1_000, allowShort: true);
        var fill = Scenario.Fills(run).Last();
        Assert.Equal((250m, OrderPurpose.Bankrupt, 2 * Scenario.Minute), (fill.Price, fill.Purpose, fill.Time));
        Assert.Equal(FillTraits.AtOpen, fill.Traits & FillTraits.AtOpen);
        Assert.True(run.Engine.Ended);
        Assert.Equal(-500, run.Engine.Ledger.Cash);
    }

    [Fact]
    public void Bankruptcy_OfAShortOpenedInTheSameBar_IsSeen()
    {
        // Sold at 101 inside the bar with three times the equity: gone a third above.
        var run = Scenario.Run([Scenario.Flat(100), Scenario.Flat(100), [100, 200, 100, 150], Scenario.Flat(150)], (at, context) =>
        {
            if (at == 0) context.Limit(Side.Sell, OrderSize.Quantity(10), 120);
        }, cash: 400, allowShort: true, leverage: 3);
        Assert.Equal("120 then 160", Scenario.Prices(run));
        Assert.True(run.Engine.Ended);
    }

    [Fact]
    public void StopBeforeTheEndOfEquity_Saves()
    {
        var run = Scenario.Run([Scenario.Flat(100), Scenario.Flat(100), [100, 250, 90, 100], Scenario.Flat(100)], (at, context) =>
        {
            if (at == 0) context.Market(Side.Sell, OrderSize.Quantity(10), new Protection { StopPrice = 199.99m });
        }, cash: 1_000, allowShort: true);
        Assert.Equal("100 then 199.99", Scenario.Prices(run));
        Assert.False(run.Engine.Ended);
        // At one point the end comes first.
        var tie = Scenario.Run([Scenario.Flat(100), Scenario.Flat(100), [100, 250, 90, 100], Scenario.Flat(100)], (at, context) =>
        {
            if (at == 0) context.Market(Side.Sell, OrderSize.Quantity(10), new Protection { StopPrice = 200 });
        }, cash: 1_000, allowShort: true);
        Assert.Equal(OrderPurpose.Bankrupt, Scenario.Fills(tie).Last().Purpose);
    }

    [Fact]
    public void SpotShort_StaysWithinEquityTimesLeverage_AndCannotSpendItsProceeds()
    {
        foreach (var (leverage, most) in new[] { (1, 10m), (3, 30m) })
        {
            foreach (var (quantity, state) in new[] { (most, OrderState.Filled), (most + 0.01m, OrderState.Rejected) })
            {
                var run = Scenario.Run([Scenario.Flat(100), Scenario.Flat(100)], (at, context) =>
                {
                    if (at == 0) context.Market(Side.Sell, OrderSize.Quantity(quantity));
                }, cash: 1_000, allowShort: true, leverage: leverage);
                Assert.Equal(state, Scenario.Order(run, 1).State);
            }
        }
        // Long 10 and turned round in one order: the part that closes frees what the part that opens needs.
        var turned = Scenario.Run([Scenario.Flat(100), Scenario.Flat(100), Scenario.Flat(100), Scenario.Flat(100)], (at, context) =>
        {
            if (at == 0) context.Market(Side.Buy, OrderSize.Quantity(10));
            if (at == 1) context.Market(Side.Sell, OrderSize.Quantity(20));
            if (at == 2) context.Market(Side.Buy, OrderSize.Quantity(20));
        }, cash: 1_000, allowShort: true);
        Assert.Equal(10, turned.Engine.Ledger.Net(0));
        Assert.Equal(0, turned.Engine.Ledger.Cash);
    }

    static SimulatedRun Hours(double[][] hours, double[][]? minutes, Action<int, StrategyContext> script, FillOptions fills, decimal borrowApr = 0)
    {
        var run = Scenario.Prepare(
            Scenario.Columns(hours, Hour), script, fills, allowShort: borrowApr > 0, borrowApr: borrowApr, detail: minutes is null ? null : Scenario.Columns(minutes));
        run.Run();
        return run;
    }

    static double[][] Minutes(int from, int count, double price, double volume = 1000) =>
        [.. Enumerable.Range(from, count).Select(minute => (double[])[price, price, price, price, volume, minute])];
}
