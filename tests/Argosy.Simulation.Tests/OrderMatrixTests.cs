using Argosy.Core.Events;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Engine.Orders;
using Argosy.Engine.Strategies;
using Argosy.Simulation.Runs;

namespace Argosy.Simulation.Tests;

/// <summary>Every order type with every time in force and flag: what exists behaves as sections 2 and 3 of the contract say, the rest is refused.</summary>
/// <remarks>
/// A position of one is entered at 100 at the first open; the order that closes it is sent one bar later, arrives at an open of 100 and
/// meets its bar with a previous close of 100. Each case is run long, and short in the mirror of all prices at 100.
/// </remarks>
public sealed class OrderMatrixTests
{
    const OrderType Limit = OrderType.Limit, Stop = OrderType.Stop, Take = OrderType.TakeProfit, StopLimit = OrderType.StopLimit, Trail = OrderType.TrailingStop;
    const TimeInForce Gtc = TimeInForce.Gtc, Ioc = TimeInForce.Ioc, Fok = TimeInForce.Fok, Gtd = TimeInForce.Gtd;
    const OrderFlags None = OrderFlags.None, Post = OrderFlags.PostOnly, Reduce = OrderFlags.ReduceOnly;

    // The order under test is the second one; the bar it meets is the fourth.
    const int Tested = 2;
    const long TestedBar = 3;

    [Theory]
    // Sell limit 105: in a gap and through it at its own price, not on a touch.
    [InlineData(Limit, Gtc, None, "105", "open", "105")]
    [InlineData(Limit, Gtc, Post, "105", "open", "105")]
    [InlineData(Limit, Gtc, Reduce, "105", "open", "105")]
    [InlineData(Limit, Gtc, Post | Reduce, "105", "open", "105")]
    [InlineData(Limit, Ioc, None, "immediate-only", "immediate-only", "immediate-only")]
    [InlineData(Limit, Ioc, Reduce, "immediate-only", "immediate-only", "immediate-only")]
    [InlineData(Limit, Fok, None, "not-whole", "not-whole", "not-whole")]
    [InlineData(Limit, Fok, Reduce, "not-whole", "not-whole", "not-whole")]
    [InlineData(Limit, Gtd, None, "105", "open", "105")]
    [InlineData(Limit, Gtd, Post, "105", "open", "105")]
    [InlineData(Limit, Gtd, Reduce, "105", "open", "105")]
    // Sell stop 95: on touch at its trigger, in a gap at the open.
    [InlineData(Stop, Gtc, None, "90", "95", "95")]
    [InlineData(Stop, Gtc, Reduce, "90", "95", "95")]
    [InlineData(Stop, Ioc, None, "90", "95", "95")]
    [InlineData(Stop, Ioc, Reduce, "90", "95", "95")]
    [InlineData(Stop, Fok, None, "90", "95", "95")]
    [InlineData(Stop, Fok, Reduce, "90", "95", "95")]
    [InlineData(Stop, Gtd, None, "90", "95", "95")]
    [InlineData(Stop, Gtd, Reduce, "90", "95", "95")]
    // Take profit 105: a trigger too, so on touch, and in a gap at the open.
    [InlineData(Take, Gtc, None, "110", "105", "105")]
    [InlineData(Take, Gtc, Reduce, "110", "105", "105")]
    [InlineData(Take, Ioc, None, "110", "105", "105")]
    [InlineData(Take, Ioc, Reduce, "110", "105", "105")]
    [InlineData(Take, Fok, None, "110", "105", "105")]
    [InlineData(Take, Fok, Reduce, "110", "105", "105")]
    [InlineData(Take, Gtd, None, "110", "105", "105")]
    [InlineData(Take, Gtd, Reduce, "110", "105", "105")]
    // Stop limit 95 / 94.5: marketable at its trigger, not at an open of 90, where the bar has nothing for it.
    [InlineData(StopLimit, Gtc, None, "open", "95", "95")]
    [InlineData(StopLimit, Gtc, Reduce, "open", "95", "95")]
    [InlineData(StopLimit, Gtc, Post, "open", "would-take", "would-take")]
    [InlineData(StopLimit, Gtc, Post | Reduce, "open", "would-take", "would-take")]
    [InlineData(StopLimit, Ioc, None, "immediate-only", "95", "95")]
    [InlineData(StopLimit, Ioc, Reduce, "immediate-only", "95", "95")]
    [InlineData(StopLimit, Fok, None, "not-whole", "95", "95")]
    [InlineData(StopLimit, Fok, Reduce, "not-whole", "95", "95")]
    [InlineData(StopLimit, Gtd, None, "open", "95", "95")]
    [InlineData(StopLimit, Gtd, Reduce, "open", "95", "95")]
    [InlineData(StopLimit, Gtd, Post, "open", "would-take", "would-take")]
    // Trailing 5 % from 100.
    [InlineData(Trail, Gtc, None, "90", "95", "95")]
    [InlineData(Trail, Gtc, Reduce, "90", "95", "95")]
    [InlineData(Trail, Ioc, None, "90", "95", "95")]
    [InlineData(Trail, Ioc, Reduce, "90", "95", "95")]
    [InlineData(Trail, Fok, None, "90", "95", "95")]
    [InlineData(Trail, Fok, Reduce, "90", "95", "95")]
    [InlineData(Trail, Gtd, None, "90", "95", "95")]
    [InlineData(Trail, Gtd, Reduce, "90", "95", "95")]
    internal void Combination_ThatExists_ActsOnGapTouchAndThrough(OrderType type, TimeInForce time, OrderFlags flags, string gap, string touch, string through)
    {
        var rises = type is Limit or Take;
        double[] gapBar = rises ? [110, 110, 110, 110] : [90, 90, 90, 90];
        double[] touchBar = rises ? [100, 105, 100, 101] : [100, 100, 95, 96];
        double[] throughBar = rises ? [100, 105.01, 100, 101] : [100, 100, 94.99, 96];
        foreach (var mirror in new[] { false, true })
        {
            // Alive up to the end of the tested bar and not longer.
            var terms = Terms(type, time, mirror, expire: (TestedBar + 1) * Scenario.Minute);
            Assert.Equal(gap, Outcome(Close(type, time, flags, terms, gapBar, mirror), mirror));
            Assert.Equal(touch, Outcome(Close(type, time, flags, terms, touchBar, mirror), mirror));
            Assert.Equal(through, Outcome(Close(type, time, flags, terms, throughBar, mirror), mirror));
        }
    }

