using Argosy.Core.Orders;
using Argosy.Hosting.Gateways;
using Argosy.Hosting.Journal;
using Argosy.Hosting.Orders;

namespace Argosy.Hosting.Tests.Gateways;

/// <summary>An order that takes another's place in one request, and exits that share what their entry filled.</summary>
public sealed class ReplacementTests
{
    const long Start = 1_790_000_000_000;

    readonly OrderGateway _gateway = new(new GatewayOptions());
    readonly GatewayStep _step = new();
    readonly List<JournalRecord> _journal = [];
    readonly ClientOrderId _old;

    public ReplacementTests()
    {
        Do(s => _gateway.Begin(new ClientOrderIds(7, 5, 100), Start, s));
        _old = Working(Stop(1m, 90m));
    }

    [Fact]
    public void Replace_IsOneRecordAndOneRequest()
    {
        var id = Replace();
        Assert.Equal(_old, Assert.IsType<IntentRecorded>(Assert.Single(_step.Records)).Request.Replaces);
        var request = Assert.IsType<ReplaceOrder>(Assert.Single(_step.Requests));
        Assert.Equal((_old, $"v{_old.Counter}", id), (request.Old.Id, request.OldVenueOrderId, request.Order.Id));
    }

    [Fact]
    public void Replace_OfWhatIsNotAtWork_IsRefused()
    {
        ClientOrderId? id = null;
        Do(s => _gateway.Cancel(_old, Start, s));
        Do(s => id = _gateway.Replace(_old, Stop(1m, 95m), Start, s));
        Assert.Null(id);
        Assert.IsType<WishRefused>(Assert.Single(_step.Notices));
    }

    [Fact]
    public void WhileItsFateIsOpen_TheOldOrderIsNeitherCancelledNorReplacedAgain()
    {
        var id = Replace();
        Do(s => _gateway.Cancel(_old, Start, s));
        Assert.Empty(_step.Requests);
        Do(s => Assert.Null(_gateway.Replace(_old, Stop(1m, 96m), Start, s)));
        Do(s => _gateway.Answered(id, new SendAnswer(SendAnswerKind.Rejected, Reason: "no"), Start, s));
        Assert.Equal(_old, Assert.IsType<CancelOrder>(Assert.Single(_step.Requests)).Order.Id);
    }

    [Fact]
    public void Accepted_TheOldOrderIsAskedFor()
    {
        var id = Replace();
        Do(s => _gateway.Answered(id, new SendAnswer(SendAnswerKind.Accepted, "v9"), Start, s));
        Do(s => _gateway.Tick(Start, s));
        Assert.Equal(_old, Assert.IsType<QueryOrder>(Assert.Single(_step.Requests)).Order.Id);
    }

    [Fact]
    public void NeverArrived_OldOrderStays_IsSentAgainAsAReplacement()
    {
        var id = Replace();
        Do(s => _gateway.Answered(id, new SendAnswer(SendAnswerKind.Unknown), Start, s));
        Do(s => _gateway.Queried(id, new QueryAnswer(QueryAnswerKind.NotFound, Start + 100_000), Start, s));
        var again = Assert.Single(_step.Requests.OfType<ReplaceOrder>());
        Assert.Equal((_old, id.NextAttempt()), (again.Old.Id, again.Order.Id));
    }

    [Theory]
    [InlineData(0.4)]
    [InlineData(1)]
    public void NeverArrived_OldOrderFilledMeanwhile_IsDropped(double part)
    {
        var id = Replace();
        Do(s => _gateway.Answered(id, new SendAnswer(SendAnswerKind.Unknown), Start, s));
        Do(s => _gateway.Told(Fill(_old, "t1", (decimal)part), Start, s));
        Do(s => _gateway.Queried(id, new QueryAnswer(QueryAnswerKind.NotFound, Start + 100_000), Start, s));
        Assert.Equal(OrderPhase.Dropped, _gateway.Find(id)!.Phase);
        Assert.Empty(_step.Requests.OfType<ReplaceOrder>());
        Assert.Empty(_step.Requests.OfType<SendOrder>());
    }

