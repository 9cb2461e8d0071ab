using Argosy.Core.Events;
using Argosy.Core.Orders;

namespace Argosy.Hosting.Tests.Desks;

/// <summary>A message of the stream is lost without a gap: what should have happened is asked for.</summary>
public sealed class SilenceTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void MarketEntry_ItsExecutionIsNotTold_IsAskedForWithinSeconds(bool futures)
    {
        using var rig = new DeskRig(futures ? DeskRig.Futures : DeskRig.SpotReplacing).Started();
        rig.Venue.Wire = Lost;
        var entry = rig.Bot.Want(Side.Buy, 1m);
        rig.Wish(entry);
        rig.Run(2_000);
        Assert.Equal([OrderEventKind.Accepted, OrderEventKind.Filled], rig.Bot.Of(entry.Id));
    }

    [Fact]
    public void MarketEntry_OnlyItsFirstExecutionIsTold_TheRestIsAskedFor()
    {
        using var rig = new DeskRig().Started();
        rig.Venue.Depth = 0.4m;
        var entry = rig.Bot.Want(Side.Buy, 1m);
        rig.Wish(entry);
        rig.Run(50);
        Assert.Equal(0.4m, rig.Bot.Filled(entry.Id));
        (rig.Venue.Wire, rig.Venue.Depth) = (Lost, decimal.MaxValue);
        rig.Venue.Move(100m);
        rig.Run(2_000);
        Assert.Equal(1m, rig.Bot.Filled(entry.Id));
    }

    [Theory]
    [InlineData(OrderType.Limit, 99, 0, 99)]
    [InlineData(OrderType.Limit, 99, 0, 90)]
    [InlineData(OrderType.Stop, 0, 102, 103)]
    public void RestingEntry_ThePriceReachedItAndNothingIsTold_IsAskedFor(OrderType type, int limit, int trigger, int price)
    {
        using var rig = new DeskRig().Started();
        var entry = rig.Bot.Want(Side.Buy, 1m, type, limit, trigger);
        rig.Wish(entry);
        rig.Run(50);
        rig.Venue.Wire = Lost;
        rig.Venue.Move(price);
        rig.Run(2_000);
        Assert.Equal(1m, rig.Bot.Filled(entry.Id));
    }

    [Fact]
    public void Stop_ThePriceReachedItAndNothingIsTold_ThePositionIsKnownToBeClosed()
    {
        using var rig = new DeskRig(DeskRig.SpotReplacing).Started();
        rig.Long();
        rig.Venue.Wire = Lost;
        rig.Venue.Move(89m);
        rig.Run(2_000);
        Assert.Equal(0m, rig.Bot.Position);
    }

    [Fact]
    public void CutStream_WhatThePriceReachedIsKnownBeforeItIsBack()
    {
        using var rig = new DeskRig().Started();
        rig.Long();
        rig.Venue.Cut(5_000);
        rig.Venue.Move(89m);
        rig.Run(2_000);
        Assert.Equal(0m, rig.Bot.Position);
        Assert.Contains("interrupted", rig.Desk.Blocked, StringComparison.Ordinal);
        rig.Run(6_000);
        Assert.Equal((0m, ""), (rig.Bot.Position, rig.Desk.Blocked));
    }

    [Fact]
    public void OrdersThePriceDoesNotReach_AreNotAskedFor()
    {
        using var rig = new DeskRig().Started();
        rig.Long();
        rig.Wish(rig.Bot.Want(Side.Buy, 1m, OrderType.Limit, 95m));
        rig.Run(50);
        var queries = Queries(rig);
        for (var second = 0; second < 60; second++)
        {
            rig.Venue.Move(96m + (second % 5));
            rig.Run(1_000);
        }
        Assert.Equal(0, queries());
    }

    [Fact]
    public void OrderAtThePriceThatDoesNotFill_IsAskedForAtGrowingDistances()
    {
        using var rig = new DeskRig().Started();
        rig.Wish(rig.Bot.Want(Side.Buy, 1m, OrderType.Limit, 99m));
        rig.Run(50);
        var queries = Queries(rig);
        for (var second = 0; second < 60; second++)
        {
            rig.Do(desk => desk.Priced(ScriptedVenue.Instrument, 99m, rig.Clock.Now));
            rig.Run(1_000);
        }
        // After 1, 2 and 4 s, then every 5 s, each counted from the price after the answer.
        Assert.InRange(queries(), 8, 14);
    }

    [Fact]
    public void OrderThatEndedUntold_IsMissedWhenTheAccountIsReconciled()
    {
        using var rig = new DeskRig().Started();
        var entry = rig.Bot.Want(Side.Buy, 1m, OrderType.Limit, 95m);
        rig.Wish(entry);
        rig.Run(50);
        rig.Venue.Wire = Lost;
        rig.Venue.Cancel(rig.Venue.Working.Single().ClientId);
        rig.Run(10_000);
        Assert.False(rig.Bot.IsEnded(entry.Id), "nothing has told of it");
        rig.Do(desk => desk.Reconcile());
        rig.Run(1_000);
        Assert.Equal([OrderEventKind.Accepted, OrderEventKind.Cancelled], rig.Bot.Of(entry.Id));
    }

    static (int Copies, int DelayMs) Lost() => (0, 0);

    static Func<int> Queries(DeskRig rig)
    {
        var count = 0;
        rig.Venue.Script = kind =>
        {
            if (kind == "query") count++;
            return Fate.Good;
        };
        return () => count;
    }
}
