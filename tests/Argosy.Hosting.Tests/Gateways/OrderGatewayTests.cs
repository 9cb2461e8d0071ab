using Argosy.Core.Orders;
using Argosy.Hosting.Gateways;
using Argosy.Hosting.Journal;
using Argosy.Hosting.Orders;

namespace Argosy.Hosting.Tests.Gateways;

/// <summary>One rule at a time; the campaign takes them together.</summary>
public sealed class OrderGatewayTests
{
    const long Start = 1_790_000_000_000;
    const int SignWithin = 1_000, Window = 5_000, Settle = 1_000;

    readonly OrderGateway _gateway = new(new GatewayOptions { SignWithinMs = SignWithin, ReceiveWindowMs = Window, SettleMs = Settle });
    readonly GatewayStep _step = new();
    readonly List<JournalRecord> _journal = [];

    public OrderGatewayTests() => Do(s => _gateway.Begin(new ClientOrderIds(7, 5, 100), Start, s));

    [Fact]
    public void Submit_RecordsBeforeItSends()
    {
        var ids = Submit(Entry(), Exit());
        Assert.Equal(ids, _step.Records.OfType<IntentRecorded>().Select(r => r.Request.Id));
        Assert.Equal(ids, _step.Requests.OfType<SendOrder>().Select(r => r.Order.Id));
        Assert.Equal(Start + SignWithin + Window, _gateway.Find(ids[0])!.Request.LatestAcceptance);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(SignWithin + Window + Settle, false)]
    [InlineData(SignWithin + Window + Settle + 1, true)]
    public void NotFound_CountsOnlyWhenTheRequestCanNoLongerBeAccepted(int after, bool counts)
    {
        var id = Doubtful(Entry());
        Do(s => _gateway.Queried(id, new QueryAnswer(QueryAnswerKind.NotFound, Start + after), Start + 1, s));
        Assert.Equal(counts ? OrderPhase.Dropped : OrderPhase.Unknown, _gateway.Find(id)!.Phase);
        if (!counts) Assert.True(_gateway.NextDue > Start, "it must be asked for again");
    }

    [Fact]
    public void NotFound_Exit_IsSentAgainAsTheNextAttempt()
    {
        var id = Doubtful(Exit());
        Do(s => _gateway.Queried(id, Absent(), Start + 9_000, s));
        Assert.Equal(OrderPhase.Superseded, _gateway.Find(id)!.Phase);
        var again = _step.Requests.OfType<SendOrder>().Single().Order;
        Assert.Equal((id.NextAttempt(), id, Exit()), (again.Id, again.Intent, again.Wish));
        // Both records are one batch: no crash can lie between them.
        Assert.Equal(2, _step.Records.Count);
    }

    [Fact]
    public void NotFound_ExitThatIsNoLongerWanted_IsDropped()
    {
        var id = Doubtful(Exit());
        Do(s => _gateway.Cancel(id, Start, s));
        Assert.Empty(_step.Requests);
        Do(s => _gateway.Queried(id, Absent(), Start + 9_000, s));
        Assert.Equal(OrderPhase.Dropped, _gateway.Find(id)!.Phase);
        Assert.Empty(_step.Requests);
    }

    [Fact]
    public void Refusal_OnceInDoubt_CountsForNothing()
    {
        var id = Doubtful(Entry());
        Do(s => _gateway.Answered(id, new SendAnswer(SendAnswerKind.Rejected, Reason: "late"), Start + 5, s));
        Do(s => _gateway.Answered(id, new SendAnswer(SendAnswerKind.NotAccepted, Reason: "late"), Start + 5, s));
        Assert.Equal(OrderPhase.Unknown, _gateway.Find(id)!.Phase);
    }

    [Fact]
    public void Duplicate_TheSameOrder_IsAdopted()
    {
        var id = Submit(Entry())[0];
        Do(s => _gateway.Answered(id, new SendAnswer(SendAnswerKind.Duplicate), Start, s));
        Do(s => _gateway.Queried(id, new QueryAnswer(QueryAnswerKind.Found, Start, AtVenue(id, Entry())), Start, s));
        Assert.Equal((OrderPhase.Working, "v1"), (_gateway.Find(id)!.Phase, _gateway.Find(id)!.VenueOrderId));
        Assert.Null(_gateway.Halted);
    }

