using Argosy.Core.Events;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Hosting.Desks;
using Argosy.Hosting.Orders;
using Argosy.Hosting.Ports;
using Argosy.Hosting.Reconciling;

namespace Argosy.Hosting.Tests.Desks;

/// <summary>Start and crash are one path.</summary>
public sealed class RecoveryTests
{
    public static TheoryData<string> Kinds => ["futures", "replacing", "plain", "bare"];

    // One story with every kind of step; the process dies at each journal append, at each of three moments.
    [Theory, MemberData(nameof(Kinds))]
    public void CrashAtEveryJournalAppend_NothingIsLostOrDoubled(string kind)
    {
        var whole = Story(kind, 0, default);
        Assert.True(whole >= 10, $"only {whole} appends");
        for (var append = 1; append <= whole; append++)
        {
            foreach (var moment in Enum.GetValues<DeskMoment>()) Story(kind, append, moment);
        }
    }

    static int Story(string kind, int dieAt, DeskMoment moment)
    {
        var what = $"{kind}, append {dieAt}, {moment}";
        using var rig = new DeskRig(Traits(kind));
        var (appends, died) = (0, false);
        void Watch() => rig.Desk.Probe = now =>
        {
            if (now == DeskMoment.BeforeRecord) appends++;
            if (died || appends != dieAt || now != moment || !rig.Desk.Gateway.All().Any()) return false;
            return died = true;
        };
        void Go(long ms)
        {
            rig.Run(ms);
            if (!died || dieAt == 0) return;
            dieAt = 0;
            rig.Run(500);
            rig.Renew();
            rig.Started();
            rig.Run(15_000);
        }
        rig.Started();
        Watch();
        var bot = rig.Bot;
        var entry = bot.Want(Side.Buy, 1m);
        rig.Wish(entry);
        Go(100);
        if (bot.Filled(entry.Id) == 0)
        {
            // It died before the entry was recorded, or before it was sent: dropped as stale, once and for all.
            Assert.True(bot.IsEnded(entry.Id), what);
            Assert.Equal(0m, bot.Position);
            rig.Wish(entry = bot.Want(Side.Buy, 1m));
            Go(100);
        }
        var stop = bot.Stop(1m, 90m, entry.Id);
        var target = bot.Target(1m, 120m, entry.Id);
        rig.Wish(stop, target);
        Go(100);
        rig.Wish(bot.Change(stop.Id, 1m, 0, 95m));
        Go(300);
        rig.Venue.Move(98m);
        Go(300);
        rig.Venue.Move(94m);
        Go(300);
        rig.Wish(bot.Cancel(target.Id));
        Go(300);
        rig.Run(60_000);
        Assert.True(bot.Problems.Count == 0, $"{what}: {string.Join(", ", bot.Problems)}");
        Assert.True(bot.Position == 0 && (rig.Venue.Traits.IsDerivative ? rig.Venue.Position : rig.Venue.Balance("BTC") - 5m) == 0, $"{what}: the bot has {bot.Position}, the venue {rig.Venue.Position}; {string.Join("; ", bot.Said.Select(s => $"{s.Event.OrderId} {s.Event.Kind}"))}; {string.Join("; ", rig.Desk.Gateway.All().Select(o => $"{o.Request.Id} {o.Request.Wish.Type} {o.Phase} {o.Reason}"))}; {string.Join("; ", rig.Alerts.Select(a => a.Text))}");
        Assert.True(!rig.Venue.Working.Any(), $"{what}: something still rests");
        Assert.True(!bot.Open.Any(), $"{what}: order {bot.Open.FirstOrDefault()?.Id} never ended");
        Assert.True(rig.Venue.Fills.Count == bot.Trades.Count, $"{what}: {rig.Venue.Fills.Count} executions, {bot.Trades.Count} told");
        Assert.True(rig.Desk.Blocked.Length == 0, $"{what}: {rig.Desk.Blocked}");
        Assert.True(rig.Database.Executions.Count == rig.Venue.Fills.Count, $"{what}: {rig.Database.Executions.Count} executions in the database");
        return appends;
    }

    static VenueTraits Traits(string kind) => kind switch
    {
        "futures" => DeskRig.Futures,
        "replacing" => DeskRig.SpotReplacing,
        "plain" => DeskRig.SpotPlain,
        _ => DeskRig.SpotBare,
    };