    [Theory]
    [InlineData(OrderType.Market, Gtc, Post)]
    [InlineData(OrderType.Market, Gtc, Post | Reduce)]
    [InlineData(OrderType.Market, Ioc, None)]
    [InlineData(OrderType.Market, Ioc, Reduce)]
    [InlineData(OrderType.Market, Ioc, Post)]
    [InlineData(OrderType.Market, Fok, None)]
    [InlineData(OrderType.Market, Fok, Reduce)]
    [InlineData(OrderType.Market, Fok, Post)]
    [InlineData(OrderType.Market, Gtd, None)]
    [InlineData(OrderType.Market, Gtd, Reduce)]
    [InlineData(OrderType.Market, Gtd, Post)]
    // Post-only that must act at once contradicts itself.
    [InlineData(Limit, Ioc, Post)]
    [InlineData(Limit, Fok, Post)]
    [InlineData(StopLimit, Ioc, Post)]
    [InlineData(StopLimit, Fok, Post)]
    [InlineData(Stop, Gtc, Post)]
    [InlineData(Stop, Ioc, Post)]
    [InlineData(Stop, Fok, Post)]
    [InlineData(Stop, Gtd, Post)]
    [InlineData(Take, Gtc, Post)]
    [InlineData(Take, Ioc, Post)]
    [InlineData(Take, Fok, Post)]
    [InlineData(Take, Gtd, Post)]
    [InlineData(Trail, Gtc, Post)]
    [InlineData(Trail, Ioc, Post)]
    [InlineData(Trail, Fok, Post)]
    [InlineData(Trail, Gtd, Post | Reduce)]
    internal void Combination_ThatDoesNotExist_IsRefused(OrderType type, TimeInForce time, OrderFlags flags)
    {
        var terms = Terms(type, time, mirror: false, expire: 4 * Scenario.Minute);
        var order = Scenario.Order(Close(type, time, flags, terms, Scenario.Flat(100), mirror: false), Tested);
        Assert.Equal((OrderState.Refused, OrderReason.BadCombination), (order.State, order.Reason));
    }

