using System.Globalization;
using Argosy.Core.Events;
using Argosy.Core.Orders;
using Argosy.Hosting.Desks;
using Argosy.Hosting.Journal;
using Argosy.Hosting.Orders;

namespace Argosy.Hosting.Tests.Desks;

/// <summary>From a wish to the venue and back.</summary>
public sealed class OrderPathTests : IDisposable
{
    readonly DeskRig _rig = new();

    public void Dispose() => _rig.Dispose();

    [Fact]
    public void Entry_IsRecordedSentFilledAndTold()
    {
        _rig.Started();
        var entry = _rig.Bot.Want(Side.Buy, 0.5m);
        _rig.Wish(entry);
        _rig.Run(50);
        Assert.Equal([OrderEventKind.Accepted, OrderEventKind.Filled], _rig.Bot.Of(entry.Id));
        var fill = _rig.Bot.Said[^1].Event.Fill;
        Assert.Equal((0.5m, 100m, 0.05m, 10_000L, true), (fill.Quantity, fill.Price, fill.Fee, fill.PathUnits, (fill.Traits & FillTraits.Final) != 0));
        var row = Assert.Single(_rig.Database.Rows.Values);
        Assert.Equal((OrderPhase.Filled, 0.5m, "test-1", 5), (row.Phase, row.Filled, row.Why, row.Deployment));
        Assert.Equal(row.ClientId, Assert.Single(_rig.Database.Executions.Values).ClientId);
    }

    [Fact]
    public void OrdersOfOneStep_AreOneBatchAndOneWrite()
    {
        _rig.Started();
        var records = 0;
        _rig.Desk.Probe = moment =>
        {
            records += moment == DeskMoment.BeforeRecord ? 1 : 0;
            return false;
        };
        _rig.Wish(_rig.Bot.Want(Side.Buy, 0.1m), _rig.Bot.Want(Side.Buy, 0.2m), _rig.Bot.Want(Side.Buy, 0.3m));
        Assert.Equal(1, records);
        _rig.Run(50);
        Assert.Equal(3, _rig.Venue.Placed.Count);
    }

    [Fact]
    public void NothingIsSentBeforeItIsDurable()
    {
        _rig.Started();
        var placed = -1;
        _rig.Desk.Probe = moment =>
        {
            if (moment == DeskMoment.Recorded && placed < 0) placed = _rig.Venue.Placed.Count;
            return false;
        };
        _rig.Wish(_rig.Bot.Want(Side.Buy, 0.1m));
        _rig.Run(1_000);
        Assert.Equal((0, 1), (placed, _rig.Venue.Placed.Count));
        _rig.Desk.Probe = moment => moment == DeskMoment.BeforeRecord;
        _rig.Wish(_rig.Bot.Want(Side.Buy, 0.1m));
        _rig.Run(1_000);
        Assert.Single(_rig.Venue.Placed);
    }

    [Fact]
    public void OrderOfARunWhoseLogCannotBeWritten_IsNeitherRecordedNorSent()
    {
        _rig.Started();
        var records = 0;
        _rig.Desk.Probe = moment =>
        {
            records += moment == DeskMoment.BeforeRecord ? 1 : 0;
            return false;
        };
        _rig.Bot.CanLog = false;
        var lost = _rig.Bot.Want(Side.Buy, 0.1m);
        _rig.Wish(lost);
        _rig.Run(50);
        Assert.Equal(0, records);
        Assert.Empty(_rig.Venue.Placed);
        Assert.Equal([OrderEventKind.Rejected], _rig.Bot.Of(lost.Id));
        Assert.True(_rig.Alarmed("order-journal"));
        _rig.Bot.CanLog = true;
        _rig.Run(30_000);
        Assert.Equal("", _rig.Desk.Blocked);
        _rig.Wish(_rig.Bot.Want(Side.Buy, 0.2m));
        _rig.Run(50);
        Assert.Equal(0.2m, _rig.Bot.Position);
    }

