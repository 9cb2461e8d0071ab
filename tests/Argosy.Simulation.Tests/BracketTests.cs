using Argosy.Core.Events;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Engine.Orders;
using Argosy.Engine.Strategies;
using Argosy.Simulation.Fills;
using Argosy.Simulation.Runs;

namespace Argosy.Simulation.Tests;

/// <summary>Linked orders: what a fill of one does to the others.</summary>
public sealed class BracketTests
{
    static readonly FillOptions Capped = Scenario.Bare with { Participation = 0.1m };
    static readonly Protection StopAndTarget = new() { StopPrice = 95, TargetPrice = 105 };
    static readonly OrderSize One = OrderSize.Quantity(1);

    [Fact]
    public void Entry_FilledInParts_GrowsItsChildrenByEachPart()
    {
        var run = Scenario.Run(Bars(100, 10, 10, 10), (at, context) =>
        {
            if (at == 0) context.Market(Side.Buy, OrderSize.Quantity(3), StopAndTarget);
            if (at == 1) AssertSizes(context, 1);
            if (at == 2) AssertSizes(context, 2);
            if (at == 3) AssertSizes(context, 3);
        }, Capped);
        Assert.Equal(3, run.Engine.Ledger.Net(0));

        static void AssertSizes(StrategyContext context, decimal size)
        {
            Assert.Equal(size, context.WorkingOrder(2)!.Size);
            Assert.Equal(size, context.WorkingOrder(3)!.Size);
            Assert.Equal(OrderState.Working, context.WorkingOrder(2)!.State);
        }
    }

    [Fact]
    public void Children_FillOnlyWhatTheEntryHasFilled_AndEndItsRest()
    {
        // One of three is in when a bar without volume touches the stop: it sells one at the next open, the other two are never bought.
        double[][] bars = [.. Bars(100, 10), [100, 100, 94, 96, 0], [97, 97, 97, 97, 100]];
        var run = Scenario.Run(bars, (at, context) =>
        {
            if (at == 0) context.Market(Side.Buy, OrderSize.Quantity(3), StopAndTarget);
        }, Capped);
        Assert.Equal("100 then 97", Scenario.Prices(run));
        Assert.Equal([1m, 1m], Scenario.Fills(run).Select(f => f.Quantity));
        Assert.Equal((OrderState.Cancelled, OrderReason.SiblingFilled), Ending(run, 1));
    }

    [Fact]
    public void RestOfTheEntry_TakesItsShareOfABarBeforeItsChildren()
    {
        double[][] bars = [.. Bars(100, 10, 10), [100, 105.01, 100, 104, 0], [104, 105.01, 104, 104, 10], [104, 104, 94, 96, 10], .. Bars(100)];
        var run = Scenario.Run(bars, (at, context) =>
        {
            if (at == 0) context.Market(Side.Buy, OrderSize.Quantity(3), StopAndTarget);
            if (at == 3) Assert.Equal(2, context.WorkingOrder(3)!.Size);
            if (at == 4)
            {
                // The open took the third unit, so nothing was left of the bar for the target.
                Assert.Equal(3, context.WorkingOrder(3)!.Size);
            }
        }, Capped);
        Assert.Equal("100 then 100 then 104 then 95", Scenario.Prices(run)[..29]);
        Assert.Equal(OrderState.Filled, Scenario.Order(run, 1).State);
    }

    [Fact]
    public void ChildsFill_CancelsWhatIsLeftOfTheEntry()
    {
        double[][] bars = [.. Bars(100, 10), [104, 105.01, 104, 105, 20], .. Bars(100, 100)];
        var run = Scenario.Run(bars, (at, context) =>
        {
            if (at == 0) context.Limit(Side.Buy, OrderSize.Quantity(3), 100, StopAndTarget);
        }, Capped);
        Assert.Equal("100 then 105", Scenario.Prices(run));
        Assert.Equal((OrderState.Cancelled, OrderReason.SiblingFilled), Ending(run, 1));
        Assert.Equal((OrderState.Cancelled, OrderReason.SiblingFilled), Ending(run, 2));
        Assert.Equal((OrderState.Filled, OrderReason.None), Ending(run, 3));
    }