    public static TheoryData<string> Differences() => ["instrument", "side", "type", "quantity", "price", "trigger"];

    [Theory]
    [MemberData(nameof(Differences))]
    public void Duplicate_AnythingDiffers_BlocksEntriesEvenAfterARestart(string what)
    {
        var id = Submit(Entry())[0];
        Do(s => _gateway.Answered(id, new SendAnswer(SendAnswerKind.Duplicate), Start, s));
        var same = AtVenue(id, Entry());
        var other = what switch
        {
            "instrument" => same with { Instrument = "ETH/USDT" },
            "side" => same with { Side = Side.Sell },
            "type" => same with { Type = OrderType.StopLimit },
            "quantity" => same with { Quantity = 1.1m },
            "price" => same with { Price = 99m },
            _ => same with { Trigger = 1m },
        };
        Do(s => _gateway.Queried(id, new QueryAnswer(QueryAnswerKind.Found, Start, other), Start, s));
        Assert.Equal(OrderPhase.Conflicting, _gateway.Find(id)!.Phase);
        Do(s => Assert.Equal([null], _gateway.Submit(5, [Entry()], Start, s)));
        Do(s => Assert.NotNull(_gateway.Submit(5, [Exit()], Start, s)[0]));
        var again = new OrderGateway(new GatewayOptions());
        again.Resume(_journal, Start, new GatewayStep());
        Assert.NotNull(again.Halted);
    }

    [Fact]
    public void Fill_AfterTheEnd_IsBookedOnce()
    {
        var id = Working(Entry());
        Do(s => _gateway.Told(AtVenue(id, Entry()) with { State = OrderState.Cancelled }, Start, s));
        Assert.Equal(OrderPhase.Cancelled, _gateway.Find(id)!.Phase);
        Do(s => _gateway.Told(Fill(id, "t1", 0.4m), Start, s));
        Do(s => _gateway.Told(Fill(id, "t1", 0.4m), Start, s));
        Assert.Equal((0.4m, OrderPhase.Cancelled), (_gateway.Find(id)!.Filled, _gateway.Find(id)!.Phase));
        Do(s => _gateway.Told(Fill(id, "t2", 0.6m) with { ClientId = null }, Start, s));
        Assert.Equal((1m, OrderPhase.Filled), (_gateway.Find(id)!.Filled, _gateway.Find(id)!.Phase));
    }

    [Fact]
    public void TwoOrdersTradeWithEachOther_BothSidesOfTheOneTradeAreBookedOnceEach()
    {
        var (buy, sell) = (Working(Entry()), Working(Exit()));
        for (var time = 0; time < 2; time++)
        {
            Do(s => _gateway.Told(Fill(buy, "t1", 1m), Start, s));
            Do(s => _gateway.Told(Fill(sell, "t1", 1m, Side.Sell), Start, s));
        }
        Assert.Equal((1m, 1m), (_gateway.Find(buy)!.Filled, _gateway.Find(sell)!.Filled));
        Assert.Equal(2, _journal.OfType<FillRecorded>().Count());
        var again = new OrderGateway(new GatewayOptions());
        again.Resume(_journal, Start, new GatewayStep());
        Assert.Equal((1m, 1m), (again.Find(buy)!.Filled, again.Find(sell)!.Filled));
    }

    [Fact]
    public void Carry_ForgetsTheExecutionsOfWhatItForgets_AndOfNothingElse()
    {
        // Some venues number the orders of each instrument for itself.
        var old = Submit(Entry())[0];
        Do(s => _gateway.Answered(old, new SendAnswer(SendAnswerKind.Accepted, "v1"), Start, s));
        Do(s => _gateway.Told(Fill(old, "t1", 1m), Start, s));
        var kept = Submit(Entry() with { Instrument = "ETH/USDT" })[0];
        Do(s => _gateway.Answered(kept, new SendAnswer(SendAnswerKind.Accepted, "v1"), Start, s));
        var executed = Fill(kept, "t1", 0.4m) with { Instrument = "ETH/USDT" };
        Do(s => _gateway.Told(executed, Start, s));
        _gateway.Carry(Start + 10);
        Assert.Null(_gateway.Find(old));
        Do(s => _gateway.Told(executed, Start, s));
        Assert.Equal(0.4m, _gateway.Find(kept)!.Filled);
    }

