using Argosy.Core.Commands;
using Argosy.Core.Events;
using Argosy.Core.Links;
using Argosy.Core.MarketData;
using Argosy.Core.Orders;
using Argosy.Research.Backtests;
using Argosy.Research.Results;
using Argosy.Worker.Running;
using Argosy.Worker.Strategies;
using Argosy.Worker.Tests.Support;

namespace Argosy.Worker.Tests.Running;

/// <summary>What a person says of a position's stop and target, and of entries at work: carried out by the run, whatever its strategy thinks.</summary>
public sealed class ProtectionTests : ManagedTradeRun
{
    (int Stop, int Target) _exits;

    [Fact]
    public void Protect_WithoutExits_MakesAStopAndATargetForTheWholePosition()
    {
        Hold("buy a/usd 100");
        Say("protect a -sl @95 -tp @110");
        var (stop, target) = (Wanted(OrderType.Stop), Wanted(OrderType.Limit));
        Assert.Equal((95m, 1m, true, true, OrderPurpose.Stop), (stop.Trigger, stop.Quantity, stop.IsExit, stop.ReduceOnly, stop.Purpose));
        Assert.Equal((110m, 1m, true, OrderPurpose.Target), (target.Limit, target.Quantity, target.IsExit, target.Purpose));
        Assert.StartsWith("exit=by-hand-stop", stop.Why, StringComparison.Ordinal);
        var taken = Taken();
        Assert.Equal((false, "A/USD: stop at 95, target at 110"), (taken.IsRefused, taken.Text));
        // A part is closed: what is left is what they cover.
        Say("reduce a 25%");
        Tell(Filled(Answers.OfType<OrderWanted>().Single(), 61_000, 100));
        Assert.Equal([(stop.Id, 0.75m), (target.Id, 0.75m)], Answers.OfType<OrderChangeWanted>().Select(change => (change.Id, change.Quantity)));
        // The target fills: the stop goes with the position.
        Tell(Filled(target with { Quantity = 0.75m }, 62_000, 110));
        Assert.Equal(stop.Id, Assert.Single(Answers.OfType<CancelWanted>()).Id);
        Assert.Equal([0m], Assert.IsType<StepDone>(Answers[^1]).Positions);
    }

    [Fact]
    public void Protect_WhereAStopIs_MovesItAndTakesItAway()
    {
        Hold("buy a/usd 100 -sl 2 -tp @110");
        var own = _exits;
        Say("protect a -sl @99 -tp @120");
        Assert.Equal([(own.Stop, 0m, 99m), (own.Target, 120m, 0m)], Answers.OfType<OrderChangeWanted>().Select(change => (change.Id, change.Limit, change.Trigger)));
        Assert.DoesNotContain(Answers, answer => answer is OrderWanted);
        Assert.Equal("A/USD: stop to 99, target to 120", Taken().Text);
        Tell(new OrderSaid(OrderEvent.Moved(own.Stop, 60_900, 99m), ""));
        // A person may move it away again, which a rule never does.
        Say("protect a -sl 3");
        var back = Assert.Single(Answers.OfType<OrderChangeWanted>());
        Assert.Equal((own.Stop, 97m), (back.Id, back.Trigger));
        Say("protect a -sl off");
        Assert.Equal(own.Stop, Assert.Single(Answers.OfType<CancelWanted>()).Id);
        Tell(new OrderSaid(OrderEvent.Change(OrderEventKind.Cancelled, own.Stop, 61_000), ""));
        // What was taken away on purpose is not made anew.
        Tell(new MarketMoved(120_000, [new(0, Bar(60_000, 100))], []));
        Assert.DoesNotContain(Answers, answer => answer is OrderWanted);
    }

    [Fact]
    public void Protect_BesideAnExitOfAnEntry_SharesItsPlace()
    {
        Hold("buy a/usd 100 -tp @110");
        var target = _exits.Target;
        Say("protect a -sl @95");
        var stop = Wanted(OrderType.Stop);
        Assert.Equal((95m, 1), (stop.Trigger, stop.Entry));
        Assert.NotEqual(target, stop.Id);
    }

    [Theory]
    [InlineData("buy a/usd 100", "protect a -sl @101", "the stop of a long position lies below the price, which is 100; was 101")]
    [InlineData("buy a/usd 100", "protect a -tp @99", "the target of a long position lies above the price")]
    [InlineData("buy a/usd 100", "protect a -sl @95.1234567", "is no multiple of its tick; the nearest price is")]
    [InlineData("buy a/usd 100 -tsl 3", "protect a -sl @99", "its stop follows a rule of its strategy")]
    [InlineData("buy a/usd 100", "protect b -sl @99", "is none of this run's instruments")]
    public void Protect_OfNonsense_IsRefusedAndChangesNothing(string trade, string command, string expected)
    {
        Hold(trade);
        Say(command);
        var taken = Taken();
        Assert.True(taken.IsRefused);
        Assert.Contains(expected, taken.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Answers, answer => answer is OrderWanted or OrderChangeWanted or CancelWanted);
    }