    [Fact]
    public void StopFilledInParts_LeavesTheTargetTheRest()
    {
        // The stop sells one of two at 95; before its rest goes on, the next bar opens through the target.
        double[][] bars = [.. Bars(100, 100), [100, 100, 95, 96, 10], [106, 106, 106, 106, 100]];
        var run = Scenario.Run(bars, (at, context) =>
        {
            if (at == 0) context.Market(Side.Buy, OrderSize.Quantity(2), StopAndTarget);
            if (at == 2) Assert.Equal((2m, 1m, 1m), (context.WorkingOrder(2)!.Size, context.WorkingOrder(2)!.Filled, context.WorkingOrder(3)!.Size));
        }, Capped);
        Assert.Equal("100 then 95 then 105", Scenario.Prices(run));
        Assert.Equal((OrderState.Cancelled, OrderReason.SiblingFilled), Ending(run, 2));
        Assert.Equal(0, run.Engine.Ledger.Net(0));
    }

    [Fact]
    public void Children_EndWithAPositionThatIsClosedOtherwise()
    {
        var run = Scenario.Run([.. Bars(100, 100, 100), [100, 106, 94, 100]], (at, context) =>
        {
            if (at == 0) context.Market(Side.Buy, One, StopAndTarget);
            if (at == 1) context.Market(Side.Sell, One);
        });
        Assert.Equal((OrderState.Cancelled, OrderReason.PositionClosed), Ending(run, 2));
        Assert.Equal((OrderState.Cancelled, OrderReason.PositionClosed), Ending(run, 3));
        Assert.Equal(2, run.Engine.Fills.Count);
    }

    [Fact]
    public void Children_EndWithAPositionThatIsTurnedRound()
    {
        var run = Scenario.Run([.. Bars(100, 100, 100), Scenario.Flat(100)], (at, context) =>
        {
            if (at == 0) context.Market(Side.Buy, One, StopAndTarget);
            if (at == 1) context.Market(Side.Sell, OrderSize.Quantity(2));
        }, allowShort: true);
        Assert.Equal(-1, run.Engine.Ledger.Net(0));
        Assert.Equal((OrderState.Cancelled, OrderReason.PositionClosed), Ending(run, 2));
        Assert.Equal((OrderState.Cancelled, OrderReason.PositionClosed), Ending(run, 3));
    }

