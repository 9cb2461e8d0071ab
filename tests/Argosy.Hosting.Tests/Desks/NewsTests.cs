using Argosy.Core.Events;
using Argosy.Core.Orders;
using Argosy.Hosting.Reconciling;

namespace Argosy.Hosting.Tests.Desks;

/// <summary>What the venue does to a position reaches its run once, whenever it becomes known and whoever is there.</summary>
public sealed class NewsTests
{
    [Theory]
    [InlineData(PositionEvent.Liquidation)]
    [InlineData(PositionEvent.AutoDeleveraging)]
    public void VenueClosesOurPosition_WhileTheBotIsAway_ItHearsItWhenItJoins(PositionEvent cause)
    {
        using var rig = new DeskRig().Started();
        var (_, stop) = rig.Long();
        rig.Crash();
        rig.Venue.Manual(Side.Sell, 1m, cause);
        rig.Started(join: false);
        rig.Run(60_000);
        Assert.Equal(1m, rig.Bot.Position);
        // It is known and kept; the process may die before the bot is there.
        rig.Crash();
        rig.Started();
        rig.Run(10_000);
        Assert.Equal(0m, rig.Bot.Position);
        var close = Assert.Single(rig.Bot.Said, s => s.Event.Kind == OrderEventKind.Filled && s.Event.OrderId == 0).Event;
        Assert.Equal(OrderPurpose.Liquidation, close.Fill.Purpose);
        Assert.True(rig.Bot.IsEnded(stop.Id));
        Assert.Equal("", rig.Desk.Blocked);
        rig.Crash();
        rig.Started();
        Assert.Equal(0m, rig.Bot.Position);
        Assert.Empty(rig.Bot.Problems);
    }

    [Fact]
    public void Funding_WhileTheBotIsAway_IsToldWhenItJoins_Once()
    {
        using var rig = new DeskRig().Started();
        rig.Long(2m);
        rig.Crash();
        rig.Venue.Fund(-0.5m);
        rig.Started(join: false);
        rig.Run(60_000);
        rig.Crash();
        rig.Started();
        Assert.Equal((-0.5m, 1), (decimal.Round(rig.Bot.Funded, 8), rig.Bot.Funding.Count));
        rig.Crash();
        rig.Started();
        Assert.Single(rig.Bot.Funding);
        Assert.Equal("", rig.Desk.Blocked);
    }

    [Fact]
    public void Funding_ToldBeforeTheBooksWereKept_IsNotToldAgain()
    {
        using var rig = new DeskRig().Started();
        rig.Long(2m);
        rig.Run(301_000);
        // The balance is not explained for a while: the books are not kept.
        rig.Venue.Vanish("USDT", 7m);
        rig.Venue.Fund(0.25m);
        rig.Run(5_000);
        Assert.Single(rig.Bot.Funding);
        rig.Crash();
        rig.Started();
        rig.Run(60_000);
        Assert.Equal((0.25m, 1), (decimal.Round(rig.Bot.Funded, 8), rig.Bot.Funding.Count));
        Assert.Empty(rig.Bot.Problems);
    }

    [Fact]
    public void Funding_OfAPositionThatWasClosedSince_IsToldAsAnAmount()
    {
        using var rig = new DeskRig().Started();
        rig.Long(2m);
        rig.Run(1_000);
        rig.Venue.Fund(-0.5m);
        rig.Wish(rig.Bot.Want(Side.Sell, 2m, exit: true));
        rig.Run(30_000);
        Assert.Equal(0m, rig.Bot.Position);
        Assert.Equal((-0.5m, -0.5m), (rig.Bot.Funded, Assert.Single(rig.Bot.Funding).Late));
        Assert.Equal("", rig.Desk.Blocked);
    }

    [Fact]
    public void WhatTheInsurancePaid_IsPartOfTheLastClosesFee()
    {
        using var rig = new DeskRig().Started();
        rig.Long();
        rig.Run(1_000);
        rig.Venue.Insure(3m);
        rig.Venue.Manual(Side.Sell, 1m, PositionEvent.Liquidation);
        rig.Run(10_000);
        var close = rig.Bot.Said.Last(s => s.Event.Kind == OrderEventKind.Filled).Event.Fill;
        Assert.Equal((OrderPurpose.Liquidation, -3m), (close.Purpose, close.Fee - rig.Venue.Fills[^1].Fee));
        Assert.Equal("", rig.Desk.Blocked);
    }

    // The venue's list of movements may be older than its list of executions.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void WhatTheInsurancePaid_AndIsToldLate_IsAnAmountOfItsOwn(bool dies)
    {
        using var rig = new DeskRig().Started();
        rig.Long();
        rig.Run(1_000);
        rig.Venue.Manual(Side.Sell, 1m, PositionEvent.Liquidation);
        rig.Run(5_000);
        Assert.Equal(0m, rig.Bot.Position);
        rig.Venue.Insure(3m);
        rig.Do(desk => desk.Reconcile());
        rig.Run(10_000);
        if (dies)
        {
            rig.Crash();
            rig.Started();
        }
        rig.Do(desk => desk.Reconcile());
        rig.Run(10_000);
        Assert.Equal((3m, 3m), (rig.Bot.Funded, Assert.Single(rig.Bot.Funding).Late));
        Assert.Equal(("", 0), (rig.Desk.Blocked, rig.Bot.Problems.Count));
    }
}