    [Fact]
    public void Protect_OfNothing_IsRefused()
    {
        Begin("buy a/usd 100");
        Say("protect a -sl @95");
        Assert.Contains("nothing is held", Taken().Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Messages_ToldAgain_LeadToTheSameAnswers()
    {
        Hold("buy a/usd 100");
        Say("protect a -sl @95 -tp @110");
        Say("protect a -sl @96");
        Say("reduce a 50%");
        var again = new RunWorker(_ => { });
        foreach (var message in Heard) again.Hear(message);
        Assert.Equal(Worker.StateHash, again.StateHash);
    }

    [Fact]
    public void Paper_AStopMovesAtTheNextOpenAndActsFromThere()
    {
        Begin("buy a/usd 100", RunMode.Paper);
        Say("buy A/USD 100");
        Tell(new MarketMoved(120_000, [new(0, Bar(60_000, 100))], [new(0, 100)]));
        Say("protect a -sl @90", 120_500);
        Assert.Equal(90m, Assert.Single(Answers.OfType<PaperTold>(), told => told.Order is not null).Order!.Trigger);
        // It goes live at the open; then it is moved, which the bar under way does not feel.
        Tell(new MarketMoved(180_000, [new(0, Bar(120_000, 100))], [new(0, 100)]));
        Say("protect a -sl @97", 180_500);
        Assert.Contains(Answers, answer => answer is PaperTold { Event: { Kind: OrderEventKind.Moved, Price: 97m } });
        Tell(new MarketMoved(240_000, [new(0, new Bar(180_000, 100, 101, 96, 99, 1))], [new(0, 99)]));
        Assert.DoesNotContain(Answers, answer => answer is PaperTold { Event.Kind: OrderEventKind.Filled });
        Assert.Equal([1m], Assert.IsType<StepDone>(Answers[^1]).Positions);
        Tell(new MarketMoved(300_000, [new(0, new Bar(240_000, 99, 100, 96, 98, 1))], [new(0, 98)]));
        var fill = Assert.Single(Answers.OfType<PaperTold>(), told => told.Event is { Kind: OrderEventKind.Filled }).Event!.Value.Fill;
        Assert.Equal((97m, OrderPurpose.Stop), (fill.Price, fill.Purpose));
        Assert.Equal([0m], Assert.IsType<StepDone>(Answers[^1]).Positions);
    }

    [Fact]
    public void Cancel_OfAnOrder_EndsAnEntryAndLeavesExits()
    {
        Hold("buy a/usd 100 -sl 2 -tp @110");
        var own = _exits;
        Say($"cancel #{own.Stop}");
        Assert.Contains("closes or protects a position", Taken().Text, StringComparison.Ordinal);
        Say("cancel #99");
        Assert.Contains("has ended, or never was", Taken().Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Answers, answer => answer is CancelWanted);
    }

    [Fact]
    public void Cancel_OfAStrategysEntry_IsToldAndHeard()
    {
        Tell(new RunBegins(RunMode.Live, [Markets.Made("A", 1, 1).Instrument], Timeframe.OneMinute, StrategyText.Of(Markets.Strategy("every-bar", ("qty", "1"))), StoredSettings.Text(new BacktestSettings())));
        Tell(new MarketMoved(60_000, [new(0, Bar(0, 100))], [], IsHistory: true));
        Tell(new MarketMoved(120_000, [new(0, Bar(60_000, 100))], []));
        var entry = Answers.OfType<OrderWanted>().Single();
        Assert.False(entry.IsExit);
        Say($"cancel #{entry.Id}", 120_500);
        var cancel = Assert.Single(Answers.OfType<CancelWanted>());
        Assert.Equal((entry.Id, OrderReason.Requested), (cancel.Id, cancel.Reason));
        Assert.False(Taken().IsRefused);
        Say("cancel all", 120_600);
        Assert.StartsWith("0 entries", Taken().Text, StringComparison.Ordinal);
        Tell(new OrderSaid(OrderEvent.Change(OrderEventKind.Cancelled, entry.Id, 120_700), ""));
        Say($"cancel #{entry.Id}", 120_800);
        Assert.True(Taken().IsRefused);
    }

    OrderWanted Wanted(OrderType type) => Assert.Single(Answers.OfType<OrderWanted>(), order => order.Type == type);

    CommandTaken Taken() => Assert.Single(Answers.OfType<CommandTaken>());


    void Hold(string trade)
    {
        Begin(trade);
        Tell(new CommandSaid(60_500, CommandParser.Read(trade).Command!.ToString()!));
        Tell(Filled(Answers.OfType<OrderWanted>().Single(), 60_501, 100));
        var exits = Answers.OfType<OrderWanted>().ToArray();
        _exits = (exits.FirstOrDefault(order => order.Trigger > 0)?.Id ?? 0, exits.FirstOrDefault(order => order.Limit > 0)?.Id ?? 0);
    }

    void Say(string text, long time = 60_800) => Tell(new CommandSaid(time, text));
}