    [Fact]
    public void Gtd_WithoutItsTime_OrATimeWithoutGtd_IsRefused()
    {
        foreach (var (time, expire) in new[] { (Gtd, (long?)null), (Gtc, 4 * Scenario.Minute) })
        {
            var terms = new OrderTerms { Limit = 105, ExpireTime = expire };
            Assert.Equal(OrderReason.BadCombination, Scenario.Order(Close(Limit, time, None, terms, Scenario.Flat(100), mirror: false), Tested).Reason);
        }
    }

    [Theory]
    [InlineData(None)]
    [InlineData(Reduce)]
    internal void Market_FillsAtTheNextOpen(OrderFlags flags)
    {
        var run = Close(OrderType.Market, Gtc, flags, null, Scenario.Flat(100), mirror: false);
        Assert.Equal(2 * Scenario.Minute, Scenario.Fills(run).Last().Time);
        Assert.False(run.Engine.Ledger.HasPosition);
    }

    [Theory]
    [InlineData(Ioc)]
    [InlineData(Fok)]
    [InlineData(Gtc)]
    internal void Limit_MarketableOnArrival_TakesAtTheOpen(TimeInForce time)
    {
        var run = Close(Limit, time, None, new OrderTerms { Limit = 99 }, Scenario.Flat(100), mirror: false);
        var fill = Scenario.Fills(run).Last();
        Assert.Equal((100m, false, 2 * Scenario.Minute), (fill.Price, fill.IsMaker, fill.Time));
    }

    [Fact]
    public void PostOnly_MarketableOnArrival_IsRejected()
    {
        foreach (var limit in new[] { 99m, 100m })
        {
            var order = Scenario.Order(Close(Limit, Gtc, Post, new OrderTerms { Limit = limit }, Scenario.Flat(100), mirror: false), Tested);
            Assert.Equal((OrderState.Rejected, OrderReason.WouldTake), (order.State, order.Reason));
        }
    }

    [Fact]
    public void PostOnlyStopLimit_NotMarketableAtItsTrigger_RestsAndFillsAsMaker()
    {
        var run = Close(StopLimit, Gtc, Post, new OrderTerms { Trigger = 95, Limit = 96 }, [100, 100, 95, 96.01], mirror: false);
        var fill = Scenario.Fills(run).Last();
        Assert.Equal((96m, true), (fill.Price, fill.IsMaker));
    }

    [Theory]
    [InlineData(Limit)]
    [InlineData(Stop)]
    [InlineData(Take)]
    [InlineData(StopLimit)]
    [InlineData(Trail)]
    internal void Gtd_EndsAtTheOpenOfTheBarThatContainsItsTime(OrderType type)
    {
        double[] gap = type is Limit or Take ? [110, 110, 110, 110] : [90, 90, 90, 90];
        foreach (var time in new[] { TestedBar * Scenario.Minute, (TestedBar * Scenario.Minute) + 1, ((TestedBar + 1) * Scenario.Minute) - 1 })
        {
            var run = Close(type, Gtd, None, Terms(type, Gtd, mirror: false, time), gap, mirror: false);
            Assert.Equal(OrderState.Expired, Scenario.Order(run, Tested).State);
            Assert.Single(Scenario.Fills(run));
        }
    }

    [Fact]
    public void Gtd_WhoseBarIsMissing_EndsAtTheNextOpen()
    {
        double[][] bars = [Scenario.Flat(100), Scenario.Flat(100), Scenario.Flat(100), [110, 110, 110, 110, 1000, 5]];
        var run = Scenario.Run(bars, (at, context) =>
        {
            if (at == 0) context.Market(Side.Buy, OrderSize.Quantity(1));
            if (at == 1) context.Submit(context.Intent(Side.Sell, Limit, OrderSize.Quantity(1), new OrderTerms { Limit = 105, ExpireTime = 4 * Scenario.Minute }) with { TimeInForce = Gtd });
        });
        Assert.Equal(OrderState.Expired, Scenario.Order(run, Tested).State);
    }