    [Fact]
    public void FillsWhileTheProcessWasDown_AreToldAtJoin()
    {
        using var rig = new DeskRig().Started();
        rig.Long();
        rig.Crash();
        rig.Venue.Move(89m);
        rig.Run(1_000);
        Assert.Equal(1m, rig.Bot.Position);
        rig.Started();
        Assert.Equal(0m, rig.Bot.Position);
        Assert.Empty(rig.Bot.Problems);
        Assert.Equal("", rig.Desk.Blocked);
    }

    [Fact]
    public void WatchedExitsSurviveARestart()
    {
        using var rig = new DeskRig(DeskRig.SpotReplacing).Started();
        var (entry, _) = rig.Long();
        var target = rig.Bot.Target(1m, 110m, entry.Id);
        rig.Wish(target);
        rig.Run(100);
        rig.Crash();
        rig.Started();
        rig.Venue.Move(111m);
        rig.Run(500);
        Assert.Equal((0m, 1m), (rig.Bot.Position, rig.Bot.Filled(target.Id)));
    }

    [Fact]
    public void EveryStart_BeginsAGreaterEpoch_DurableBeforeUse()
    {
        using var rig = new DeskRig();
        var epochs = new List<int>();
        for (var i = 0; i < 3; i++)
        {
            rig.Started();
            rig.Wish(rig.Bot.Want(Side.Buy, 0.1m));
            rig.Run(50);
            epochs.Add(rig.Venue.Placed[^1].Id.Epoch);
            Assert.True(rig.Database.EpochOf(DeskRig.Deployment) >= epochs[^1] - 1);
            rig.Crash();
        }
        Assert.Equal(epochs.Distinct().Order(), epochs);
        Assert.Equal(3, rig.Venue.Placed.Select(p => p.Id).Distinct().Count());
    }

    [Fact]
    public void OrderTheRunDoesNotKnow_DisablesTheBotAndLeavesItsStop()
    {
        using var rig = new DeskRig().Started();
        rig.Long();
        rig.Crash();
        rig.Bot = new TestBot(DeskRig.Deployment, DeskRig.Btc);
        rig.Started();
        Assert.Contains("which its run does not know", rig.Bot.Disabled, StringComparison.Ordinal);
        Assert.True(rig.Alarmed("bot-disabled"));
        Assert.Equal([(OrderType.Stop, 1m)], rig.Resting());
        rig.Wish(rig.Bot.Want(Side.Buy, 0.1m));
        rig.Run(100);
        Assert.Equal(2, rig.Venue.Placed.Count);
    }

    [Fact]
    public void SecondDeskOnTheSameFolder_IsRefused()
    {
        using var rig = new DeskRig().Started();
        var first = rig.Desk;
        rig.Renew();
        var second = rig.TryStart();
        Assert.Contains("in use by another process", second.Error!.Message, StringComparison.Ordinal);
        first.Abandon();
    }

    [Theory]
    [InlineData(true, true, null, "may withdraw money")]
    [InlineData(false, false, null, "may not trade")]
    [InlineData(true, false, 1_700_000_000_000L, "expired at 2023-11-14")]
    public void KeyThatMustNotBeUsed_IsRefusedWithAClearMessage(bool trades, bool withdraws, long? expires, string says)
    {
        using var rig = new DeskRig();
        rig.Venue.Rights = new KeyRights(trades, withdraws, expires);
        var started = rig.TryStart();
        Assert.Contains(says, started.Error!.Message, StringComparison.Ordinal);
        Assert.Equal(ErrorKind.Refused, started.Error.Kind);
    }

    [Fact]
    public void KeyThatLosesItsRightsLater_BlocksEntries()
    {
        using var rig = new DeskRig().Started();
        rig.Venue.Rights = new KeyRights(Trades: true, Withdraws: true, Expires: null);
        rig.Run(31_000);
        Assert.Contains("may withdraw", rig.Desk.Blocked, StringComparison.Ordinal);
        Assert.Equal(rig.Desk.Blocked, rig.Bot.Blocked);
    }

    [Theory]
    [InlineData(12_000, "behind")]
    [InlineData(-12_000, "ahead of")]
    public void ClockThatIsFarOff_PausesEntriesAndExitsGo(int offset, string says)
    {
        using var rig = new DeskRig().Started();
        rig.Long();
        rig.Venue.ClockOffset = offset;
        rig.Run(31_000);
        Assert.Contains($"12.0 s {says} the venue's", rig.Desk.Blocked, StringComparison.Ordinal);
        Assert.True(rig.Alarmed("clock"));
        rig.Wish(rig.Bot.Want(Side.Buy, 0.1m));
        rig.Run(100);
        Assert.Equal(1m, rig.Bot.Position);
        rig.Venue.ClockOffset = 40;
        rig.Run(31_000);
        Assert.Equal("", rig.Desk.Blocked);
    }

