using Argosy.Core.Events;
using Argosy.Hosting.Bots;
using Argosy.Hosting.MarketData;

namespace Argosy.Hosting.Tests.Bots;

public sealed class SleepTests
{
    const int Hour = 3_600_000, Seconds = 1_000;

    // Deployment 1 wakes 37/101 of the spread earlier.
    static readonly SleepOptions Usual = new() { Spread = TimeSpan.FromSeconds(101) };

    [Fact]
    public void BetweenCandles_ThereIsNoWorker_AndOneAheadOfTheClose()
    {
        using var rig = new SleepRig();
        var run = rig.Start(Usual);
        Assert.Equal(1, rig.Workers);
        rig.Clock.Run(9 * Seconds);
        Assert.Equal(1, rig.Workers);
        rig.Clock.Run(2 * Seconds);
        Assert.Equal(0, rig.Workers);
        Assert.Equal((BotState.Running, rig.NextClose - (57 * Seconds)), (run.Status.State, run.Status.SleepsUntil));
        rig.Clock.Run(rig.NextClose - (58 * Seconds) - rig.Clock.Now);
        Assert.Equal(0, rig.Workers);
        rig.Clock.Run(2 * Seconds);
        Assert.Equal((1, null), (rig.Workers, run.Status.SleepsUntil));
        Assert.Equal([true, false], rig.News.OfType<BotSlept>().Select(slept => slept.Status.SleepsUntil is not null));
    }

    [Fact]
    public void ADayOfSleep_EndsInTheSameLog()
    {
        using var awake = new SleepRig();
        using var asleep = new SleepRig();
        awake.Start(sleep: null);
        var run = asleep.Start(Usual);
        awake.Clock.Run(24 * Hour);
        asleep.Clock.Run(24 * Hour);
        // Once after its start, once after each close; the openings came within the quiet time.
        Assert.Equal(25, run.Sleeps);
        // The last answer of a log that is open reaches the file later.
        Assert.Equal(awake.Logged(), asleep.Logged()[..awake.Logged().Length]);
        Assert.InRange(asleep.Logged().Length - awake.Logged().Length, 0, 1);
        Assert.Equal(24, asleep.Logged().Count(line => line.StartsWith("{\"market\"", StringComparison.Ordinal) && line.Contains("\"closed\":[{", StringComparison.Ordinal) && !line.Contains("\"isHistory\":true", StringComparison.Ordinal)));
    }

    [Fact]
    public void CandlesOfFewMinutes_LeaveTheWorkerWhereItIs()
    {
        using var rig = new SleepRig();
        rig.Start(Usual with { LeastAway = TimeSpan.FromHours(1) });
        rig.Clock.Run(3 * Hour);
        Assert.Equal((1, 0), (rig.Workers, rig.News.OfType<BotSlept>().Count()));
    }

    [Fact]
    public void Command_ToASleepingBot_IsInItsLogWhenItWasTaken()
    {
        using var rig = new SleepRig();
        var run = rig.Start(Usual);
        rig.Clock.Run(60 * Seconds);
        Assert.Equal(0, rig.Workers);
        rig.Clock.Await(run.CommandAsync("flatten"));
        Assert.Contains(rig.Logged(), line => line.StartsWith("{\"command\"", StringComparison.Ordinal) && line.Contains("flatten", StringComparison.Ordinal));
        Assert.Equal(1, rig.Workers);
        rig.Clock.Run(11 * Seconds);
        Assert.Equal(0, rig.Workers);
    }

    [Fact]
    public void Pause_OfASleepingBot_WakesNobodyAndIsToldFirst()
    {
        using var rig = new SleepRig();
        var run = rig.Start(Usual);
        rig.Clock.Run(60 * Seconds);
        rig.Clock.Await(run.PauseAsync(isPaused: true));
        Assert.Equal((0, BotState.Paused), (rig.Workers, run.Status.State));
        rig.Clock.Run(Hour);
        var lines = rig.Logged();
        var paused = Array.FindIndex(lines, line => line.Contains("paused by hand", StringComparison.Ordinal));
        var close = Array.FindIndex(lines, line => line.StartsWith("{\"market\"", StringComparison.Ordinal) && line.Contains($"\"time\":{rig.NextClose - Hour}", StringComparison.Ordinal));
        Assert.True(paused > 0 && paused < close, $"paused in line {paused}, the close in line {close}");
        Assert.Equal(BotState.Paused, run.Status.State);
    }

    [Fact]
    public void EntryAtWork_KeepsALiveBotAwake_AndAnExecutionWakesOne()
    {
        using var rig = new SleepRig();
        var desk = new ToyDesk(rig.Lane);
        var run = rig.Start(Usual, desk);
        // The third candle brings an entry that rests, the sixth an exit.
        rig.Clock.Run(3 * Hour);
        Assert.Equal((1, 1), (Assert.Single(desk.Placed), rig.Workers));
        Say(desk, OrderEventKind.Cancelled, 1);
        rig.Clock.Run(11 * Seconds);
        Assert.Equal(0, rig.Workers);
        rig.Clock.Run(3 * Hour);
        Assert.Equal([1, 2], desk.Placed);
        Assert.Equal(0, rig.Workers);
        Say(desk, OrderEventKind.Cancelled, 2);
        Assert.Equal(1, rig.Workers);
        Assert.Contains(rig.Logged(), line => line.StartsWith("{\"said\"", StringComparison.Ordinal) && line.Contains("cancelled", StringComparison.Ordinal));
        Assert.Equal(0, run.Status.OpenOrders);
        Assert.Single(desk.Joined);
    }

    [Fact]
    public void WorkerThatCameTooLate_MakesNoEntryOfAnOldPrice()
    {
        using var rig = new SleepRig();
        // It wakes a moment before the close; the first worker cannot be started, and a second is tried a second later.
        var run = rig.Start(new SleepOptions { Spread = TimeSpan.Zero, Ahead = TimeSpan.FromMilliseconds(100) }, feed: new FeedOptions { OldestPrice = TimeSpan.FromMilliseconds(500) });
        rig.Clock.Run(60 * Seconds);
        rig.Unstartable = 1;
        rig.Clock.Run(Hour);
        var lines = rig.Logged().Where(line => !line.StartsWith("{\"done\"", StringComparison.Ordinal)).ToArray();
        var close = Array.FindIndex(lines, line => line.StartsWith("{\"market\"", StringComparison.Ordinal) && line.Contains($"\"time\":{rig.NextClose - Hour}", StringComparison.Ordinal));
        Assert.Contains("s old", lines[close - 1], StringComparison.Ordinal);
        Assert.Equal("""{"entries":{"time":""" + $"{rig.NextClose - Hour}" + ""","reason":""}}""", lines[close + 1]);
        Assert.Equal(BotState.Running, run.Status.State);
        Assert.Equal("", run.Status.Blocked);
    }

    [Fact]
    public void WorkerThatCannotBeStartedAgain_DisablesTheBotAtTheThirdTime()
    {
        using var rig = new SleepRig();
        var run = rig.Start(Usual);
        rig.Clock.Run(60 * Seconds);
        rig.Unstartable = 3;
        rig.Clock.Run(Hour);
        Assert.Equal(BotState.Disabled, run.Status.State);
        Assert.Contains("no process can be started", run.Status.Reason, StringComparison.Ordinal);
    }

    static void Say(ToyDesk desk, OrderEventKind kind, int order) => desk.Client!.OnOrderSaid(OrderEvent.Change(kind, order, 0), "");
}
