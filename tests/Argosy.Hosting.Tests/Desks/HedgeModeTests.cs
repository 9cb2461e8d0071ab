using Argosy.Core.Events;
using Argosy.Core.Orders;
using Argosy.Hosting.Desks;
using Argosy.Hosting.Ports;
using Argosy.Hosting.Reconciling;

namespace Argosy.Hosting.Tests.Desks;

/// <summary>An account in hedge mode: a long bot and a short bot on one instrument, each with its position, its stop and its money.</summary>
public sealed class HedgeModeTests
{
    const int Second = 6, Third = 7;

    [Fact]
    public void LongAndShortBot_HoldAPositionEach_WithItsStopAtTheVenue()
    {
        using var rig = Rig(out var other);
        Open(rig, other);
        Assert.Equal((1m, -0.4m), (rig.Venue.Leg(PositionLeg.Long), rig.Venue.Leg(PositionLeg.Short)));
        Assert.Equal([(OrderType.Stop, Side.Sell, 1m), (OrderType.Stop, Side.Buy, 0.4m)], Stops(rig));
        Assert.Equal([PositionLeg.Long, PositionLeg.Long, PositionLeg.Short, PositionLeg.Short], rig.Venue.Placed.Select(placed => placed.Wish.Leg));
        // The long one's stop comes, the short position is not touched.
        rig.Venue.Move(89m);
        rig.Run(3_000);
        Assert.Equal((0m, -0.4m), (rig.Bot.Position, other.Position));
        Assert.Equal((0m, -0.4m), (rig.Venue.Leg(PositionLeg.Long), rig.Venue.Leg(PositionLeg.Short)));
        rig.Venue.Move(111m);
        rig.Run(3_000);
        Assert.Equal((0m, 0m), (other.Position, rig.Venue.Position));
        Explained(rig);
    }

    [Theory]
    [InlineData(PositionLeg.Long, "expected side: short of this one")]
    [InlineData(PositionLeg.Both, "expected side: long of the one and side: short of the other")]
    public void SecondBot_OfTheSameSideOrOfBoth_IsRefused(PositionLeg side, string expected)
    {
        using var rig = new DeskRig(DeskRig.Hedged) { Bot = new TestBot(DeskRig.Deployment, DeskRig.Btc) { Opens = PositionLeg.Long } };
        rig.Started();
        var second = Join(rig, Second, side);
        Assert.Contains("deployment 5 trades BTC/USDT on this account already, long positions alone; in hedge mode one bot is long and one is short", second.Disabled, StringComparison.Ordinal);
        Assert.Contains(expected, second.Disabled, StringComparison.Ordinal);
        // It places nothing; the first one goes on.
        rig.Do(desk => desk.Wish(Second, [second.Want(Side.Buy, 1m)]));
        rig.Run(100);
        Assert.Empty(rig.Venue.Placed);
        rig.Long();
        Assert.Equal((1m, ""), (rig.Bot.Position, rig.Bot.Disabled));
    }

    [Fact]
    public void ThirdBot_IsRefused_AndSoIsOneBesideABotOfBothSides()
    {
        using var rig = Rig(out _);
        Assert.Contains("in hedge mode one bot is long and one is short", Join(rig, Third, PositionLeg.Short).Disabled, StringComparison.Ordinal);
        using var alone = new DeskRig(DeskRig.Hedged).Started();
        Assert.Contains("deployment 5 trades BTC/USDT on this account already; in hedge mode", Join(alone, Second, PositionLeg.Short).Disabled, StringComparison.Ordinal);
    }

    [Fact]
    public void Entry_OfTheOtherSide_IsRefusedWithItsReason_ExitsPass()
    {
        using var rig = Rig(out var other);
        Open(rig, other);
        var wrong = other.Want(Side.Buy, 0.1m, exit: false);
        rig.Do(desk => desk.Wish(Second, [wrong]));
        rig.Run(100);
        Assert.Equal([OrderEventKind.Rejected], other.Of(wrong.Id));
        Assert.Equal(OrderReason.RiskRule, other.Said.Single(said => said.Event.OrderId == wrong.Id).Event.Reason);
        Assert.Contains(rig.Database.Lines, line => line.Message.Contains("this bot opens short positions alone (side: short)", StringComparison.Ordinal));
        rig.Do(desk => desk.Wish(Second, [other.Want(Side.Buy, 0.4m, exit: true)]));
        rig.Run(100);
        Assert.Equal((0m, 1m), (other.Position, rig.Venue.Position));
    }