    [Fact]
    public void End_BeforeItsExecutions_WaitsForThem()
    {
        var id = Working(Entry());
        Do(s => _gateway.Told(AtVenue(id, Entry()) with { State = OrderState.Filled, Executed = 1m }, Start, s));
        Assert.Equal(OrderPhase.Settling, _gateway.Find(id)!.Phase);
        Do(s => _gateway.Tick(Start + 1_000, s));
        Assert.Single(_step.Requests.OfType<QueryOrder>());
        Do(s => _gateway.Queried(id, new QueryAnswer(QueryAnswerKind.Found, Start, AtVenue(id, Entry()) with { State = OrderState.Filled, Executed = 1m }, [Fill(id, "t1", 1m)]), Start, s));
        Assert.Equal(OrderPhase.Filled, _gateway.Find(id)!.Phase);
        Assert.Empty(_gateway.Open);
    }

    [Fact]
    public void StaleMessage_AfterTheEnd_ChangesNothing()
    {
        var id = Working(Entry());
        Do(s => _gateway.Told(Fill(id, "t1", 1m), Start, s));
        Do(s => _gateway.Told(AtVenue(id, Entry()), Start, s));
        Do(s => _gateway.Answered(id, new SendAnswer(SendAnswerKind.Accepted, "v1"), Start, s));
        Assert.Equal(OrderPhase.Filled, _gateway.Find(id)!.Phase);
        Assert.Empty(_step.Notices);
    }

    [Fact]
    public void BothLegsFill_TheExcessIsClosedAtOnce()
    {
        var stop = Working(Exit() with { Group = 3 });
        var target = Working(Exit() with { Group = 3, Price = 120m, Type = OrderType.Limit });
        Do(s => _gateway.Told(Fill(stop, "t1", 1m, Side.Sell), Start, s));
        Assert.Single(_step.Requests.OfType<CancelOrder>(), c => c.Order.Id == target);
        Do(s => _gateway.Told(Fill(target, "t2", 0.3m, Side.Sell), Start, s));
        Assert.Contains(_step.Notices, n => n is GatewayAlarm { Kind: GatewayAlarmKind.OverFill });
        var close = _step.Requests.OfType<SendOrder>().Single().Order.Wish;
        Assert.Equal((Side.Buy, OrderType.Market, 0.3m, true), (close.Side, close.Type, close.Quantity, close.IsExit));
    }

    [Fact]
    public void OrderOfOursThatNoRecordKnows_BlocksEntries()
    {
        Do(s => _gateway.Told(Fill(new ClientOrderId(7, 5, 99, 1, 0), "t1", 1m), Start, s));
        Assert.NotNull(_gateway.Halted);
        Assert.Contains(_step.Notices, n => n is GatewayAlarm { Kind: GatewayAlarmKind.LostIntent });
    }

    [Fact]
    public void ForeignFill_IsReportedAndNothingElse()
    {
        Do(s => _gateway.Told(new VenueFill { TradeId = "t1", ClientId = "web_abc", VenueOrderId = "x", Instrument = "BTC/USDT", Side = Side.Buy, Price = 1m, Quantity = 1m, FeeAsset = "USDT", Time = Start }, Start, s));
        Assert.IsType<ForeignFill>(Assert.Single(_step.Notices));
        Assert.Null(_gateway.Halted);
    }

    [Fact]
    public void Resume_InALaterEpoch_ExitTakesANewCounter()
    {
        var id = Submit(Exit())[0];
        var again = new OrderGateway(new GatewayOptions());
        var step = new GatewayStep();
        again.Begin(new ClientOrderIds(7, 5, 101), Start, step);
        again.Resume(_journal, Start, step);
        Assert.Contains(step.Requests, r => r is QueryOrder query && query.Order.Id == id);
        step.Clear();
        again.Queried(id, Absent(), Start + 9_000, step);
        var sent = step.Requests.OfType<SendOrder>().Single().Order;
        Assert.Equal((101, 1, id), (sent.Id.Epoch, sent.Id.Attempt, sent.Intent));
    }

