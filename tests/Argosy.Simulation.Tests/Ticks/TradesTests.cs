using Argosy.Core.Events;
using Argosy.Core.MarketData;
using Argosy.Core.Orders;
using Argosy.Engine.Orders;
using Argosy.Simulation.Fills;
using Argosy.Simulation.Queues;
using static Argosy.Simulation.Tests.Ticks.TickScenario;

namespace Argosy.Simulation.Tests.Ticks;

/// <summary>Orders on trades alone.</summary>
public class TradesTests
{
    [Fact]
    public void Market_WithoutLatency_FillsAtTheFirstTradeAtOrAfterTheClose()
    {
        var run = new TickScenario().Trade(500, 100, 1).Trade(1_000, 101, 5).Trade(1_500, 102, 5).At(0, c => Market(c, Side.Buy, 2)).Trade(2_500, 103, 1).Run();
        Assert.Equal("1000 buy 2@101 taker", Told(run));
    }

    [Fact]
    public void Market_WithLatency_FillsAtTheFirstTradeAfterItsArrival()
    {
        var run = new TickScenario().Trade(500, 100, 1).Trade(1_049, 101, 5).Trade(1_050, 102, 5).At(0, c => Market(c, Side.Buy, 2)).Trade(2_500, 103, 1)
            .Run(ticks: new TickOptions { LatencyMs = 50 });
        Assert.Equal("1050 buy 2@102 taker", Told(run));
    }

    [Fact]
    public void Market_WithParticipation_TakesItsShareOfEachTrade()
    {
        var run = new TickScenario().Trade(500, 100, 1).Trade(1_000, 101, 10).Trade(1_100, 102, 4).Trade(1_200, 103, 20).At(0, c => Market(c, Side.Buy, 2)).Trade(2_500, 103, 1)
            .Run(Bare with { Participation = 0.1m });
        Assert.Equal("1000 buy 1@101 taker; 1100 buy 0.4@102 taker; 1200 buy 0.6@103 taker", Told(run));
    }

    [Fact]
    public void Limit_PessimisticOnTradesAlone_FillsWhenTradedThrough()
    {
        var run = new TickScenario().Trade(500, 100, 1).Trade(1_050, 100, 1).Trade(1_100, 99, 5, TakerSide.Sell).Trade(1_200, 98.99m, 0.5m, TakerSide.Sell).Trade(1_300, 98, 5, TakerSide.Sell)
            .At(0, c => Limit(c, Side.Buy, 2, 99)).Trade(2_500, 103, 1).Run(Bare with { Participation = 1 });
        Assert.Equal("1200 buy 0.5@99 maker; 1300 buy 1.5@99 maker", Told(run));
    }

    [Fact]
    public void Limit_OptimisticOnTradesAlone_FillsOnTheTouch()
    {
        var run = new TickScenario().Trade(500, 100, 1).Trade(1_050, 100, 1).Trade(1_100, 99, 5, TakerSide.Sell).At(0, c => Limit(c, Side.Buy, 2, 99)).Trade(2_500, 103, 1)
            .Run(ticks: new TickOptions { Queue = QueueKind.Optimistic });
        Assert.Equal("1100 buy 2@99 maker", Told(run));
    }

    [Fact]
    public void Limit_TakerOnItsOwnSide_IsNotMet()
    {
        var run = new TickScenario().Trade(500, 100, 1).Trade(1_050, 100, 1).Trade(1_100, 99, 5, TakerSide.Buy).At(0, c => Limit(c, Side.Buy, 2, 99)).Trade(2_500, 103, 1)
            .Run(ticks: new TickOptions { Queue = QueueKind.Optimistic });
        Assert.Equal("none", Told(run));
    }

    [Fact]
    public void Limit_ArrivingMarketable_TakesAtTheTradeAndRestsNowhereBeyondItsLimit()
    {
        var run = new TickScenario().Trade(500, 100, 1).Trade(1_050, 98, 1).Trade(1_100, 99.5m, 5).At(0, c => Limit(c, Side.Buy, 2, 99)).Trade(2_500, 103, 1)
            .Run(Bare with { Participation = 1 });
        Assert.Equal("1050 buy 1@98 taker", Told(run));
    }

    [Fact]
    public void PostOnly_ArrivingMarketable_IsRejected()
    {
        var run = new TickScenario().Trade(500, 100, 1).Trade(1_050, 98, 1).At(0, c => Limit(c, Side.Buy, 2, 99, flags: OrderFlags.PostOnly)).Trade(2_500, 103, 1).Run();
        Assert.Equal(OrderReason.WouldTake, Order(run, 1).Reason);
    }