    [Fact]
    public void PositionOfADeploymentThatIsNotThere_IsNotEnlargedByAnother()
    {
        using var rig = new DeskRig(DeskRig.Hedged).Started();
        rig.Long();
        rig.Do(desk => desk.Leave(DeskRig.Deployment));
        var second = Join(rig, Second, PositionLeg.Both);
        Assert.Equal("", second.Disabled);
        var (into, beside) = (second.Want(Side.Buy, 0.5m), second.Want(Side.Sell, 0.5m, exit: false));
        rig.Do(desk => desk.Wish(Second, [into, beside]));
        rig.Run(100);
        Assert.Equal([OrderEventKind.Rejected], second.Of(into.Id));
        Assert.Contains(rig.Database.Lines, line => line.Message.Contains("the long position of BTC/USDT is deployment 5's", StringComparison.Ordinal));
        Assert.Equal((1m, -0.5m), (rig.Venue.Leg(PositionLeg.Long), rig.Venue.Leg(PositionLeg.Short)));
    }

    // The books' file is of before the executions: they come from the journal, each to its own position.
    [Fact]
    public void Crash_BeforeTheBooksAreWritten_BothPositionsAreWhatTheyWere()
    {
        using var rig = Rig(out var other);
        Open(rig, other);
        rig.Do(desk => desk.Wish(Second, [other.Want(Side.Buy, 0.1m, exit: true)]));
        rig.Run(50);
        rig.Crash();
        rig.Started();
        Seat(rig, other);
        rig.Run(5_000);
        Assert.Equal((1m, -0.3m), (rig.Bot.Position, other.Position));
        Assert.Equal((1m, -0.3m), (rig.Venue.Leg(PositionLeg.Long), rig.Venue.Leg(PositionLeg.Short)));
        Assert.Equal([(OrderType.Stop, Side.Sell, 1m), (OrderType.Stop, Side.Buy, 0.3m)], Stops(rig));
        Explained(rig);
        rig.Venue.Move(88m);
        rig.Run(3_000);
        Assert.Equal((0m, -0.3m), (rig.Bot.Position, other.Position));
        Explained(rig);
    }

    [Theory]
    [InlineData(PositionEvent.Liquidation)]
    [InlineData(PositionEvent.AutoDeleveraging)]
    [InlineData(PositionEvent.ManualClose)]
    public void VenueClosesOnePosition_ItsBotFollows_TheOtherOneKeepsItsOwn(PositionEvent cause)
    {
        using var rig = Rig(out var other);
        Open(rig, other);
        rig.Venue.Insure(3m);
        rig.Venue.Manual(Side.Buy, 0.4m, cause, PositionLeg.Short);
        rig.Run(6_000);
        Assert.Equal((1m, 0m), (rig.Bot.Position, other.Position));
        Assert.Equal([(OrderType.Stop, Side.Sell, 1m)], Stops(rig));
        Assert.Contains(other.Said, said => said.Event is { Kind: OrderEventKind.Filled, OrderId: 0 } && said.Event.Fill.Purpose == OrderPurpose.Liquidation && said.Event.Fill.Fee == rig.Venue.Fills[^1].Fee - 3m);
        Assert.DoesNotContain(rig.Bot.Said, said => said.Event is { Kind: OrderEventKind.Filled, OrderId: 0 });
        Explained(rig);
    }

    [Fact]
    public void Funding_OfEachPosition_IsItsBots()
    {
        using var rig = Rig(out var other);
        Open(rig, other);
        rig.Venue.Fund(-0.5m, PositionLeg.Long);
        rig.Venue.Fund(0.2m, PositionLeg.Short);
        rig.Run(6_000);
        Assert.Equal((-0.5m, 0.2m), (decimal.Round(rig.Bot.Funded, 12), decimal.Round(other.Funded, 12)));
        Explained(rig);
    }