    [Fact]
    public void Carry_ReplaysToTheSameOrders()
    {
        var open = Working(Entry());
        Do(s => _gateway.Told(Fill(open, "t1", 0.4m), Start, s));
        Do(s => _gateway.Cancel(open, Start, s));
        var doubtful = Doubtful(Exit());
        var done = Working(Entry());
        Do(s => _gateway.Told(Fill(done, "t2", 1m), Start + 50, s));
        var old = Working(Entry());
        Do(s => _gateway.Told(Fill(old, "t3", 1m), Start, s));
        var again = new OrderGateway(new GatewayOptions());
        again.Resume(_gateway.Carry(Start + 10), Start, new GatewayStep());
        Assert.Null(again.Find(old));
        Assert.Equal((0.4m, OrderPhase.Working, true), (again.Find(open)!.Filled, again.Find(open)!.Phase, again.Find(open)!.CancelWanted));
        Assert.Equal(OrderPhase.Unknown, again.Find(doubtful)!.Phase);
        Assert.Equal((1m, OrderPhase.Filled), (again.Find(done)!.Filled, again.Find(done)!.Phase));
        var step = new GatewayStep();
        again.Told(Fill(done, "t2", 1m), Start, step);
        Assert.Empty(step.Notices);
    }

    [Fact]
    public void Attempts_UsedUp_BlockEntries()
    {
        var id = Doubtful(Exit());
        for (var attempt = 0; attempt <= ClientOrderId.MaxAttempt; attempt++)
        {
            Do(s => _gateway.Answered(id, new SendAnswer(SendAnswerKind.Unknown), Start, s));
            Do(s => _gateway.Queried(id, Absent(), Start, s));
            if (_step.Requests.OfType<SendOrder>().SingleOrDefault() is { } next) id = next.Order.Id;
        }
        Assert.Equal((ClientOrderId.MaxAttempt, OrderPhase.Dropped), (id.Attempt, _gateway.Find(id)!.Phase));
        Assert.Contains(_step.Notices, n => n is GatewayAlarm { Kind: GatewayAlarmKind.ExitNotSent });
        Assert.NotNull(_gateway.Halted);
    }

    static QueryAnswer Absent() => new(QueryAnswerKind.NotFound, Start + 100_000);

    static OrderWish Entry() => new() { Account = "main", Instrument = "BTC/USDT", Side = Side.Buy, Type = OrderType.Limit, Quantity = 1m, Price = 100m };

    static OrderWish Exit() => new() { Account = "main", Instrument = "BTC/USDT", Side = Side.Sell, Type = OrderType.Market, Quantity = 1m, IsExit = true };

    static VenueOrder AtVenue(ClientOrderId id, OrderWish wish) => new() { ClientId = id.ToString(), VenueOrderId = "v1", Instrument = wish.Instrument, Side = wish.Side, Type = wish.Type, Quantity = wish.Quantity, Price = wish.Price, Trigger = wish.Trigger, State = OrderState.Working, Executed = 0 };

    VenueFill Fill(ClientOrderId id, string trade, decimal quantity, Side side = Side.Buy) => new() { TradeId = trade, ClientId = id.ToString(), VenueOrderId = _gateway.Find(id)?.VenueOrderId ?? "v", Instrument = "BTC/USDT", Side = side, Price = 100m, Quantity = quantity, FeeAsset = "USDT", Time = Start };

    ClientOrderId[] Submit(params OrderWish[] wishes)
    {
        ClientOrderId[] ids = [];
        Do(s => ids = [.. _gateway.Submit(5, wishes, Start, s).Select(id => id!.Value)]);
        return ids;
    }

    ClientOrderId Doubtful(OrderWish wish)
    {
        var id = Submit(wish)[0];
        Do(s => _gateway.Answered(id, new SendAnswer(SendAnswerKind.Unknown), Start, s));
        return id;
    }

    ClientOrderId Working(OrderWish wish)
    {
        var id = Submit(wish)[0];
        Do(s => _gateway.Answered(id, new SendAnswer(SendAnswerKind.Accepted, $"v{id.Counter}"), Start, s));
        return id;
    }

    void Do(Action<GatewayStep> input)
    {
        _step.Clear();
        input(_step);
        _journal.AddRange(_step.Records);
    }
}