    [Theory]
    [InlineData(TimeInForce.Ioc, "1050 buy 1@98 taker", OrderReason.ImmediateOnly)]
    [InlineData(TimeInForce.Fok, "none", OrderReason.NotWhole)]
    public void ImmediateLimit_LargerThanTheTrade_EndsByItsRule(TimeInForce time, string expected, OrderReason reason)
    {
        var run = new TickScenario().Trade(500, 100, 1).Trade(1_050, 98, 1).Trade(1_100, 98, 5).At(0, c => Limit(c, Side.Buy, 2, 99, time)).Trade(2_500, 103, 1)
            .Run(Bare with { Participation = 1 });
        Assert.Equal(expected, Told(run));
        Assert.Equal(reason, Order(run, 1).Reason);
    }

    [Fact]
    public void Stop_OnTrades_TriggersOnTheFirstTradeAtOrBeyondAndFillsThere()
    {
        var run = new TickScenario().Trade(500, 100, 1).Trade(1_000, 100, 5).Trade(1_100, 96, 5).Trade(1_200, 94, 5).Trade(1_300, 93, 5)
            .At(0, c => Market(c, Side.Buy, 1, new Protection { StopPrice = 95 })).Trade(2_500, 103, 1).Run();
        Assert.Equal("1000 buy 1@100 taker; 1200 sell 1@94 taker", Told(run));
        Assert.Equal(OrderPurpose.Stop, FillsOf(run).Last().Purpose);
    }

    [Fact]
    public void Trailing_OnTrades_FollowsEveryNewHigh()
    {
        var run = new TickScenario().Trade(500, 100, 1).Trade(1_000, 100, 5).Trade(1_100, 110, 5).Trade(1_200, 105, 5).Trade(1_300, 104.5m, 5)
            .At(0, c => Market(c, Side.Buy, 1, new Protection { TrailRatio = 0.05m })).Trade(2_500, 103, 1).Run();
        Assert.Equal("1000 buy 1@100 taker; 1300 sell 1@104.5 taker", Told(run));
    }

    [Fact]
    public void Bracket_TargetTradedThrough_CancelsTheStop()
    {
        var run = new TickScenario().Trade(500, 100, 1).Trade(1_000, 100, 5).Trade(1_100, 105, 5).Trade(1_200, 105.01m, 5).Trade(1_300, 90, 5)
            .At(0, c => Market(c, Side.Buy, 1, new Protection { StopPrice = 95, TargetPrice = 105 })).Trade(2_500, 103, 1).Run();
        Assert.Equal("1000 buy 1@100 taker; 1200 sell 1@105 maker", Told(run));
        Assert.Equal(OrderReason.SiblingFilled, Order(run, 2).Reason);
    }

    [Fact]
    public void TakeProfitAndStopLimit_OnTrades_ActAtTheTick()
    {
        var run = new TickScenario().Trade(500, 100, 1).Trade(1_000, 100, 5).Trade(2_050, 100, 1).Trade(2_100, 95, 5).Trade(2_150, 94.4m, 5).Trade(2_200, 106, 5)
            .At(0, c => Market(c, Side.Buy, 2)).At(1, c =>
            {
                c.Submit(c.Intent(Side.Sell, OrderType.StopLimit, OrderSize.Quantity(1), new OrderTerms { Trigger = 95, Limit = 94.5m }) with { Flags = OrderFlags.ReduceOnly });
                c.Submit(c.Intent(Side.Sell, OrderType.TakeProfit, OrderSize.Quantity(1), new OrderTerms { Trigger = 105 }) with { Flags = OrderFlags.ReduceOnly });
            }).Trade(3_500, 103, 1).Run();
        Assert.Equal("1000 buy 2@100 taker; 2100 sell 1@95 taker; 2200 sell 1@106 taker", Told(run));
    }

    [Fact]
    public void Gtd_OnTicks_EndsAtTheFirstTickAtItsTime()
    {
        var run = new TickScenario().Trade(500, 100, 1).Trade(1_000, 100, 5).Trade(1_200, 90, 5).At(0, c => c.Submit(
            c.Intent(Side.Buy, OrderType.Limit, OrderSize.Quantity(1), new OrderTerms { Limit = 95, ExpireTime = 1_200 }) with { TimeInForce = TimeInForce.Gtd })).Trade(2_500, 103, 1).Run();
        Assert.Equal("none", Told(run));
        Assert.Equal(OrderState.Expired, Order(run, 1).State);
    }

