using Argosy.Core.Events;
using Argosy.Core.Orders;
using Argosy.Hosting.Ports;

namespace Argosy.Hosting.Tests.Desks;

/// <summary>Stops, targets and their changes on every kind of venue.</summary>
public sealed class ExitTests
{
    static readonly Dictionary<string, VenueTraits> Venues = new()
    {
        ["futures"] = DeskRig.Futures,
        ["replacing"] = DeskRig.SpotReplacing,
        ["plain"] = DeskRig.SpotPlain,
        ["bare"] = DeskRig.SpotBare,
    };

    public static TheoryData<string> Kinds => [.. Venues.Keys];

    [Theory, MemberData(nameof(Kinds))]
    public void StopIsHit_PositionIsClosedOnce(string kind)
    {
        using var rig = new DeskRig(Venues[kind]).Started();
        var (_, stop) = rig.Long();
        rig.Venue.Move(95m);
        rig.Run(50);
        Assert.Equal(1m, rig.Bot.Position);
        rig.Venue.Move(89m);
        rig.Run(200);
        Assert.Equal(0m, rig.Bot.Position);
        Assert.Equal([OrderEventKind.Accepted, OrderEventKind.Filled], rig.Bot.Of(stop.Id));
        Assert.Empty(rig.Venue.Working);
        Assert.Equal(2, rig.Venue.Fills.Count);
    }

    [Theory]
    [InlineData("futures", false, "and all other exits rest at the venue")]
    [InlineData("futures", true, "are watched by the host, other bots share the instrument")]
    [InlineData("replacing", false, "rest at the venue; other exits are watched by the host")]
    [InlineData("bare", false, "are watched by the host, the venue has none")]
    public void Bot_ThatJoins_IsToldWhereItsExitsAre(string kind, bool shared, string where)
    {
        using var rig = new DeskRig(Venues[kind], new() { Shared = new HashSet<string>(shared ? [ScriptedVenue.Instrument] : []) }).Started();
        Assert.Contains(rig.Database.Lines, line => line.Deployment == DeskRig.Deployment && line.Message.StartsWith($"stops of BTC/USDT {where}", StringComparison.Ordinal));
        rig.Long();
        Assert.Equal(where.Contains("rest at the venue", StringComparison.Ordinal), rig.Resting().Contains((OrderType.Stop, 1m)));
    }

    [Theory, MemberData(nameof(Kinds))]
    public void TargetIsTouched_ItFillsAndTheStopGoes(string kind)
    {
        using var rig = new DeskRig(Venues[kind]).Started();
        var (entry, stop) = rig.Long();
        var target = rig.Bot.Target(1m, 110m, entry.Id);
        rig.Wish(target);
        rig.Run(100);
        Assert.Contains(OrderEventKind.Accepted, rig.Bot.Of(target.Id));
        rig.Venue.Move(111m);
        rig.Run(300);
        Assert.Equal(0m, rig.Bot.Position);
        Assert.Equal(1m, rig.Bot.Filled(target.Id));
        rig.Wish(rig.Bot.Cancel(stop.Id));
        rig.Run(100);
        Assert.Equal(OrderEventKind.Cancelled, rig.Bot.Of(stop.Id)[^1]);
        Assert.Empty(rig.Venue.Working);
    }

    [Fact]
    public void Futures_AllExitsRest()
    {
        using var rig = new DeskRig(DeskRig.Futures).Started();
        var (entry, _) = rig.Long();
        rig.Wish(rig.Bot.Target(1m, 110m, entry.Id));
        rig.Run(100);
        Assert.Equal([(OrderType.Stop, 1m), (OrderType.Limit, 1m)], rig.Resting());
        Assert.All(rig.Venue.Placed.Skip(1), request => Assert.True(request.Wish.ReduceOnly));
    }

    [Theory]
    [InlineData("replacing")]
    [InlineData("plain")]
    public void Spot_OnlyTheStopRests(string kind)
    {
        using var rig = new DeskRig(Venues[kind]).Started();
        var (entry, _) = rig.Long();
        rig.Wish(rig.Bot.Target(1m, 110m, entry.Id));
        rig.Run(100);
        Assert.Equal([(OrderType.Stop, 1m)], rig.Resting());
    }