    [Fact]
    public void KillSwitch_ClosesBoth_EachByItsOwnPosition()
    {
        using var rig = Rig(out var other);
        Open(rig, other);
        rig.Do(desk => desk.Kill("test", flatten: true));
        rig.Run(6_000);
        Assert.Equal((0m, 0m, 0m, 0m), (rig.Bot.Position, other.Position, rig.Venue.Leg(PositionLeg.Long), rig.Venue.Leg(PositionLeg.Short)));
        Assert.Equal([(Side.Sell, PositionLeg.Long, 1m), (Side.Buy, PositionLeg.Short, 0.4m)], rig.Venue.Placed.TakeLast(2).Select(placed => (placed.Wish.Side, placed.Wish.Leg, placed.Wish.Quantity)));
        Assert.Empty(rig.Venue.Working);
        rig.Do(desk => desk.Lift("test"));
        rig.Run(6_000);
        Explained(rig);
    }

    [Fact]
    public void LimitOfAPosition_LooksAtTheOneAnEntryEnlarges()
    {
        using var rig = Rig(out var other, new DeskOptions { MaxPositionNotional = 150m });
        Open(rig, other);
        var (fits, more) = (other.Want(Side.Sell, 1m, exit: false), rig.Bot.Want(Side.Buy, 0.6m));
        rig.Do(desk => desk.Wish(Second, [fits]));
        rig.Wish(more);
        rig.Run(100);
        Assert.Equal((-1.4m, 1m), (other.Position, rig.Bot.Position));
        Assert.Equal([OrderEventKind.Rejected], rig.Bot.Of(more.Id));
    }

    // More than wanted was sold of the long position: it is bought back into it, not into the short one.
    [Fact]
    public void OverFill_IsClosedInThePositionItHappenedTo()
    {
        using var rig = Rig(out var other);
        Open(rig, other);
        var second = rig.Bot.Want(Side.Buy, 1m);
        rig.Wish(second);
        rig.Run(50);
        var target = rig.Bot.Target(1m, 120m, 1);
        rig.Wish(target);
        rig.Run(50);
        var (stop, limit) = (rig.Venue.Working.Single(order => order is { Type: OrderType.Stop, Side: Side.Sell }), rig.Venue.Working.Single(order => order.Type == OrderType.Limit));
        rig.Venue.Execute(stop.ClientId, 1m, 100m);
        rig.Venue.Execute(limit.ClientId, 1m, 100m);
        rig.Run(3_000);
        Assert.Equal((Side.Buy, PositionLeg.Long, 1m), rig.Venue.Placed.Where(placed => placed.Wish.Why == "over-fill").Select(placed => (placed.Wish.Side, placed.Wish.Leg, placed.Wish.Quantity)).Single());
        Assert.Equal((1m, -0.4m), (rig.Venue.Leg(PositionLeg.Long), rig.Venue.Leg(PositionLeg.Short)));
        Explained(rig);
    }

    static DeskRig Rig(out TestBot other, DeskOptions? options = null)
    {
        var rig = new DeskRig(DeskRig.Hedged, options) { Bot = new TestBot(DeskRig.Deployment, DeskRig.Btc) { Opens = PositionLeg.Long } };
        rig.Started();
        other = Join(rig, Second, PositionLeg.Short);
        Assert.Equal("", other.Disabled);
        return rig;
    }

    static TestBot Join(DeskRig rig, int deployment, PositionLeg side)
    {
        rig.Database.AddDeployment(deployment);
        var bot = new TestBot(deployment, DeskRig.Btc) { Opens = side };
        Seat(rig, bot);
        return bot;
    }

    static void Seat(DeskRig rig, TestBot bot) => rig.Do(desk => desk.Join(bot, bot.Knowledge()));

    // Long 1 with a stop at 90, short 0.4 with a stop at 110.
    static void Open(DeskRig rig, TestBot other)
    {
        rig.Long();
        var entry = other.Want(Side.Sell, 0.4m, exit: false);
        rig.Do(desk => desk.Wish(Second, [entry]));
        rig.Run(50);
        rig.Do(desk => desk.Wish(Second, [other.Stop(0.4m, 110m, entry.Id, Side.Buy)]));
        rig.Run(50);
    }

    static (OrderType, Side, decimal)[] Stops(DeskRig rig) => [.. rig.Venue.Working.Select(order => (order.Type, order.Side, order.Quantity - order.Executed)).OrderBy(stop => stop.Side == Side.Buy)];

    static void Explained(DeskRig rig)
    {
        rig.Do(desk => desk.Reconcile());
        rig.Run(6_000);
        Assert.Equal((AccountVerdict.Explained, ""), (rig.Desk.Balances!.Verdict, rig.Desk.Blocked));
        Assert.False(rig.Alarmed("unexplained"));
    }
}