    [Fact]
    public void ClockTheAdapterComparedItself_CountsForTheNextOrder()
    {
        using var rig = new DeskRig().Started();
        // No comparison of the desk's own lies between: the adapter saw by an answer that the venue's clock runs ahead.
        rig.Venue.ClockOffset = 1_500;
        rig.Wish(rig.Bot.Want(Side.Buy, 1m));
        rig.Run(200);
        Assert.Equal(1m, rig.Bot.Position);
        var order = Assert.Single(rig.Venue.Placed);
        Assert.Equal(order.Time + 1_500 + 1_000, order.SignBy);
    }

    [Fact]
    public void VenueThatHangs_DoesNotStopTheStart_EntriesWait()
    {
        using var rig = new DeskRig();
        rig.Venue.Script = _ => Fate.Hangs;
        Assert.True(rig.TryStart().Ok);
        rig.Join();
        Assert.NotEqual("", rig.Desk.Blocked);
        rig.Venue.Script = _ => Fate.Good;
        rig.Run(60_000);
        Assert.Equal("", rig.Desk.Blocked);
        Assert.Equal("", rig.Bot.Blocked);
    }

    [Fact]
    public void CutStream_BlocksEntriesAndIsMadeGood()
    {
        using var rig = new DeskRig().Started();
        rig.Long();
        rig.Venue.Cut(5_000);
        Assert.Contains("interrupted", rig.Desk.Blocked, StringComparison.Ordinal);
        // At a price the market does not show: only the stream and the history tell of it.
        rig.Venue.Execute(rig.Venue.Working.Single().ClientId, 1m, 89m);
        rig.Run(4_000);
        Assert.Equal(1m, rig.Bot.Position);
        rig.Run(4_000);
        Assert.Equal((0m, ""), (rig.Bot.Position, rig.Desk.Blocked));
    }

    [Fact]
    public void LaterEpochInTheDatabase_FencesTheBot()
    {
        using var rig = new DeskRig().Started();
        rig.Long();
        var entry = rig.Bot.Want(Side.Buy, 0.1m, OrderType.Limit, 95m);
        rig.Wish(entry);
        rig.Run(100);
        rig.Database.SetEpoch(DeskRig.Deployment, rig.Database.EpochOf(DeskRig.Deployment) + 1);
        rig.Run(31_000);
        Assert.Contains("another host began epoch", rig.Bot.Disabled, StringComparison.Ordinal);
        Assert.Equal([(OrderType.Stop, 1m)], rig.Resting());
    }

    [Fact]
    public void DatabaseThatWasLost_IsMadeWholeFromTheJournal()
    {
        using var rig = new DeskRig().Started();
        rig.Database.IsDown = true;
        rig.Long();
        rig.Crash();
        rig.Database.IsDown = false;
        Assert.Empty(rig.Database.Rows);
        rig.Started();
        Assert.Equal((2, 1), (rig.Database.Rows.Count, rig.Database.Executions.Count));
        Assert.Contains(rig.Database.Rows.Values, r => r.Phase == OrderPhase.Filled);
    }

    [Fact]
    public void Leave_CancelsEntriesAndKeepsStops()
    {
        using var rig = new DeskRig().Started();
        rig.Long();
        rig.Wish(rig.Bot.Want(Side.Buy, 0.1m, OrderType.Limit, 95m));
        rig.Run(100);
        rig.Do(desk => desk.Leave(DeskRig.Deployment));
        rig.Run(200);
        Assert.Equal([(OrderType.Stop, 1m)], rig.Resting());
    }

    [Fact]
    public void TwoBotsOnOneInstrument_OneWay_TheSecondIsRefused()
    {
        using var rig = new DeskRig().Started();
        var second = new TestBot(6, DeskRig.Btc);
        rig.Do(desk => desk.Join(second, second.Knowledge()));
        Assert.Contains("need shared: true", second.Disabled, StringComparison.Ordinal);
    }