    [Fact]
    public void Resume_KnowsWhatReplacesWhat()
    {
        var id = Replace();
        var again = new OrderGateway(new GatewayOptions());
        var step = new GatewayStep();
        again.Begin(new ClientOrderIds(7, 5, 101), Start, step);
        again.Resume(_journal, Start, step);
        again.Queried(_old, new QueryAnswer(QueryAnswerKind.Found, Start, AtVenue(_old, Stop(1m, 90m))), Start, step);
        step.Clear();
        again.Queried(id, new QueryAnswer(QueryAnswerKind.NotFound, Start + 100_000), Start, step);
        Assert.Equal(_old, Assert.Single(step.Requests.OfType<ReplaceOrder>()).Old.Id);
    }

    // An entry filled 2: its stop filled 0.4 of 1, grew to the rest of 2 and filled that; then the target fills as well.
    [Fact]
    public void Group_SharesWhatTheEntryFilled()
    {
        var target = Working(Target(2m) with { GroupLimit = 1m });
        var first = Working(Stop(1m, 90m) with { Group = 3, GroupLimit = 1m });
        Do(s => _gateway.Told(Fill(first, "t1", 0.4m), Start, s));
        var second = Working(Stop(1.6m, 90m) with { Group = 3, GroupLimit = 2m });
        Do(s => _gateway.Told(Fill(first, "t2", 0.6m), Start, s));
        Assert.Equal(OrderPhase.Filled, _gateway.Find(first)!.Phase);
        Assert.False(_gateway.Find(target)!.CancelWanted);
        Do(s => _gateway.Told(Fill(second, "t3", 1m), Start, s));
        Assert.Empty(_step.Notices.OfType<GatewayAlarm>());
        Do(s => _gateway.Told(Fill(target, "t4", 0.3m), Start, s));
        Assert.Equal(GatewayAlarmKind.OverFill, Assert.Single(_step.Notices.OfType<GatewayAlarm>()).Kind);
        Assert.Equal(0.3m, Assert.Single(_step.Requests.OfType<SendOrder>()).Order.Wish.Quantity);
    }

    ClientOrderId Replace()
    {
        ClientOrderId? id = null;
        Do(s => id = _gateway.Replace(_old, Stop(1m, 95m), Start, s));
        return id!.Value;
    }

    static OrderWish Stop(decimal quantity, decimal trigger) => new() { Account = "main", Instrument = "BTC/USDT", Side = Side.Sell, Type = OrderType.Stop, Quantity = quantity, Trigger = trigger, IsExit = true };

    static OrderWish Target(decimal quantity) => new() { Account = "main", Instrument = "BTC/USDT", Side = Side.Sell, Type = OrderType.Limit, Quantity = quantity, Price = 110m, IsExit = true, Group = 3 };

    static VenueOrder AtVenue(ClientOrderId id, OrderWish wish) => new() { ClientId = id.ToString(), VenueOrderId = $"v{id.Counter}", Instrument = wish.Instrument, Side = wish.Side, Type = wish.Type, Quantity = wish.Quantity, Price = wish.Price, Trigger = wish.Trigger, State = OrderState.Working, Executed = 0 };

    static VenueFill Fill(ClientOrderId id, string trade, decimal quantity) => new() { TradeId = trade, ClientId = id.ToString(), VenueOrderId = $"v{id.Counter}", Instrument = "BTC/USDT", Side = Side.Sell, Price = 100m, Quantity = quantity, FeeAsset = "USDT", Time = Start };

    ClientOrderId Working(OrderWish wish)
    {
        ClientOrderId? id = null;
        Do(s => id = _gateway.Submit(5, [wish], Start, s)[0]);
        Do(s => _gateway.Answered(id!.Value, new SendAnswer(SendAnswerKind.Accepted, $"v{id.Value.Counter}"), Start, s));
        return id!.Value;
    }

    void Do(Action<GatewayStep> input)
    {
        _step.Clear();
        input(_step);
        _journal.AddRange(_step.Records);
    }
}
