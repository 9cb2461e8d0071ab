using Argosy.Core.Events;
using Argosy.Core.MarketData;
using Argosy.Core.Orders;
using Argosy.Engine.Orders;
using Argosy.Simulation.Books;
using Argosy.Simulation.Fills;
using Argosy.Simulation.Queues;
using static Argosy.Simulation.Tests.Ticks.TickScenario;

namespace Argosy.Simulation.Tests.Ticks;

/// <summary>Orders on an order book and on quotes.</summary>
public class BookTests
{
    const bool Bid = false, Ask = true;

    // Best 99 x 3 / 101 x 2, then 98 x 5 / 102 x 4 and 103 x 10.
    static TickScenario Booked() => new TickScenario().Trade(500, 100, 1)
        .Snapshot(600, (Bid, 99, 3), (Bid, 98, 5), (Ask, 101, 2), (Ask, 102, 4), (Ask, 103, 10));

    [Fact]
    public void Market_LargerThanTheBest_WalksTheLevels()
    {
        var run = Booked().Change(1_010, (Bid, 97, 1)).At(0, c => Market(c, Side.Buy, 7)).Trade(1_500, 100, 1).Trade(2_500, 103, 1).Run();
        Assert.Equal("1010 buy 2@101 taker; 1010 buy 4@102 taker; 1010 buy 1@103 taker", Told(run));
    }

    [Fact]
    public void Market_LargerThanTheBook_TakesOnlyWhatComesAnew()
    {
        var run = new TickScenario().Trade(500, 100, 1).Snapshot(600, (Bid, 99, 3), (Ask, 101, 2)).Change(1_010, (Bid, 97, 1)).Change(1_020, (Bid, 96, 1)).Change(1_030, (Ask, 101, 3))
            .At(0, c => Market(c, Side.Buy, 4)).Trade(1_500, 100, 1).Trade(2_500, 103, 1).Run();
        Assert.Equal("1010 buy 2@101 taker; 1030 buy 2@101 taker", Told(run));
    }

    [Fact]
    public void Limit_TakingAllWithinItsLimit_RestsWithTheRest()
    {
        var run = Booked().Change(1_010, (Bid, 97, 1)).Trade(1_020, 101, 1, TakerSide.Sell).Change(1_030, (Ask, 101, 0)).At(0, c => Limit(c, Side.Buy, 3, 101)).Trade(1_500, 100, 1, TakerSide.Buy).Trade(2_500, 103, 1).Run();
        Assert.Equal("1010 buy 2@101 taker; 1020 buy 1@101 maker", Told(run));
    }

    [Theory]
    [InlineData(6, "1010 buy 2@101 taker; 1010 buy 4@102 taker")]
    [InlineData(6.1, "none")]
    public void Fok_OnABook_FillsWholeOverLevelsOrNotAtAll(double quantity, string expected)
    {
        var run = Booked().Change(1_010, (Bid, 97, 1)).At(0, c => Limit(c, Side.Buy, (decimal)quantity, 102, TimeInForce.Fok)).Trade(1_500, 100, 1).Trade(2_500, 103, 1).Run();
        Assert.Equal(expected, Told(run));
    }

    [Fact]
    public void Ioc_OnABook_TakesWhatLiesWithinItsLimit()
    {
        var run = Booked().Change(1_010, (Bid, 97, 1)).At(0, c => Limit(c, Side.Buy, 9, 102, TimeInForce.Ioc)).Trade(1_500, 100, 1).Trade(2_500, 103, 1).Run();
        Assert.Equal("1010 buy 2@101 taker; 1010 buy 4@102 taker", Told(run));
        Assert.Equal(OrderReason.ImmediateOnly, Order(run, 1).Reason);
    }

    [Fact]
    public void PostOnly_AtTheOtherSide_IsRejectedThoughTheLastTradeLiesBelow()
    {
        var run = Booked().Change(1_010, (Bid, 97, 1)).At(0, c => Limit(c, Side.Buy, 1, 101, flags: OrderFlags.PostOnly)).Trade(1_500, 100, 1).Trade(2_500, 103, 1).Run();
        Assert.Equal(OrderReason.WouldTake, Order(run, 1).Reason);
    }

