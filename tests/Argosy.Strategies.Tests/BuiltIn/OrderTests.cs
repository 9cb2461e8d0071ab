using Argosy.Core.Orders;
using Argosy.Engine.Strategies;
using Argosy.Strategies.BuiltIn;
using Argosy.Strategies.Tests.Support;

namespace Argosy.Strategies.Tests.BuiltIn;

/// <summary>The strategies that send orders instead of stating targets.</summary>
public class OrderTests
{
    [Fact]
    public void EveryBar_SendsOneMarketOrderABar_BuyingFirst()
    {
        var bench = new Bench(StrategySlot.For(new EveryBar(0.5m)), allowShort: false);
        foreach (var bar in Walks.Random(7, 101, 30)) bench.Step(in bar);
        var orders = bench.Venue.Submitted;
        Assert.Equal(101, orders.Count);
        for (var i = 0; i < orders.Count; i++)
        {
            Assert.Equal((i % 2 == 0 ? Side.Buy : Side.Sell, OrderType.Market, 0.5m, false), (orders[i].Side, orders[i].Type, orders[i].Size, orders[i].IsReduceOnly));
        }
    }

    [Fact]
    public void EveryBar_AfterWarmUp_BuysFirst()
    {
        var bench = new Bench(StrategySlot.For(new EveryBar(1)), allowShort: false, warmUp: 3);
        foreach (var bar in Walks.Random(7, 6, 30)) bench.Step(in bar);
        Assert.Equal([Side.Buy, Side.Sell, Side.Buy], bench.Venue.Submitted.Select(o => o.Side));
    }

    [Fact]
    public void Dca_BuysForTheAmountAtItsInterval()
    {
        var bench = new Bench(StrategySlot.For(new DollarCostAverage(4, 250)), allowShort: false, warmUp: 2);
        foreach (var bar in Walks.Closes(10, 10, 10, 10, 10, 10, 12.5, 10, 10, 10, 10)) bench.Step(in bar);
        Assert.Equal([25m, 20m, 25m], bench.Fills.Select(f => f.Quantity));
        Assert.Equal([3, 7, 11], bench.Fills.Select(f => (int)(f.Time / 60_000)));
    }

    [Fact]
    public void Dca_WithoutCash_SendsNothing()
    {
        var bench = new Bench(StrategySlot.For(new DollarCostAverage(1, 500)), allowShort: false, cash: 1_000);
        foreach (var bar in Walks.Closes(10, 10, 10, 10, 10)) bench.Step(in bar);
        Assert.Equal(2, bench.Engine.Orders.Count);
    }

    [Fact]
    public void Grid_RestsItsLadderBelowTheFirstClose()
    {
        var bench = new Bench(StrategySlot.For(new Grid(0.1m, 4)), allowShort: false, cash: 1_000);
        foreach (var bar in Walks.Closes(10, 10)) bench.Step(in bar);
        Assert.Equal([9m, 8m, 7m, 6m], bench.Venue.Resting.Select(o => o.Terms!.Limit!.Value));
        Assert.All(bench.Venue.Resting, o => Assert.Equal((Side.Buy, 250m, true), (o.Side, o.Size, o.SizeIsQuote)));
    }

    [Fact]
    public void Grid_FilledRung_IsOfferedOneRungHigherAndBoughtAgain()
    {
        var bench = new Bench(StrategySlot.For(new Grid(0.1m, 4)), allowShort: false, cash: 1_000);
        var bars = Walks.Closes(10, 10, 10);
        bench.Step(in bars[0]);
        bench.Venue.Fill(bench.Venue.Resting[1], 8, 0);
        bench.Step(in bars[1]);
        var offer = Assert.Single(bench.Venue.Resting, o => o.Side == Side.Sell);
        Assert.Equal((9m, 31.25m), (offer.Terms!.Limit, offer.Size));

        bench.Venue.Fill(offer, 9, 0);
        bench.Step(in bars[2]);
        Assert.Equal([6m, 7m, 8m, 9m], bench.Venue.Resting.Select(o => o.Terms!.Limit!.Value).Order());
        Assert.Equal(0, bench.Engine.Ledger.Position(0, 0).Quantity);
    }
}