    [Theory]
    // Volume 10 a bar, a tenth of it for us: one unit a bar of the two wanted.
    [InlineData(Limit, Gtc, 99, "1 1", OrderState.Filled, OrderReason.None)]
    [InlineData(Limit, Ioc, 99, "1", OrderState.Cancelled, OrderReason.ImmediateOnly)]
    [InlineData(Limit, Fok, 99, "", OrderState.Cancelled, OrderReason.NotWhole)]
    [InlineData(Stop, Gtc, 95, "1 1", OrderState.Filled, OrderReason.None)]
    [InlineData(Stop, Ioc, 95, "1", OrderState.Cancelled, OrderReason.ImmediateOnly)]
    [InlineData(Stop, Fok, 95, "", OrderState.Cancelled, OrderReason.NotWhole)]
    [InlineData(StopLimit, Gtc, 95, "1 1", OrderState.Filled, OrderReason.None)]
    [InlineData(StopLimit, Ioc, 95, "1", OrderState.Cancelled, OrderReason.ImmediateOnly)]
    [InlineData(StopLimit, Fok, 95, "", OrderState.Cancelled, OrderReason.NotWhole)]
    [InlineData(Trail, Gtc, 95, "1 1", OrderState.Filled, OrderReason.None)]
    [InlineData(Trail, Ioc, 95, "1", OrderState.Cancelled, OrderReason.ImmediateOnly)]
    [InlineData(Trail, Fok, 95, "", OrderState.Cancelled, OrderReason.NotWhole)]
    [InlineData(Take, Ioc, 97, "1", OrderState.Cancelled, OrderReason.ImmediateOnly)]
    [InlineData(Take, Fok, 97, "", OrderState.Cancelled, OrderReason.NotWhole)]
    internal void CappedOrder_GoesOnOrEnds_ByItsTimeInForce(OrderType type, TimeInForce time, double price, string quantities, OrderState state, OrderReason reason)
    {
        double[][] bars = [[100, 100, 100, 100, 100], [100, 100, 100, 100, 100], [100, 100, 95, 99.5, 10], [99.5, 99.5, 99.5, 99.5, 10], [99.5, 99.5, 99.5, 99.5, 10]];
        var p = (decimal)price;
        var terms = type switch
        {
            Limit => new OrderTerms { Limit = p },
            StopLimit => new OrderTerms { Trigger = p, Limit = p - 1 },
            Trail => new OrderTerms { TrailRatio = 1 - (p / 100) },
            _ => new OrderTerms { Trigger = p },
        };
        var run = Scenario.Run(bars, (at, context) =>
        {
            if (at == 0) context.Market(Side.Buy, OrderSize.Quantity(2));
            if (at == 1) context.Submit(context.Intent(Side.Sell, type, OrderSize.Quantity(2), terms) with { TimeInForce = time });
        }, Scenario.Bare with { Participation = 0.1m });
        var order = Scenario.Order(run, Tested);
        Assert.Equal(quantities, string.Join(' ', Scenario.Fills(run).Where(f => f.OrderId == Tested).Select(f => Exact.Text(f.Quantity))));
        Assert.Equal((state, reason), (order.State, order.Reason));
    }

    [Theory]
    [InlineData(OrderType.Market)]
    [InlineData(Limit)]
    [InlineData(Stop)]
    [InlineData(Take)]
    [InlineData(StopLimit)]
    [InlineData(Trail)]
    internal void ReduceOnly_NeverFlips_AndWithoutAPositionIsRefused(OrderType type)
    {
        double[] bar = type is Limit or Take ? [100, 106, 100, 100] : [100, 100, 94, 100];
        var terms = type == OrderType.Market ? null : Terms(type, Gtc, mirror: false, 0);
        var run = Scenario.Run([Scenario.Flat(100), Scenario.Flat(100), Scenario.Flat(100), bar], (at, context) =>
        {
            if (at == 0) context.Market(Side.Buy, OrderSize.Quantity(1));
            if (at == 1) context.Submit(context.Intent(Side.Sell, type, OrderSize.Quantity(3), terms) with { Flags = Reduce });
        }, allowShort: true);
        Assert.Equal(0, run.Engine.Ledger.Net(0));
        Assert.Equal((OrderState.Cancelled, OrderReason.NothingToReduce), (Scenario.Order(run, Tested).State, Scenario.Order(run, Tested).Reason));

        var flat = Scenario.Run([Scenario.Flat(100), bar], (at, context) =>
        {
            if (at == 0) context.Submit(context.Intent(Side.Sell, type, OrderSize.Quantity(1), terms) with { Flags = Reduce });
        }, allowShort: true);
        Assert.Equal((OrderState.Refused, OrderReason.NothingToReduce), (Scenario.Order(flat, 1).State, Scenario.Order(flat, 1).Reason));
    }