    // Joins behind 3 at 99. Trades of 2 and 2: of the second, 1 is ours.
    [Fact]
    public void Pessimistic_BehindThree_GetsWhatTradesLeaveOver()
    {
        var run = Booked().Change(1_010, (Bid, 97, 1)).Trade(1_020, 99, 2, TakerSide.Sell).Trade(1_030, 99, 2, TakerSide.Sell).Trade(1_040, 99, 9, TakerSide.Sell)
            .At(0, c => Limit(c, Side.Buy, 2, 99)).Trade(2_500, 103, 1).Run();
        Assert.Equal("1030 buy 1@99 maker; 1040 buy 1@99 maker", Told(run));
    }

    // Joins behind 4; then 4 more join behind. A cancellation of 2 out of 8 shortens what is ahead by 1 only in the proportional model.
    [Theory]
    [InlineData(QueueKind.Pessimistic, "none")]
    [InlineData(QueueKind.Proportional, "1040 buy 0.5@99 maker")]
    [InlineData(QueueKind.Optimistic, "1040 buy 1@99 maker")]
    public void Cancellation_ByModel_ShortensTheQueue(QueueKind queue, string expected)
    {
        var run = new TickScenario().Trade(500, 100, 1).Snapshot(600, (Bid, 99, 4), (Ask, 101, 9)).Change(1_010, (Bid, 97, 1)).Change(1_020, (Bid, 99, 8)).Change(1_030, (Bid, 99, 6))
            .Trade(1_040, 99, 3.5m, TakerSide.Sell).At(0, c => Limit(c, Side.Buy, 1, 99)).Trade(2_500, 103, 1).Run(ticks: new TickOptions { Queue = queue });
        Assert.Equal(expected, Told(run));
    }

    // The book tells of a trade after it: the 2 that went from 4 to 2 were traded, not cancelled.
    [Fact]
    public void Proportional_ChangeThatTradesExplain_IsNoCancellation()
    {
        var run = new TickScenario().Trade(500, 100, 1).Snapshot(600, (Bid, 99, 4), (Ask, 101, 9)).Change(1_010, (Bid, 97, 1)).Trade(1_020, 99, 2, TakerSide.Sell).Change(1_030, (Bid, 99, 2))
            .Trade(1_040, 99, 2, TakerSide.Sell).Trade(1_050, 99, 0.3m, TakerSide.Sell).At(0, c => Limit(c, Side.Buy, 1, 99)).Trade(2_500, 103, 1).Run(ticks: new TickOptions { Queue = QueueKind.Proportional });
        Assert.Equal("1050 buy 0.3@99 maker", Told(run));
    }

    [Fact]
    public void Limit_InsideTheSpread_IsFirstInItsQueue()
    {
        var run = Booked().Change(1_010, (Bid, 97, 1)).Trade(1_020, 100, 0.5m, TakerSide.Sell).At(0, c => Limit(c, Side.Buy, 2, 100)).Trade(2_500, 103, 1).Run();
        Assert.Equal("1020 buy 0.5@100 maker", Told(run));
    }

    [Fact]
    public void TwoOrdersAtOnePrice_ShareATradeInTheOrderTheyCame()
    {
        var run = Booked().Change(1_010, (Bid, 97, 1)).Trade(1_020, 99, 4.5m, TakerSide.Sell).At(0, c =>
        {
            Limit(c, Side.Buy, 1, 99);
            Limit(c, Side.Buy, 1, 99);
        }).Trade(2_500, 103, 1).Run();
        Assert.Equal("1020 buy 1@99 maker; 1020 buy 0.5@99 maker", Told(run));
    }

    [Fact]
    public void AskComingToARestingPurchase_FillsItAtItsPriceUpToTheSizeShown()
    {
        var run = Booked().Change(1_010, (Bid, 97, 1)).Change(1_020, (Bid, 99, 0), (Ask, 98.5m, 0.7m)).Change(1_030, (Bid, 90, 1)).At(0, c => Limit(c, Side.Buy, 2, 99)).Trade(1_500, 100, 1).Trade(2_500, 103, 1).Run();
        Assert.Equal("1020 buy 0.7@99 maker", Told(run));
    }