    [Fact]
    public void Futures_TheNewStopIsAcceptedBeforeTheOldOneGoes()
    {
        using var rig = new DeskRig(DeskRig.Futures).Started();
        var (_, stop) = rig.Long();
        var least = int.MaxValue;
        rig.Wish(rig.Bot.Change(stop.Id, 1m, 0, 95m));
        for (var i = 0; i < 60; i++)
        {
            rig.Run(1);
            least = Math.Min(least, rig.Venue.Working.Count());
        }
        Assert.Equal(1, least);
        Assert.Equal(95m, Assert.Single(rig.Venue.Working).Trigger);
        Assert.Equal(95m, rig.Bot.Said.Single(s => s.Event.Kind == OrderEventKind.Moved).Event.Price);
        Assert.Equal([OrderEventKind.Accepted, OrderEventKind.Moved], rig.Bot.Of(stop.Id));
        // Only the time from the entry's fill to the first stop was without one.
        Assert.Single(rig.Database.Lines, l => l.Message.Contains("without a stop", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("replacing", 0)]
    [InlineData("plain", 1)]
    public void Spot_StopIsMoved_TheTimeWithoutIsLogged(string kind, int bare)
    {
        using var rig = new DeskRig(Venues[kind]).Started();
        var (_, stop) = rig.Long();
        var before = rig.Database.Lines.Count(l => l.Message.Contains("without a stop", StringComparison.Ordinal));
        rig.Wish(rig.Bot.Change(stop.Id, 1m, 0, 95m));
        rig.Run(200);
        Assert.Equal(95m, Assert.Single(rig.Venue.Working).Trigger);
        Assert.InRange(rig.Database.Lines.Count(l => l.Message.Contains("without a stop", StringComparison.Ordinal)) - before, bare, 1);
        rig.Venue.Move(94m);
        rig.Run(200);
        Assert.Equal(0m, rig.Bot.Position);
    }

    [Theory, MemberData(nameof(Kinds))]
    public void EntryFillsFurther_TheStopGrowsWithIt(string kind)
    {
        using var rig = new DeskRig(Venues[kind]).Started();
        rig.Venue.Depth = 0.4m;
        var entry = rig.Bot.Want(Side.Buy, 1m);
        rig.Wish(entry);
        rig.Run(50);
        var stop = rig.Bot.Stop(0.4m, 90m, entry.Id);
        rig.Wish(stop);
        rig.Run(50);
        rig.Venue.Move(100m);
        rig.Run(20);
        rig.Wish(rig.Bot.Change(stop.Id, 0.8m, 0, 90m));
        rig.Run(100);
        rig.Venue.Move(100m);
        rig.Run(20);
        rig.Wish(rig.Bot.Change(stop.Id, 1m, 0, 90m));
        rig.Run(200);
        Assert.Equal(1m, rig.Bot.Position);
        rig.Venue.Depth = 0.3m;
        for (var i = 0; i < 8; i++)
        {
            rig.Venue.Move(89m);
            rig.Run(200);
        }
        Assert.Equal(0m, rig.Bot.Position);
        Assert.Equal(1m, rig.Bot.Filled(stop.Id));
        Assert.Empty(rig.Venue.Working);
        Assert.False(rig.Alarmed("over-fill"));
    }

    // The answer to the replacement is lost on its way there, on its way back, or it is refused.
    [Theory]
    [InlineData(nameof(Fate.LostRequest))]
    [InlineData(nameof(Fate.LostAnswer))]
    [InlineData(nameof(Fate.Late))]
    [InlineData(nameof(Fate.Refused))]
    [InlineData(nameof(Fate.Doubled))]
    [InlineData(nameof(Fate.Busy))]
    [InlineData(nameof(Fate.Hangs))]
    public void ReplacementWithAnUnknownOutcome_EndsWithExactlyOneStop(string fate)
    {
        using var rig = new DeskRig(DeskRig.SpotReplacing).Started();
        var (_, stop) = rig.Long();
        var replaces = 0;
        rig.Venue.Script = kind => kind == "replace" && replaces++ == 0 ? Enum.Parse<Fate>(fate) : Fate.Good;
        rig.Wish(rig.Bot.Change(stop.Id, 1m, 0, 95m));
        rig.Run(90_000);
        var resting = Assert.Single(rig.Venue.Working);
        Assert.Equal((95m, 1m), (resting.Trigger, resting.Quantity));
        rig.Venue.Move(94m);
        rig.Run(5_000);
        Assert.Equal(0m, rig.Bot.Position);
        Assert.Equal(2, rig.Venue.Fills.Count);
        Assert.Empty(rig.Bot.Problems);
    }

    // The old stop fills while the request that should replace it is under way.
    [Theory]
    [InlineData(nameof(Fate.Good))]
    [InlineData(nameof(Fate.LostRequest))]
    [InlineData(nameof(Fate.LostAnswer))]
    public void OldStopFillsDuringItsReplacement_NothingIsSoldTwice(string fate)
    {
        foreach (var traits in new[] { DeskRig.SpotReplacing, DeskRig.Futures, DeskRig.SpotPlain })
        {
            using var rig = new DeskRig(traits).Started();
            var (_, stop) = rig.Long();
            var changes = 0;
            rig.Venue.Script = kind => kind is "replace" or "place" or "cancel" && changes++ == 0 ? Enum.Parse<Fate>(fate) : Fate.Good;
            rig.Wish(rig.Bot.Change(stop.Id, 1m, 0, 85m));
            rig.Venue.Move(89m);
            rig.Run(60_000);
            Assert.Equal(0m, rig.Bot.Position);
            Assert.Equal(2, rig.Venue.Fills.Count);
            Assert.Empty(rig.Venue.Working);
        }
    }

    [Fact]
    public void StopTheVenueRefuses_IsWatchedAndClosesAtTheMarket()
    {
        using var rig = new DeskRig(DeskRig.Futures).Started();
        var places = 0;
        rig.Venue.Script = kind => kind == "place" && places++ > 0 ? Fate.Refused : Fate.Good;
        var (_, stop) = rig.Long();
        rig.Run(500);
        Assert.True(rig.Alarmed("exit-refused"));
        Assert.False(rig.Bot.IsEnded(stop.Id));
        rig.Venue.Script = _ => Fate.Good;
        rig.Venue.Move(89m);
        rig.Run(200);
        Assert.Equal(0m, rig.Bot.Position);
        Assert.Equal(OrderType.Market, rig.Venue.Placed[^1].Wish.Type);
    }

    [Fact]
    public void StopRefusedOnce_IsPlacedAgain()
    {
        using var rig = new DeskRig(DeskRig.Futures).Started();
        var places = 0;
        rig.Venue.Script = kind => kind == "place" && places++ == 1 ? Fate.Refused : Fate.Good;
        rig.Long();
        rig.Run(5_000);
        Assert.Equal([(OrderType.Stop, 1m)], rig.Resting());
    }

    [Fact]
    public void StopBeyondThePriceAlready_ClosesAtTheMarket()
    {
        using var rig = new DeskRig(DeskRig.Futures).Started();
        rig.Long(trigger: 105m);
        rig.Run(500);
        Assert.Equal(0m, rig.Bot.Position);
    }

    [Theory]
    [InlineData("replacing")]
    [InlineData("plain")]
    public void Spot_MarketExitOfTheWholePosition_TakesTheStopsCoins(string kind)
    {
        using var rig = new DeskRig(Venues[kind]).Started();
        var before = rig.Venue.Balance("BTC");
        var (_, stop) = rig.Long(6m);
        var exit = rig.Bot.Want(Side.Sell, 6m, exit: true);
        rig.Wish(exit);
        rig.Run(200);
        Assert.Equal((0m, before), (rig.Bot.Position, rig.Venue.Balance("BTC")));
        Assert.Equal(6m, rig.Bot.Filled(exit.Id));
        rig.Wish(rig.Bot.Cancel(stop.Id));
        rig.Run(100);
        Assert.Empty(rig.Venue.Working);
        Assert.False(rig.Alarmed("exit-refused"));
    }

    [Theory]
    [InlineData("replacing")]
    [InlineData("plain")]
    public void Spot_TargetThatThePriceLeavesAgain_GivesItsPlaceBackToTheStop(string kind)
    {
        using var rig = new DeskRig(Venues[kind]).Started();
        rig.Venue.Depth = 0.25m;
        var entry = rig.Bot.Want(Side.Buy, 0.25m);
        rig.Wish(entry);
        rig.Run(50);
        rig.Wish(rig.Bot.Stop(0.25m, 90m, entry.Id), rig.Bot.Target(0.25m, 110m, entry.Id));
        rig.Run(50);
        // Touched for the host's eyes only: by the time the target rests the price has left it.
        rig.Do(desk => desk.Priced(ScriptedVenue.Instrument, 110m, rig.Clock.Now));
        rig.Run(100);
        Assert.Equal([(OrderType.Limit, 0.25m)], rig.Resting());
        rig.Venue.Move(109m);
        rig.Run(100);
        Assert.Equal([(OrderType.Stop, 0.25m)], rig.Resting());
        Assert.Contains(rig.Database.Lines, l => l.Message.Contains("without a stop", StringComparison.Ordinal));
    }

    [Fact]
    public void StalePrice_TriggersNothing()
    {
        using var rig = new DeskRig(DeskRig.SpotBare).Started();
        rig.Long();
        rig.Do(desk => desk.Priced(ScriptedVenue.Instrument, 80m, rig.Clock.Now - 60_000));
        rig.Run(200);
        Assert.Equal(1m, rig.Bot.Position);
    }

    // Stop and target fill at once, before either can be cancelled.
    [Fact]
    public void StopAndTargetBothFill_TheExcessIsClosedAtOnceAndReported()
    {
        using var rig = new DeskRig(DeskRig.Futures with { IsDerivative = false }).Started();
        var (entry, stop) = rig.Long();
        var target = rig.Bot.Target(1m, 110m, entry.Id);
        rig.Wish(target);
        rig.Run(100);
        foreach (var order in rig.Venue.Working.ToArray()) rig.Venue.Execute(order.ClientId, 1m, 100m);
        rig.Run(500);
        Assert.True(rig.Alarmed("over-fill"));
        Assert.Equal(0m, rig.Bot.Position);
        Assert.Contains(rig.Bot.Said, s => s.Event.OrderId == 0 && s.Event.Fill.Side == Side.Buy);
        Assert.Empty(rig.Venue.Working);
    }

    [Theory, MemberData(nameof(Kinds))]
    public void EntryIsMoved_OnlyTheRestIsAtWork(string kind)
    {
        using var rig = new DeskRig(Venues[kind]).Started();
        var entry = rig.Bot.Want(Side.Buy, 1m, OrderType.Limit, 95m);
        rig.Wish(entry);
        rig.Run(50);
        rig.Venue.Execute(Assert.Single(rig.Venue.Working).ClientId, 0.4m, 95m);
        rig.Run(50);
        rig.Wish(rig.Bot.Change(entry.Id, 1m, 97m, 0));
        rig.Run(100);
        Assert.Equal([(OrderType.Limit, 0.6m)], rig.Resting());
        Assert.Equal(97m, rig.Bot.Said[^1].Event.Price);
        rig.Venue.Move(97m);
        rig.Run(100);
        Assert.Equal(1m, rig.Bot.Position);
        Assert.True(rig.Bot.IsEnded(entry.Id));
    }

    [Theory, MemberData(nameof(Kinds))]
    public void EntryIsCancelled_WhileItsFateIsUnknown(string kind)
    {
        using var rig = new DeskRig(Venues[kind]).Started();
        var places = 0;
        rig.Venue.Script = request => request == "place" && places++ == 0 ? Fate.LostAnswer : Fate.Good;
        var entry = rig.Bot.Want(Side.Buy, 1m, OrderType.Limit, 95m);
        rig.Wish(entry);
        rig.Wish(rig.Bot.Cancel(entry.Id));
        rig.Run(20_000);
        Assert.Equal(OrderEventKind.Cancelled, rig.Bot.Of(entry.Id)[^1]);
        Assert.Empty(rig.Venue.Working);
    }

    // The price touches the new stop and comes back before the venue has it.
    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(8)]
    public void Spot_PriceTouchesBetweenCancelAndAcceptance_TheHostCloses(int afterMs)
    {
        using var rig = new DeskRig(DeskRig.SpotPlain).Started();
        var (_, stop) = rig.Long();
        rig.Wish(rig.Bot.Change(stop.Id, 1m, 0, 95m));
        rig.Run(afterMs);
        rig.Do(desk => desk.Priced(ScriptedVenue.Instrument, 94.9m, rig.Clock.Now));
        rig.Run(1_000);
        Assert.Equal(0m, rig.Bot.Position);
        Assert.Equal(1m, rig.Bot.Filled(stop.Id));
        Assert.Equal(2, rig.Venue.Fills.Count);
        Assert.Empty(rig.Venue.Working);
    }

    // The stop was filled as large as it was before its run made it larger, which had heard of more of the entry meanwhile.
    [Fact]
    public void Stop_ThatWasFilledBeforeItWasMadeLarger_ClosesWhatIsLeft()
    {
        using var rig = new DeskRig().Started();
        var entry = rig.Bot.Want(Side.Buy, 1.5m);
        rig.Wish(entry);
        rig.Run(50);
        var stop = rig.Bot.Stop(1m, 90m, entry.Id);
        rig.Wish(stop);
        rig.Run(50);
        rig.Venue.Move(89m);
        rig.Run(500);
        Assert.Equal((0.5m, 0.5m), (rig.Venue.Position, rig.Bot.Position));
        rig.Wish(rig.Bot.Change(stop.Id, 1.5m, 0, 90m));
        rig.Run(500);
        Assert.Equal((0m, 0m), (rig.Venue.Position, rig.Bot.Position));
        Assert.Empty(rig.Bot.Problems);
        // What was filled whole, and is wanted no larger, is not sent again.
        rig.Wish(rig.Bot.Change(stop.Id, 1.5m, 0, 91m));
        rig.Run(500);
        Assert.Equal(0m, rig.Venue.Position);
    }
}