    [Fact]
    public void ReduceOnly_OnThePositionsOwnSide_IsRefused()
    {
        var run = Scenario.Run([Scenario.Flat(100), Scenario.Flat(100), Scenario.Flat(100)], (at, context) =>
        {
            if (at == 0) context.Market(Side.Buy, OrderSize.Quantity(1));
            if (at == 1) context.Submit(context.Intent(Side.Buy, OrderType.Market, OrderSize.Quantity(1)) with { Flags = Reduce });
        });
        Assert.Equal(OrderReason.NothingToReduce, Scenario.Order(run, Tested).Reason);
    }

    [Fact]
    public void ReduceOnly_CutByTheCap_GoesOnUntilThePositionIsGone()
    {
        double[][] bars = [[100, 100, 100, 100, 100], [100, 100, 100, 100, 100], [100, 100, 100, 100, 10], [100, 100, 100, 100, 10], [100, 100, 100, 100, 10]];
        var run = Scenario.Run(bars, (at, context) =>
        {
            if (at == 0) context.Market(Side.Buy, OrderSize.Quantity(2));
            if (at == 1) context.Submit(context.Intent(Side.Sell, OrderType.Market, OrderSize.Quantity(5)) with { Flags = Reduce });
        }, Scenario.Bare with { Participation = 0.1m });
        Assert.Equal([1m, 1m], Scenario.Fills(run).Where(f => f.Side == Side.Sell).Select(f => f.Quantity));
        Assert.Equal(OrderReason.NothingToReduce, Scenario.Order(run, Tested).Reason);
    }

    static SimulatedRun Close(OrderType type, TimeInForce time, OrderFlags flags, OrderTerms? terms, double[] bar, bool mirror)
    {
        double[][] bars = [Scenario.Flat(100), Scenario.Flat(100), Scenario.Flat(100), bar];
        var (entry, exit) = mirror ? (Side.Sell, Side.Buy) : (Side.Buy, Side.Sell);
        return Scenario.Run(mirror ? Scenario.Mirrored(bars) : bars, (at, context) =>
        {
            if (at == 0) context.Market(entry, OrderSize.Quantity(1));
            if (at == 1) context.Submit(context.Intent(exit, type, OrderSize.Quantity(1), terms) with { TimeInForce = time, Flags = flags });
        }, allowShort: mirror);
    }

    static OrderTerms? Terms(OrderType type, TimeInForce time, bool mirror, long expire)
    {
        decimal At(decimal price) => mirror ? 200 - price : price;
        OrderTerms? terms = type switch
        {
            OrderType.Market => null,
            Limit => new OrderTerms { Limit = At(105) },
            Stop => new OrderTerms { Trigger = At(95) },
            Take => new OrderTerms { Trigger = At(105) },
            StopLimit => new OrderTerms { Trigger = At(95), Limit = At(94.5m) },
            Trail => new OrderTerms { TrailRatio = 0.05m },
        };
        return time == Gtd ? (terms ?? new OrderTerms()) with { ExpireTime = expire } : terms;
    }

    // The price of the close as it would be long, or why there is none.
    static string Outcome(SimulatedRun run, bool mirror)
    {
        var order = Scenario.Order(run, Tested);
        if (order.State == OrderState.Filled)
        {
            var price = Scenario.Fills(run).Last().Price;
            return Exact.Text(mirror ? 200 - price : price);
        }
        return order.Reason == OrderReason.None ? "open" : KebabCase.Of(order.Reason.ToString());
    }
}