    [Theory]
    [InlineData("0.0005", "0", OrderReason.BadStep)]
    [InlineData("0.01", "100.001", OrderReason.BadStep)]
    [InlineData("0.001", "100", OrderReason.BelowMinimum)]
    [InlineData("1", "150", OrderReason.RiskRule)]
    public void EntryTheVenueWouldNotTake_IsRefusedHere(string lots, string at, OrderReason reason)
    {
        var (quantity, limit) = (decimal.Parse(lots, CultureInfo.InvariantCulture), decimal.Parse(at, CultureInfo.InvariantCulture));
        _rig.Started();
        _rig.Wish(_rig.Bot.Want(Side.Buy, quantity, limit > 0 ? OrderType.Limit : OrderType.Market, limit));
        _rig.Run(50);
        var said = Assert.Single(_rig.Bot.Said).Event;
        Assert.Equal((OrderEventKind.Rejected, reason), (said.Kind, said.Reason));
        Assert.Empty(_rig.Venue.Placed);
        Assert.Contains("refused", _rig.Database.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void LimitsOfTheAccount_RefuseEntriesAndLetExitsPass()
    {
        using var rig = new DeskRig(options: new DeskOptions { MaxOrderNotional = 50m, MaxEntriesPerMinute = 2 });
        rig.Started();
        rig.Wish(rig.Bot.Want(Side.Buy, 0.6m), rig.Bot.Want(Side.Buy, 0.4m), rig.Bot.Want(Side.Buy, 0.1m), rig.Bot.Want(Side.Buy, 0.1m));
        rig.Run(50);
        Assert.Equal([OrderEventKind.Rejected], rig.Bot.Of(1));
        Assert.Equal([OrderEventKind.Rejected], rig.Bot.Of(4));
        Assert.Equal(0.5m, rig.Bot.Position);
        rig.Wish(rig.Bot.Want(Side.Sell, 0.5m, exit: true));
        rig.Run(50);
        Assert.Equal(0m, rig.Bot.Position);
    }

    [Fact]
    public void OrderThatWouldMeetOurOwn_IsRefused()
    {
        _rig.Started();
        var resting = _rig.Bot.Want(Side.Buy, 1m, OrderType.Limit, 99m);
        _rig.Wish(resting);
        _rig.Run(50);
        var meets = _rig.Bot.Want(Side.Sell, 1m, OrderType.Limit, 99m, exit: false);
        var passes = _rig.Bot.Want(Side.Sell, 1m, OrderType.Limit, 101m, exit: false);
        _rig.Wish(meets, passes);
        _rig.Run(50);
        Assert.Equal([OrderEventKind.Rejected], _rig.Bot.Of(meets.Id));
        Assert.Equal([OrderEventKind.Accepted], _rig.Bot.Of(passes.Id));
        Assert.Equal(2, _rig.Venue.Placed.Count);
    }

    [Fact]
    public void ExitThatWouldMeetOurOwnEntry_GoesAndTheEntryIsCancelled()
    {
        _rig.Started();
        _rig.Long();
        var entry = _rig.Bot.Want(Side.Buy, 1m, OrderType.Limit, 99.9m);
        _rig.Wish(entry);
        _rig.Run(50);
        _rig.Wish(_rig.Bot.Want(Side.Sell, 1m, exit: true));
        _rig.Run(100);
        Assert.Contains(OrderEventKind.Cancelled, _rig.Bot.Of(entry.Id));
        Assert.Equal(0m, _rig.Bot.Position);
    }

    [Theory]
    [InlineData(nameof(Fate.LostRequest), false)]
    [InlineData(nameof(Fate.LostAnswer), true)]
    [InlineData(nameof(Fate.Late), true)]
    public void TimedOutEntry_IsThereOnceOrDroppedAsStale(string fate, bool arrives)
    {
        _rig.Started();
        var places = 0;
        _rig.Venue.Script = kind => kind == "place" && places++ == 0 ? Enum.Parse<Fate>(fate) : Fate.Good;
        var entry = _rig.Bot.Want(Side.Buy, 0.5m);
        _rig.Wish(entry);
        _rig.Run(20_000);
        Assert.Equal(arrives ? 1 : 0, _rig.Venue.Placed.Count);
        Assert.Equal(arrives ? [OrderEventKind.Accepted, OrderEventKind.Filled] : [OrderEventKind.Rejected], _rig.Bot.Of(entry.Id));
        Assert.Equal(arrives ? 0.5m : 0m, _rig.Bot.Position);
    }

    [Fact]
    public void ExitThatNeverArrived_IsSentAgainAsTheNextAttempt()
    {
        _rig.Started();
        _rig.Long();
        var places = 0;
        _rig.Venue.Script = kind => kind == "place" && places++ == 0 ? Fate.LostRequest : Fate.Good;
        var exit = _rig.Bot.Want(Side.Sell, 1m, exit: true);
        _rig.Wish(exit);
        _rig.Run(20_000);
        Assert.Equal(1, _rig.Venue.Placed[^1].Id.Attempt);
        Assert.Equal(0m, _rig.Venue.Position);
        Assert.Equal(0m, _rig.Bot.Position);
    }

    [Fact]
    public void DoubledRequest_IsOneOrder()
    {
        _rig.Started();
        _rig.Venue.Script = kind => kind == "place" ? Fate.Doubled : Fate.Good;
        _rig.Wish(_rig.Bot.Want(Side.Buy, 0.5m));
        _rig.Run(5_000);
        Assert.Single(_rig.Venue.Placed);
        Assert.Equal(0.5m, _rig.Bot.Position);
        Assert.Empty(_rig.Bot.Problems);
    }

    [Fact]
    public void MessagesTwiceOrNever_AreBookedOnce()
    {
        _rig.Started();
        var message = 0;
        _rig.Venue.Wire = () => (message++ % 3, 400);
        for (var i = 0; i < 6; i++)
        {
            _rig.Wish(_rig.Bot.Want(Side.Buy, 0.1m));
            _rig.Run(700);
        }
        _rig.Venue.Cut(2_000);
        _rig.Run(10_000);
        Assert.Equal(0.6m, _rig.Bot.Position);
        Assert.Empty(_rig.Bot.Problems);
    }

    [Fact]
    public void RejectedByTheVenue_IsToldWithItsReasonInTheRow()
    {
        _rig.Started();
        _rig.Venue.Script = kind => kind == "place" ? Fate.Refused : Fate.Good;
        var entry = _rig.Bot.Want(Side.Buy, 0.5m);
        _rig.Wish(entry);
        _rig.Run(50);
        Assert.Equal([OrderEventKind.Rejected], _rig.Bot.Of(entry.Id));
        Assert.Equal("test-1 > by script", Assert.Single(_rig.Database.Rows.Values).Why);
    }

    [Fact]
    public void DatabaseThatIsDown_DelaysNothingAndFollows()
    {
        _rig.Started();
        _rig.Database.IsDown = true;
        _rig.Wish(_rig.Bot.Want(Side.Buy, 0.5m));
        _rig.Run(5_000);
        Assert.Equal(0.5m, _rig.Bot.Position);
        Assert.Empty(_rig.Database.Rows);
        Assert.Single(_rig.Alerts, a => a.Code == "database");
        _rig.Database.IsDown = false;
        _rig.Run(3_000);
        Assert.Equal(OrderPhase.Filled, Assert.Single(_rig.Database.Rows.Values).Phase);
    }

    // The next segment cannot be made: what a full disk does to a journal.
    [Fact]
    public void JournalThatCannotBeWritten_SendsNothingBlocksAndRecovers()
    {
        _rig.Started();
        _rig.Long();
        var obstacle = Path.Combine(_rig.Folder, "account", "orders-00000002.journal");
        File.Delete(obstacle);
        Directory.CreateDirectory(obstacle);
        var sent = 0;
        for (var i = 0; i < 2_000 && !_rig.Alarmed("order-journal"); i++)
        {
            sent = _rig.Venue.Placed.Count;
            _rig.Wish(_rig.Bot.Want(Side.Buy, 0.1m, OrderType.Limit, 95m));
            if (_rig.Alarmed("order-journal")) break;
            _rig.Run(50);
            _rig.Wish(_rig.Bot.Cancel(_rig.Bot.Wanted.Keys.Max()));
            _rig.Run(1_000);
        }
        Assert.True(_rig.Alarmed("order-journal"), "the journal never came to its next segment");
        Assert.StartsWith("the order journal cannot be written", _rig.Desk.Blocked, StringComparison.Ordinal);
        var refused = _rig.Bot.Want(Side.Sell, 0.3m, exit: true);
        _rig.Wish(refused);
        Assert.Equal([OrderEventKind.Rejected], _rig.Bot.Of(refused.Id));
        Assert.InRange(_rig.Venue.Placed.Count, sent, sent + 1);
        var before = _rig.Venue.Placed.Count;
        _rig.Run(4_000);
        Assert.Equal(before, _rig.Venue.Placed.Count);
        Directory.Delete(obstacle);
        _rig.Run(30_000);
        Assert.Equal("", _rig.Desk.Blocked);
        var position = _rig.Bot.Position;
        _rig.Wish(_rig.Bot.Want(Side.Sell, 0.4m, exit: true));
        _rig.Run(200);
        Assert.Equal(position - 0.4m, _rig.Bot.Position);
        Assert.Equal(_rig.Venue.Position, _rig.Bot.Position);
        Assert.Empty(_rig.Bot.Problems);
    }
}
