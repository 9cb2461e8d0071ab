using Argosy.Core.Events;
using Argosy.Core.Orders;
using Argosy.Engine.Orders;
using Argosy.Engine.Strategies;
using Argosy.Engine.Tests.Support;

namespace Argosy.Engine.Tests.Risk;

public sealed class RiskGateTests
{
    static readonly OrderSize One = OrderSize.Quantity(1);

    public static TheoryData<string, OrderReason, Func<StrategyContext, OrderIntent>> Refused() => new()
    {
        { "purchase beyond the cash at its limit", OrderReason.InsufficientFunds, c => c.Intent(Side.Buy, OrderType.Limit, OrderSize.Quantity(11), new OrderTerms { Limit = 100 }) },
        { "amount beyond the cash", OrderReason.InsufficientFunds, c => c.Intent(Side.Buy, OrderType.Limit, OrderSize.Quote(1_001), new OrderTerms { Limit = 100 }) },
        { "nothing", OrderReason.BelowMinimum, c => c.Intent(Side.Buy, OrderType.Market, OrderSize.Quantity(0)) },
        { "below the minimum notional", OrderReason.BelowMinimum, c => c.Intent(Side.Buy, OrderType.Market, OrderSize.Quantity(0.04m)) },
        { "amount below the minimum notional", OrderReason.BelowMinimum, c => c.Intent(Side.Buy, OrderType.Market, OrderSize.Quote(4.99m)) },
        { "below the minimum at its limit", OrderReason.BelowMinimum, c => c.Intent(Side.Buy, OrderType.Limit, OrderSize.Quantity(0.1m), new OrderTerms { Limit = 49 }) },
        { "off the lot", OrderReason.BadStep, c => c.Intent(Side.Buy, OrderType.Market, OrderSize.Quantity(1.005m)) },
        { "limit off the tick", OrderReason.BadStep, c => c.Intent(Side.Buy, OrderType.Limit, One, new OrderTerms { Limit = 99.995m }) },
        { "trigger off the tick", OrderReason.BadStep, c => c.Intent(Side.Buy, OrderType.Stop, One, new OrderTerms { Trigger = 100.001m }) },
        { "negative limit", OrderReason.BadStep, c => c.Intent(Side.Buy, OrderType.Limit, One, new OrderTerms { Limit = -1 }) },
        { "limit order without a limit", OrderReason.BadPrice, c => c.Intent(Side.Buy, OrderType.Limit, One) },
        { "market order with a limit", OrderReason.BadPrice, c => c.Intent(Side.Buy, OrderType.Market, One, new OrderTerms { Limit = 100 }) },
        { "stop without a trigger", OrderReason.BadPrice, c => c.Intent(Side.Buy, OrderType.Stop, One, new OrderTerms()) },
        { "trail of all", OrderReason.BadPrice, c => c.Intent(Side.Buy, OrderType.TrailingStop, One, new OrderTerms { TrailRatio = 1 }) },
        { "post-only market order", OrderReason.BadCombination, c => c.Intent(Side.Buy, OrderType.Market, One) with { Flags = OrderFlags.PostOnly } },
        { "post-only stop", OrderReason.BadCombination, c => c.Intent(Side.Buy, OrderType.Stop, One, new OrderTerms { Trigger = 110 }) with { Flags = OrderFlags.PostOnly } },
        { "immediate market order", OrderReason.BadCombination, c => c.Intent(Side.Buy, OrderType.Market, One) with { TimeInForce = TimeInForce.Ioc } },
        { "market order until a date", OrderReason.BadCombination, c => c.Intent(Side.Buy, OrderType.Market, One) with { TimeInForce = TimeInForce.Gtd } },
        { "until no date", OrderReason.BadCombination, c => c.Intent(Side.Buy, OrderType.Limit, One, new OrderTerms { Limit = 90 }) with { TimeInForce = TimeInForce.Gtd } },
        { "a date without until", OrderReason.BadCombination, c => c.Intent(Side.Buy, OrderType.Limit, One, new OrderTerms { Limit = 90, ExpireTime = 9 }) },
        { "reduce-only with protection", OrderReason.BadCombination, c => c.Intent(Side.Buy, OrderType.Limit, One, new OrderTerms { Limit = 90, Protection = new Protection { StopRatio = 0.1m } }) with { Flags = OrderFlags.ReduceOnly } },
        { "two stops", OrderReason.BadCombination, c => c.Intent(Side.Buy, OrderType.Market, One, new OrderTerms { Protection = new Protection { StopRatio = 0.1m, TrailRatio = 0.1m } }) },
        { "protection by nothing", OrderReason.BadCombination, c => c.Intent(Side.Buy, OrderType.Market, One, new OrderTerms { Protection = new Protection() }) },
        { "stop of more than all", OrderReason.BadPrice, c => c.Intent(Side.Buy, OrderType.Market, One, new OrderTerms { Protection = new Protection { StopRatio = 1.5m } }) },
        { "protective stop off the tick", OrderReason.BadStep, c => c.Intent(Side.Buy, OrderType.Market, One, new OrderTerms { Protection = new Protection { StopPrice = 95.001m } }) },
        { "reducing what is flat", OrderReason.NothingToReduce, c => c.Intent(Side.Sell, OrderType.Market, One) with { Flags = OrderFlags.ReduceOnly } },
        { "short sale", OrderReason.ShortNotAllowed, c => c.Intent(Side.Sell, OrderType.Market, One) },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Intent_IsRefusedWithItsReason(string what, OrderReason reason, Func<StrategyContext, OrderIntent> intent)
    {
        Assert.NotEmpty(what);
        var bench = new Bench(lot: 0.01m, minNotional: 5);
        bench.Close(100, c => c.Submit(intent(c)));
        Assert.Empty(bench.Venue.Submitted);
        var order = Assert.Single(bench.Engine.Orders.Kept);
        Assert.Equal((OrderState.Refused, reason), (order.State, order.Reason));
        Assert.Equal(1, bench.Engine.Endings[reason]);
        bench.CheckBooks();
    }

    [Fact]
    public void Exit_IsRefusedByNoAccountLimit()
    {
        var bench = new Bench(minNotional: 10);
        bench.Close(100, c => c.Market(Side.Buy, OrderSize.Quantity(10)));
        bench.Venue.Fill(bench.Last, 10, 100, final: true);
        Assert.Equal(0, bench.Engine.Power.FreeQuote);
        bench.Close(1, c => c.Submit(c.Intent(Side.Sell, OrderType.Limit, OrderSize.Quantity(10), new OrderTerms { Limit = 1 }) with { Flags = OrderFlags.ReduceOnly }));
        Assert.Equal(2, bench.Venue.Submitted.Count);
    }

    [Fact]
    public void Exit_BelowTheMinimumNotional_IsRefused()
    {
        var bench = new Bench(minNotional: 50);
        bench.Close(100, c => c.Market(Side.Buy, OrderSize.Quantity(10)));
        bench.Venue.Fill(bench.Last, 10, 100, final: true);
        bench.Close(1, c => c.Submit(c.Intent(Side.Sell, OrderType.Limit, OrderSize.Quantity(10), new OrderTerms { Limit = 1 }) with { Flags = OrderFlags.ReduceOnly }));
        Assert.Equal(OrderReason.BelowMinimum, bench.Engine.Orders.Kept[^1].Reason);
    }

    [Fact]
    public void SaleOfMoreThanIsHeld_IsAShortSale()
    {
        var bench = new Bench();
        bench.Close(100, c => c.Market(Side.Buy, One));
        bench.Venue.Fill(bench.Last, 1, 100, final: true);
        bench.Close(100, c => c.Market(Side.Sell, OrderSize.Quantity(1.5m)));
        Assert.Equal(OrderReason.ShortNotAllowed, bench.Engine.Orders.Kept[^1].Reason);
    }

    [Fact]
    public void RunThatMayOnlyBeShort_BuysBackWhatItSold_AndNoMore()
    {
        var bench = new Bench(allowShort: true, allowLong: false);
        bench.Close(100, c => c.Market(Side.Buy, One));
        Assert.Equal(OrderReason.LongNotAllowed, bench.Engine.Orders.Kept[^1].Reason);
        bench.Close(100, c => c.Market(Side.Sell, OrderSize.Quantity(2)));
        bench.Venue.Fill(bench.Last, 2, 100, final: true);
        bench.Close(100, c => c.Market(Side.Buy, OrderSize.Quantity(2.5m)));
        Assert.Equal(OrderReason.LongNotAllowed, bench.Engine.Orders.Kept[^1].Reason);
        bench.Close(100, c => c.Market(Side.Buy, OrderSize.Quantity(2)));
        bench.Venue.Fill(bench.Last, 2, 100, final: true);
        Assert.Equal(0, bench.Position());
        bench.CheckBooks();
    }

    [Fact]
    public void RunThatMayOnlyBeShort_TakesALongTargetForFlat()
    {
        var bench = new Bench(allowShort: true, allowLong: false);
        bench.Close(100, c => c.Target(Direction.Short));
        bench.Venue.Fill(bench.Last, 1, 100, final: true);
        Assert.Equal(-1, bench.Position());
        bench.Close(100, c => c.Target(Direction.Long));
        bench.Venue.Fill(bench.Last, 1, 100, final: true);
        Assert.Equal((0, 2), (bench.Position(), bench.Venue.Submitted.Count));
        bench.Close(100, c => c.Target(Direction.Long));
        Assert.Equal(2, bench.Venue.Submitted.Count);
    }

    [Fact]
    public void RunThatMayBeNeither_IsRefused() => Assert.Contains("neither long nor short", Assert.Throws<ArgumentException>(() => new Bench(allowLong: false)).Message, StringComparison.Ordinal);
}