    [Fact]
    public void BrokenChain_PausesUntilTheNextSnapshot()
    {
        var script = Booked().Lose().Change(1_010, (Bid, 97, 1)).Change(1_020, (Bid, 97, 2)).Snapshot(1_030, (Bid, 95, 1), (Ask, 96, 9)).Change(1_040, (Bid, 94, 1))
            .At(0, c => Market(c, Side.Buy, 1)).Trade(1_500, 100, 1).Trade(2_500, 103, 1);
        Assert.Equal("1030 buy 1@96 taker", Told(script.Run()));
        Assert.Equal(1, script.Venue.Book!.Breaks);
    }

    [Fact]
    public void CrossedBook_IsDroppedAndCounted()
    {
        var script = Booked().Change(1_010, (Bid, 105, 1)).Change(1_020, (Bid, 97, 2)).At(0, c => Market(c, Side.Buy, 1)).Trade(1_500, 100, 1).Trade(2_500, 103, 1);
        Assert.Equal("none", Told(script.Run()));
        Assert.Equal(1, script.Venue.Book!.Crossed);
        Assert.Equal(1, script.Venue.Book.Unusable);
    }

    [Fact]
    public void Snapshot_ArrivingLate_TakesWhatWasBufferedBehindIt()
    {
        var depth = Changes((false, 5, 6), (false, 7, 9), (true, 0, 8), (false, 10, 10));
        var builder = new BookBuilder(depth);
        Assert.False(builder.Apply(0));
        Assert.False(builder.Apply(1));
        Assert.True(builder.Apply(2));
        Assert.Equal(9, builder.LastId);
        Assert.Equal((1, 1), (builder.Tally.Stale, builder.Tally.Applied));
        Assert.True(builder.Apply(3));
    }

    [Fact]
    public void Futures_FollowByThePreviousId()
    {
        var depth = Changes((true, 0, 8), (false, 5, 12), (false, 20, 25), (false, 40, 41));
        depth.PreviousIds[1] = 4;
        depth.PreviousIds[2] = 12;
        depth.PreviousIds[3] = 30;
        var builder = new BookBuilder(depth);
        Assert.True(builder.Apply(0) && builder.Apply(1) && builder.Apply(2));
        Assert.False(builder.Apply(3));
        Assert.Equal(1, builder.Tally.Breaks);
    }

    [Fact]
    public void Quotes_TakersFillUpToTheSizeShownAndGoOnAtTheNext()
    {
        var run = new TickScenario().Trade(500, 100, 1).Quote(600, 99, 3, 101, 2).Quote(1_010, 99, 3, 101, 2).Quote(1_020, 99, 3, 102, 5).At(0, c => Market(c, Side.Buy, 3)).Trade(1_500, 100, 1).Trade(2_500, 103, 1).Run();
        Assert.Equal("1010 buy 2@101 taker; 1020 buy 1@102 taker", Told(run));
    }

    [Fact]
    public void Quotes_LimitBelowTheBest_LearnsItsQueueWhenTheBestComesToIt()
    {
        var run = new TickScenario().Trade(500, 100, 1).Quote(600, 99, 3, 101, 2).Quote(1_010, 99, 3, 101, 2).Quote(1_020, 98, 2, 101, 2).Trade(1_030, 98, 2.5m, TakerSide.Sell)
            .At(0, c => Limit(c, Side.Buy, 1, 98)).Trade(2_500, 103, 1).Run();
        Assert.Equal("1030 buy 0.5@98 maker", Told(run));
    }

    static DepthColumns Changes(params (bool Snapshot, long First, long Last)[] messages) => new()
    {
        Times = new long[messages.Length],
        Snapshots = [.. messages.Select(m => m.Snapshot)],
        FirstIds = [.. messages.Select(m => m.First)],
        LastIds = [.. messages.Select(m => m.Last)],
        PreviousIds = [.. messages.Select(_ => -1L)],
        Starts = new int[messages.Length + 1],
        Prices = [],
        Quantities = [],
        Asks = [],
    };
}