    [Fact]
    public void TwoBotsOnOneInstrument_Shared_StopsAreKeptByTheHostAndReduceOnlyIsNotSent()
    {
        using var rig = new DeskRig(options: new DeskOptions { Shared = new HashSet<string> { ScriptedVenue.Instrument } });
        rig.Started();
        var second = new TestBot(6, DeskRig.Btc);
        rig.Do(desk => desk.Join(second, second.Knowledge()));
        rig.Do(desk => desk.Wish(6, [second.Want(Side.Sell, 0.4m, exit: false)]));
        rig.Long();
        Assert.Empty(rig.Venue.Working);
        Assert.Equal(0.6m, rig.Venue.Position);
        rig.Venue.Move(89m);
        rig.Run(200);
        Assert.Equal((0m, -0.4m, -0.4m), (rig.Bot.Position, second.Position, rig.Venue.Position));
        Assert.All(rig.Venue.Placed, p => Assert.False(p.Wish.ReduceOnly));
        Assert.Equal("", rig.Desk.Blocked);
    }

    [Fact]
    public void Stop_EndsInOrder_AndTheNextStartGoesOn()
    {
        using var rig = new DeskRig().Started();
        rig.Long();
        rig.Clock.Await(rig.Desk.StopAsync());
        rig.Renew();
        rig.Started();
        Assert.Equal((1m, ""), (rig.Bot.Position, rig.Desk.Blocked));
        rig.Wish(rig.Bot.Want(Side.Sell, 1m, exit: true));
        rig.Run(100);
        Assert.Equal(0m, rig.Venue.Position);
    }

    // Months of orders: the journal stays small, and what it dropped is in books, database and run log.
    [Fact]
    public void JournalThatBeginsAnew_LosesNothing()
    {
        var options = new DeskOptions { Journal = new Argosy.Hosting.Journal.OrderJournalOptions { SegmentBytes = 64 << 10 }, RotateAfterSegments = 1, KeepEndedMs = 60_000, ReconcileEveryMs = 20_000 };
        using var rig = new DeskRig(DeskRig.SpotReplacing, options).Started();
        var (entry, stop) = rig.Long();
        for (var i = 0; i < 150; i++)
        {
            rig.Wish(rig.Bot.Want(Side.Buy, 0.1m));
            rig.Run(2_000);
            rig.Wish(rig.Bot.Want(Side.Sell, 0.1m, exit: true));
            rig.Run(2_000);
        }
        rig.Run(120_000);
        var segments = Directory.GetFiles(Path.Combine(rig.Folder, "account"), "*.journal");
        Assert.DoesNotContain(segments, s => s.EndsWith("00000001.journal", StringComparison.Ordinal));
        Assert.InRange(segments.Length, 1, 4);
        // Nor is what it dropped remembered: each of 301 executions was, by the desk and by the bot.
        Assert.Equal(301, rig.Venue.Fills.Count);
        Assert.InRange(rig.Desk.Remembered, 2, 450);
        rig.Crash();
        rig.Started();
        Assert.Equal((1m, ""), (rig.Bot.Position, rig.Desk.Blocked));
        Assert.Equal(AccountVerdict.Explained, rig.Desk.Balances!.Verdict);
        Assert.Equal([(OrderType.Stop, 1m)], rig.Resting());
        rig.Venue.Move(89m);
        rig.Run(500);
        Assert.Equal(0m, rig.Bot.Position);
        Assert.True(rig.Bot.IsEnded(stop.Id) && rig.Bot.IsEnded(entry.Id));
        Assert.Equal(rig.Venue.Fills.Count, rig.Database.Executions.Count);
        Assert.Empty(rig.Bot.Problems);
        // Without the books nobody could tell any more what is ours.
        rig.Desk.Abandon();
        File.Delete(Path.Combine(rig.Folder, "account", "books.log"));
        rig.Renew();
        Assert.Contains("books are missing", rig.TryStart().Error!.Message, StringComparison.Ordinal);
    }

    // The process died between the wish and its record, and the run hands its last step over again.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void EntryThatWasNeverRecorded_IsTakenWhenHandedOverAgain_ElseStale(bool again)
    {
        using var rig = new DeskRig().Started();
        rig.Long();
        var entry = rig.Bot.Want(Side.Buy, 0.1m);
        rig.Crash();
        Assert.True(rig.TryStart().Ok);
        rig.Run(3_000);
        rig.Do(desk =>
        {
            desk.Join(rig.Bot, rig.Bot.Knowledge());
            if (again) desk.Wish(DeskRig.Deployment, [rig.Bot.Wanted[1], rig.Bot.Wanted[2], entry]);
        });
        rig.Run(2_000);
        Assert.Equal(again ? [OrderEventKind.Accepted, OrderEventKind.Filled] : [OrderEventKind.Rejected], rig.Bot.Of(entry.Id));
        Assert.Equal(again ? 3 : 2, rig.Venue.Placed.Count);
    }
}