    [Fact]
    public void Cancel_WithLatency_LosesAgainstATradeThatComesFirst()
    {
        static TickScenario Script() => new TickScenario().Trade(500, 100, 1).Trade(1_100, 100, 5).Trade(1_500, 100, 1).Trade(2_040, 98, 5).Trade(2_060, 97, 5)
            .At(0, c => Limit(c, Side.Buy, 1, 99)).At(1, c => c.Cancel(1)).Trade(3_500, 103, 1);
        Assert.Equal("2040 buy 1@99 maker", Told(Script().Run(ticks: new TickOptions { CancelLatencyMs = 50 })));
        Assert.Equal("none", Told(Script().Run(ticks: new TickOptions { CancelLatencyMs = 40 })));
    }

    [Fact]
    public void Orders_WithJitter_ArriveInTheOrderTheyWereSentAndAlikeForASeed()
    {
        string Run(ulong seed)
        {
            var script = new TickScenario().Trade(500, 100, 1).At(0, c =>
            {
                for (var k = 0; k < 20; k++) Market(c, Side.Buy, 1 + k);
            });
            for (var t = 1_000; t < 3_000; t++) script.Trade(t, 100 + (t / 1000m), 500);
            return Told(script.Run(Bare with { Seed = seed }, new TickOptions { LatencyMs = 5, LatencyJitterMs = 200 }));
        }
        Assert.Equal(Run(7), Run(7));
        Assert.NotEqual(Run(7), Run(8));
        var sizes = Run(7).Split("; ").Select(told => told.Split(' ')[2].Split('@')[0]).ToArray();
        Assert.Equal(Enumerable.Range(1, 20).Select(k => $"{k}"), sizes);
    }

    [Fact]
    public void OrderFromAFillHandler_GoesLiveAtALaterTick()
    {
        var script = new TickScenario().Trade(500, 100, 1).Trade(1_000, 100, 5).Trade(1_010, 101, 5).Trade(1_100, 102, 5).At(0, c => Market(c, Side.Buy, 1)).Trade(2_500, 103, 1);
        script.Filled = (fill, context) =>
        {
            if (fill.Side == Side.Buy) Market(context, Side.Sell, 1);
        };
        Assert.Equal("1000 buy 1@100 taker; 1010 sell 1@101 taker", Told(script.Run()));
    }

    [Fact]
    public void Reversal_OnTicks_OpensWhereItsLatencyLetsIt()
    {
        var run = new TickScenario().Trade(500, 100, 1).Trade(1_020, 100, 5).Trade(2_005, 100, 1).Trade(2_010, 101, 5).Trade(2_019, 102, 5).Trade(2_020, 103, 5).Trade(3_500, 100, 1)
            .At(0, c => c.Target(Direction.Long)).At(1, c => c.Target(Direction.Short)).Run(ticks: new TickOptions { LatencyMs = 10 }, allowShort: true);
        Assert.Equal("1020 buy 1@100 taker; 2010 sell 1@101 taker; 2020 sell 1@103 taker", Told(run));
    }

    [Fact]
    public void Short_WhoseEquityIsGone_ClosesEverythingThere()
    {
        var run = new TickScenario().Trade(500, 100, 1).Trade(1_000, 100, 5).Trade(1_100, 150, 5).Trade(1_200, 205, 5).Trade(1_300, 100, 5).At(0, c => Market(c, Side.Sell, 1)).Trade(2_500, 103, 1)
            .Run(cash: 100, allowShort: true);
        Assert.Equal("1000 sell 1@100 taker; 1200 buy 1@205 taker", Told(run));
        Assert.True(run.Engine.Ended);
        Assert.Equal(OrderPurpose.Bankrupt, FillsOf(run).Last().Purpose);
    }

    [Fact]
    public void Fees_ByRealLiquidity_AreMakersOrTakers()
    {
        var run = new TickScenario().Trade(500, 100, 1).Trade(1_050, 100, 1).Trade(1_100, 98, 5, TakerSide.Sell).At(0, c =>
        {
            Limit(c, Side.Buy, 1, 99);
            Market(c, Side.Buy, 1);
        }).Trade(2_500, 103, 1).Run(Bare with { MakerFee = 0.001m, TakerFee = 0.002m });
        Assert.Equal([0.2m, 0.099m], FillsOf(run).Select(f => f.Fee));
    }
}