    [Fact]
    public void Children_OfAnEntryPartlyFilled_EndWithItWhenThePositionIsGone()
    {
        double[][] bars = [.. Bars(100, 10), [101, 101, 101, 101, 1000], .. Bars(101, 100, 100)];
        var run = Scenario.Run(bars, (at, context) =>
        {
            if (at == 0) context.Limit(Side.Buy, OrderSize.Quantity(3), 100, StopAndTarget);
            if (at == 1) context.Market(Side.Sell, One);
            if (at == 2) context.Cancel(1);
        }, Capped);
        Assert.Equal((OrderState.Cancelled, OrderReason.Requested), Ending(run, 1));
        Assert.Equal((OrderState.Cancelled, OrderReason.PositionClosed), Ending(run, 2));
        Assert.Equal((OrderState.Cancelled, OrderReason.PositionClosed), Ending(run, 3));
        Assert.Empty(run.Engine.OpenOrders);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Children_EndWithAnEntryThatNeverFilled(bool expires)
    {
        var run = Scenario.Run([.. Bars(100, 100, 100), [100, 106, 94, 100]], (at, context) =>
        {
            if (at == 0)
            {
                var terms = new OrderTerms { Limit = 98, Protection = StopAndTarget, ExpireTime = expires ? 2 * Scenario.Minute : null };
                context.Submit(context.Intent(Side.Buy, OrderType.Limit, One, terms) with { TimeInForce = expires ? TimeInForce.Gtd : TimeInForce.Gtc });
            }
            if (at == 1 && !expires) context.Cancel(1);
        });
        Assert.Equal(0, run.Engine.Fills.Count);
        Assert.Equal(expires ? OrderState.Expired : OrderState.Cancelled, Scenario.Order(run, 1).State);
        Assert.Equal((OrderState.Cancelled, OrderReason.ParentEnded), Ending(run, 2));
        Assert.Equal((OrderState.Cancelled, OrderReason.ParentEnded), Ending(run, 3));
    }

    [Fact]
    public void EntryRejectedAtTheFill_EndsItsChildren()
    {
        var run = Scenario.Run(Bars(100, 100, 100), (at, context) =>
        {
            if (at == 0) context.Market(Side.Buy, OrderSize.Quantity(100), StopAndTarget);
        }, cash: 1_000);
        Assert.Equal((OrderState.Rejected, OrderReason.InsufficientFunds), Ending(run, 1));
        Assert.Equal((OrderState.Cancelled, OrderReason.ParentEnded), Ending(run, 2));
        Assert.Empty(run.Engine.OpenOrders);
    }

    [Fact]
    public void TwoBracketsOnOnePosition_EachCloseTheirOwnPart()
    {
        double[][] bars = [.. Bars(100, 100, 100), [100, 100, 97, 98], [98, 98, 94, 94], [94, 120, 94, 120]];
        var run = Scenario.Run(bars, (at, context) =>
        {
            if (at == 0) context.Market(Side.Buy, One, new Protection { StopPrice = 97, TargetPrice = 110 });
            if (at == 1) context.Market(Side.Buy, OrderSize.Quantity(2), StopAndTarget);
            if (at == 3) Assert.Equal((2m, 2m), (context.Position, context.WorkingOrder(5)!.Size));
        });
        Assert.Equal("100 then 100 then 97 then 95", Scenario.Prices(run));
        Assert.Equal((OrderState.Cancelled, OrderReason.SiblingFilled), Ending(run, 3));
        Assert.Equal((OrderState.Cancelled, OrderReason.SiblingFilled), Ending(run, 6));
        Assert.Empty(run.Engine.OpenOrders);
    }

    [Fact]
    public void Children_ArrivingBeyondTheirPrice_ActAtOnce()
    {
        // Priced at 100, entered after a gap: the stop has been passed, or the target is marketable.
        foreach (var (open, expected, purpose) in new[] { (94.0, "94 then 94", OrderPurpose.Stop), (110.0, "110 then 110", OrderPurpose.Target) })
        {
            var run = Scenario.Run([Scenario.Flat(100), [open, open + 1, open - 1, open]], (at, context) =>
            {
                if (at == 0) context.Market(Side.Buy, One, StopAndTarget);
            });
            Assert.Equal(expected, Scenario.Prices(run));
            var exit = Scenario.Fills(run).Last();
            Assert.Equal((purpose, false, Scenario.Minute), (exit.Purpose, exit.IsMaker, exit.Time));
            Assert.Equal(purpose == OrderPurpose.Stop, (exit.Traits & FillTraits.TriggeredOnArrival) != 0);
        }
    }

    [Fact]
    public void Target_MarketableWhenAStopEntryJumpsOverIt_TakesAtTheOpen()
    {
        var run = Scenario.Run([.. Bars(100, 100, 100), [110, 111, 109, 110]], (at, context) =>
        {
            if (at == 0) context.Stop(Side.Buy, One, 102, StopAndTarget);
        });
        Assert.Equal("110 then 110", Scenario.Prices(run));
    }

    [Fact]
    public void Target_MarketableWhereItsEntryFillsInAJump_TakesAtTheOpen()
    {
        // Bought at 98 on the way to 90 with a target of 97: where that jump ends it is worth 90.
        foreach (var (open, expected) in new[] { (90.0, "98"), (97.5, "98 then 97.5") })
        {
            var run = Scenario.Run([.. Bars(100, 100, 100), Scenario.Flat(open)], (at, context) =>
            {
                if (at == 0) context.Limit(Side.Buy, One, 98, new Protection { TargetPrice = 97 });
            });
            Assert.Equal(expected, Scenario.Prices(run));
        }
    }

    [Fact]
    public void Oco_AFillOfOne_EndsTheOther()
    {
        foreach (var (bar, filled, ended, price) in new[] { (new double[] { 100, 106, 100, 100 }, 2, 3, "105"), ([100, 100, 94, 100], 3, 2, "95") })
        {
            var run = Scenario.Run([.. Bars(100, 100, 100), bar, [100, 106, 94, 100]], (at, context) =>
            {
                if (at == 0) context.Market(Side.Buy, One);
                if (at == 1) SellOco(context, One);
            });
            Assert.Equal($"100 then {price}", Scenario.Prices(run));
            Assert.Equal(OrderState.Filled, Scenario.Order(run, filled).State);
            Assert.Equal((OrderState.Cancelled, OrderReason.SiblingFilled), Ending(run, ended));
        }
    }

    [Fact]
    public void Oco_APartOfOne_ReducesTheOtherByAsMuch()
    {
        double[][] bars = [.. Bars(100, 100, 100), [100, 106, 100, 100, 10], [100, 100, 94, 100, 100]];
        var run = Scenario.Run(bars, (at, context) =>
        {
            if (at == 0) context.Market(Side.Buy, OrderSize.Quantity(3));
            if (at == 1) SellOco(context, OrderSize.Quantity(3));
            if (at == 3) Assert.Equal((3m, 1m, 2m), (context.WorkingOrder(2)!.Size, context.WorkingOrder(2)!.Filled, context.WorkingOrder(3)!.Size));
        }, Capped);
        Assert.Equal("100 then 105 then 95", Scenario.Prices(run));
        Assert.Equal([3m, 1m, 2m], Scenario.Fills(run).Select(f => f.Quantity));
        Assert.Empty(run.Engine.OpenOrders);
    }

    [Fact]
    public void Oco_OfTwoPurchases_ReleasesWhatBothHadReserved()
    {
        var run = Scenario.Run([.. Bars(100, 100, 100), [100, 106, 100, 100]], (at, context) =>
        {
            if (at != 0) return;
            context.OneCancelsOther(
                context.Intent(Side.Buy, OrderType.Limit, One, new OrderTerms { Limit = 95 }),
                context.Intent(Side.Buy, OrderType.StopLimit, One, new OrderTerms { Trigger = 105, Limit = 106 }));
        });
        Assert.Equal("105", Scenario.Prices(run));
        Assert.Empty(run.Engine.OpenOrders);
        Assert.Equal(0, run.Engine.Ledger.Reserved);
    }

    [Fact]
    public void Oco_PartlyFilledPurchase_ReservesOnlyTheRest()
    {
        double[][] bars = [.. Bars(100, 100, 100), [100, 100, 94.99, 100, 10], Scenario.Flat(100)];
        var run = Scenario.Run(bars, (at, context) =>
        {
            if (at == 0)
            {
                context.OneCancelsOther(
                    context.Intent(Side.Buy, OrderType.Limit, OrderSize.Quantity(2), new OrderTerms { Limit = 95 }),
                    context.Intent(Side.Buy, OrderType.StopLimit, OrderSize.Quantity(2), new OrderTerms { Trigger = 105, Limit = 106 }));
            }
            if (at == 4) Assert.Equal(95 + 106, 1_000_000 - 95 - context.FreeQuote);
        }, Capped);
        Assert.Equal(95 + 106, run.Engine.Ledger.Reserved);
    }

    [Fact]
    public void ReversalCalledOff_OpensNothing()
    {
        // The closing half needs two opens; in between the strategy wants to be flat instead.
        double[][] bars = [.. Bars(100, 100, 10, 10, 100, 100)];
        var run = Scenario.Run(bars, (at, context) =>
        {
            if (at == 0) context.Market(Side.Buy, OrderSize.Quantity(2));
            if (at == 1) context.Target(Direction.Short, new Protection { StopPrice = 120 });
            if (at == 2) context.Target(Direction.Flat);
        }, Capped, allowShort: true);
        Assert.Equal(0, run.Engine.Ledger.Net(0));
        Assert.Equal([1m, 1m], Scenario.Fills(run).Where(f => f.Side == Side.Sell).Select(f => f.Quantity));
        Assert.Empty(run.Engine.OpenOrders);
    }

    static (OrderState State, OrderReason Reason) Ending(SimulatedRun run, int id) => (Scenario.Order(run, id).State, Scenario.Order(run, id).Reason);

    static void SellOco(StrategyContext context, OrderSize size) => context.OneCancelsOther(
        context.Intent(Side.Sell, OrderType.Limit, size, new OrderTerms { Limit = 105 }),
        context.Intent(Side.Sell, OrderType.Stop, size, new OrderTerms { Trigger = 95 }));

    // A bar to decide on, then flat bars with these volumes.
    static double[][] Bars(double price, params double[] volumes) => [[price, price, price, price, 1000], .. volumes.Select(v => (double[])[price, price, price, price, v])];
}
