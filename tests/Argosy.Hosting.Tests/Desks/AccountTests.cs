using Argosy.Core.Events;
using Argosy.Core.Orders;
using Argosy.Hosting.Desks;
using Argosy.Hosting.Reconciling;

namespace Argosy.Hosting.Tests.Desks;

/// <summary>Own, foreign, unexplained.</summary>
public sealed class AccountTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void OwnTrades_LeaveNothingUnexplained_OverRestartsToo(bool futures)
    {
        using var rig = new DeskRig(futures ? DeskRig.Futures : DeskRig.SpotReplacing).Started();
        for (var i = 0; i < 3; i++)
        {
            rig.Long();
            rig.Venue.Move(89m);
            rig.Run(1_000);
            rig.Venue.Move(100m);
            rig.Run(400_000);
            Assert.Equal("", rig.Desk.Blocked);
            rig.Crash();
            rig.Started();
            Assert.Equal(AccountVerdict.Explained, rig.Desk.Balances!.Verdict);
        }
        Assert.Equal(0m, rig.Bot.Position);
        Assert.False(rig.Alarmed("unexplained"));
        Assert.All(rig.Desk.Balances!.Lines, line => Assert.Equal(0m, line.Unexplained));
        Assert.True(rig.Desk.Balances.Lines.Single(l => l.Asset == "USDT").Own < 0, "fees and losses are the book's");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void TwoOrdersTradeWithEachOther_BothExecutionsAreBookedToldAndStored(bool futures)
    {
        using var rig = new DeskRig(futures ? DeskRig.Futures : DeskRig.SpotReplacing).Started();
        var (_, stop) = rig.Long();
        var entry = rig.Bot.Want(Side.Buy, 1m, OrderType.Limit, 89.5m);
        rig.Wish(entry);
        rig.Run(50);
        rig.Venue.Cross(rig.Venue.Working.Single(o => o.Side == Side.Buy).ClientId, rig.Venue.Working.Single(o => o.Side == Side.Sell).ClientId, 1m, 89.5m);
        rig.Run(100);
        Assert.Equal((1m, 1m), (rig.Bot.Filled(entry.Id), rig.Bot.Filled(stop.Id)));
        Assert.Equal(1m, rig.Bot.Position);
        rig.Run(301_000);
        Assert.Equal(AccountVerdict.Explained, rig.Desk.Balances!.Verdict);
        Assert.Equal(3, rig.Database.Executions.Count);
        rig.Crash();
        rig.Started();
        rig.Run(10_000);
        Assert.Equal(AccountVerdict.Explained, rig.Desk.Balances!.Verdict);
        Assert.Equal((1m, ""), (rig.Bot.Position, rig.Desk.Blocked));
        Assert.Empty(rig.Bot.Problems);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ManualTradesAndDeposits_AreForeign_ReportedAndNeverTouched(bool futures)
    {
        using var rig = new DeskRig(futures ? DeskRig.Futures : DeskRig.SpotReplacing).Started();
        rig.Long();
        rig.Venue.Deposit("USDT", 500m);
        rig.Venue.Manual(Side.Buy, 2m);
        rig.Venue.RestByHand(Side.Buy, 1m, 50m);
        rig.Run(10_000);
        Assert.Equal("", rig.Desk.Blocked);
        Assert.True(rig.Alarmed("foreign-trade"));
        rig.Run(301_000);
        Assert.True(rig.Alarmed("foreign-order"));
        Assert.Single(rig.Alerts, a => a.Code == "foreign-order");
        Assert.Contains(rig.Venue.Working, o => o.ClientId.StartsWith("hand", StringComparison.Ordinal));
        Assert.Equal(1m, rig.Bot.Position);
        Assert.Equal(AccountVerdict.Explained, rig.Desk.Balances!.Verdict);
    }

    [Fact]
    public void ManualTradesWhileTheProcessWasDown_AreForeign()
    {
        using var rig = new DeskRig(DeskRig.SpotReplacing).Started();
        rig.Long();
        rig.Run(301_000);
        rig.Crash();
        rig.Venue.Manual(Side.Buy, 2m);
        rig.Venue.Deposit("USDT", 500m);
        rig.Run(60_000);
        rig.Started();
        Assert.Equal("", rig.Desk.Blocked);
        Assert.Equal(AccountVerdict.Explained, rig.Desk.Balances!.Verdict);
    }

    [Fact]
    public void BalanceNobodyExplains_PausesEntriesUntilAPersonAcceptsIt()
    {
        using var rig = new DeskRig(DeskRig.SpotReplacing).Started();
        rig.Long();
        rig.Venue.Vanish("USDT", 33m);
        rig.Run(10_000);
        Assert.Contains("-33 USDT", rig.Desk.Blocked, StringComparison.Ordinal);
        Assert.Single(rig.Alerts, a => a.Code == "unexplained");
        var entry = rig.Bot.Want(Side.Buy, 0.1m);
        rig.Wish(entry);
        Assert.Equal([OrderEventKind.Rejected], rig.Bot.Of(entry.Id));
        rig.Wish(rig.Bot.Want(Side.Sell, 0.5m, exit: true));
        rig.Run(200);
        Assert.Equal(0.5m, rig.Bot.Position);
        rig.Do(desk => desk.AcceptUnexplained());
        rig.Run(5_000);
        Assert.Equal("", rig.Desk.Blocked);
    }

    [Fact]
    public void Funding_GoesToTheBotThatHoldsIt()
    {
        using var rig = new DeskRig().Started();
        rig.Long(2m);
        rig.Venue.Fund(-0.5m);
        rig.Run(5_000);
        var funding = Assert.Single(rig.Bot.Funding);
        Assert.Equal(-0.5m, decimal.Round(-2m * funding.Price * funding.Rate, 8));
        Assert.Equal("", rig.Desk.Blocked);
    }

    [Theory]
    [InlineData(PositionEvent.Liquidation)]
    [InlineData(PositionEvent.ManualClose)]
    public void VenueOrPersonClosesOurPosition_TheBookAndTheRunFollow(PositionEvent cause)
    {
        using var rig = new DeskRig().Started();
        var (_, stop) = rig.Long();
        rig.Venue.Manual(Side.Sell, 1m, cause);
        rig.Run(10_000);
        Assert.True(rig.Alarmed("reconciled"));
        Assert.Equal(0m, rig.Bot.Position);
        var close = rig.Bot.Said.Last(s => s.Event.Kind == OrderEventKind.Filled).Event;
        Assert.Equal((0, OrderPurpose.Liquidation), (close.OrderId, close.Fill.Purpose));
        Assert.True(rig.Bot.IsEnded(stop.Id));
        Assert.Empty(rig.Venue.Working);
        Assert.Equal("", rig.Desk.Blocked);
    }

    [Fact]
    public void ForeignPositionThatNetsOurs_IsLeftToTheUser()
    {
        using var rig = new DeskRig().Started();
        rig.Long();
        rig.Venue.Manual(Side.Sell, 1m);
        rig.Run(10_000);
        Assert.Contains("nets ours", rig.Desk.Blocked, StringComparison.Ordinal);
        Assert.True(rig.Alarmed("foreign-netting"));
        Assert.Equal(1m, rig.Bot.Position);
        Assert.Equal(2, rig.Venue.Placed.Count);
        rig.Venue.Manual(Side.Buy, 1m);
        rig.Run(10_000);
        Assert.Equal("", rig.Desk.Blocked);
    }

    [Fact]
    public void CoinsOfOursThatOthersSold_OnSpot_AreLeftToTheUser()
    {
        using var rig = new DeskRig(DeskRig.SpotBare).Started();
        rig.Long();
        rig.Venue.Manual(Side.Sell, 5.5m);
        rig.Run(10_000);
        Assert.Contains("others took 0.5 BTC", rig.Desk.Blocked, StringComparison.Ordinal);
        Assert.Equal(1m, rig.Bot.Position);
    }

    [Fact]
    public void PositionThatWasThereBefore_IsForeign()
    {
        using var rig = new DeskRig();
        rig.Venue.Manual(Side.Buy, 3m);
        rig.Started();
        rig.Long();
        rig.Venue.Move(89m);
        rig.Run(10_000);
        Assert.Equal((0m, 3m, ""), (rig.Bot.Position, rig.Venue.Position, rig.Desk.Blocked));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void KillSwitch_BlocksCancelsAndFlattensIfAsked(bool flatten)
    {
        foreach (var traits in new[] { DeskRig.Futures, DeskRig.SpotReplacing, DeskRig.SpotPlain, DeskRig.SpotBare })
        {
            using var rig = new DeskRig(traits).Started();
            rig.Long(6m);
            var entry = rig.Bot.Want(Side.Buy, 0.1m, OrderType.Limit, 95m);
            rig.Wish(entry);
            rig.Run(100);
            var rested = rig.Venue.Working.Count(o => o.Side == Side.Sell);
            var pulled = rig.Clock.Await(new KillSwitch([rig.Desk], rig.Clock).PullAsync("a test", flatten, TimeSpan.FromSeconds(10)));
            var report = Assert.Single(pulled);
            Assert.Equal((0, flatten ? 0 : 1), (report.Entries, report.Positions.Count));
            rig.Run(1_000);
            Assert.True(rig.Bot.IsEnded(entry.Id));
            Assert.Equal(flatten ? 0m : 6m, rig.Bot.Position);
            Assert.Equal(flatten ? 0 : rested, rig.Venue.Working.Count());
            Assert.Contains("kill switch", rig.Bot.Blocked, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void KillSwitch_HoldsOverARestartUntilAPersonLiftsIt()
    {
        using var rig = new DeskRig().Started();
        rig.Do(desk => desk.Kill("a test", flatten: false));
        rig.Crash();
        rig.Started();
        Assert.Contains("kill switch", rig.Desk.Blocked, StringComparison.Ordinal);
        rig.Do(desk => desk.Lift("a test"));
        Assert.Equal(("", ""), (rig.Desk.Blocked, rig.Bot.Blocked));
        rig.Crash();
        rig.Started();
        Assert.Equal("", rig.Desk.Blocked);
    }

    [Fact]
    public void KillSwitch_OneVenueHangs_TheOthersAreFlat()
    {
        using var hanging = new DeskRig().Started();
        using var good = new DeskRig().Started();
        hanging.Long();
        good.Long();
        hanging.Venue.Script = _ => Fate.Hangs;
        var pulled = new KillSwitch([hanging.Desk, good.Desk], good.Clock).PullAsync("a test", flatten: true, TimeSpan.FromSeconds(10));
        var reports = good.Clock.Await(pulled);
        Assert.Equal(0m, good.Venue.Position);
        Assert.Equal([1, 0], reports.Select(r => r.Positions.Count));
        hanging.Venue.Script = _ => Fate.Good;
        hanging.Run(60_000);
        Assert.Equal((0m, 0m), (hanging.Venue.Position, hanging.Bot.Position));
    }

    [Fact]
    public void KillSwitch_FlattensPositionsOfBotsThatAreNotThere()
    {
        foreach (var traits in new[] { DeskRig.Futures, DeskRig.SpotReplacing, DeskRig.SpotPlain })
        {
            using var rig = new DeskRig(traits).Started();
            rig.Long(6m);
            rig.Crash();
            rig.Started(join: false);
            rig.Do(desk => desk.Kill("a test", flatten: true));
            rig.Run(5_000);
            Assert.Empty(rig.Venue.Working);
            Assert.Equal(0m, traits.IsDerivative ? rig.Venue.Position : rig.Venue.Balance("BTC") - 5m);
            rig.Join();
            Assert.Equal((0m, ""), (rig.Bot.Position, rig.Bot.Disabled));
            Assert.Empty(rig.Bot.Open);
        }
    }

    [Fact]
    public void DamagedBooks_AreNamed()
    {
        using var rig = new DeskRig().Started();
        rig.Desk.Abandon();
        File.WriteAllText(Path.Combine(rig.Folder, "account", "books.log"), "{");
        rig.Renew();
        Assert.Contains("books.log cannot be read", rig.TryStart().Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void KillSwitch_EntryThatFillsBeforeItsCancellation_IsClosedToo()
    {
        using var rig = new DeskRig().Started();
        rig.Long();
        rig.Wish(rig.Bot.Want(Side.Buy, 0.5m, OrderType.Limit, 95m));
        rig.Run(100);
        rig.Venue.Script = kind => kind == "cancel" ? Fate.LostRequest : Fate.Good;
        rig.Do(desk => desk.Kill("a test", flatten: true));
        rig.Run(1_000);
        Assert.Equal(0m, rig.Bot.Position);
        rig.Venue.Move(94m);
        rig.Venue.Script = _ => Fate.Good;
        rig.Run(30_000);
        Assert.Equal((0m, 0m), (rig.Bot.Position, rig.Venue.Position));
        Assert.Empty(rig.Venue.Working);
    }

    [Fact]
    public void WatchedEntryThatIsTouchedWhileEntriesAreBlocked_IsNotSent()
    {
        using var rig = new DeskRig(DeskRig.SpotBare).Started();
        var entry = rig.Bot.Want(Side.Buy, 1m, OrderType.Stop, trigger: 105m);
        rig.Wish(entry);
        rig.Run(50);
        rig.Venue.Cut(5_000);
        rig.Venue.Move(106m);
        rig.Run(50);
        Assert.Equal([OrderEventKind.Accepted, OrderEventKind.Cancelled], rig.Bot.Of(entry.Id));
        Assert.Empty(rig.Venue.Placed);
    }

    [Fact]
    public void EntryIsMovedWhileEntriesAreBlocked_ItMovesAfterwards()
    {
        using var rig = new DeskRig().Started();
        var entry = rig.Bot.Want(Side.Buy, 1m, OrderType.Limit, 95m);
        rig.Wish(entry);
        rig.Run(50);
        rig.Venue.Cut(5_000);
        rig.Wish(rig.Bot.Change(entry.Id, 1m, 97m, 0));
        rig.Run(1_000);
        Assert.Equal(95m, Assert.Single(rig.Venue.Working).Price);
        rig.Run(10_000);
        Assert.Equal(97m, Assert.Single(rig.Venue.Working).Price);
    }

    [Fact]
    public void PositionNobodyExplains_PausesEntriesUntilAPersonAcceptsIt()
    {
        using var rig = new DeskRig().Started();
        rig.Long();
        rig.Venue.Slip(0.5m);
        rig.Run(10_000);
        Assert.Contains("the venue has 1.5, our books 1", rig.Desk.Blocked, StringComparison.Ordinal);
        rig.Do(desk => desk.AcceptUnexplained());
        rig.Run(5_000);
        Assert.Equal("", rig.Desk.Blocked);
        rig.Crash();
        rig.Started();
        Assert.Equal("", rig.Desk.Blocked);
    }
}
