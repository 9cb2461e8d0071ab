using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Hosting.Gateways;
using Argosy.Hosting.Orders;
using Argosy.Hosting.Ports;
using Argosy.Hosting.Reconciling;
using Argosy.TestSupport;

namespace Argosy.Hosting.Tests.Desks;

/// <summary>What becomes of one request.</summary>
internal enum Fate
{
    Good,
    /// <summary>It never arrives; the caller sees a time-out.</summary>
    LostRequest,
    /// <summary>It is carried out; the caller sees a time-out.</summary>
    LostAnswer,
    /// <summary>It arrives much later than the caller waits.</summary>
    Late,
    /// <summary>The venue refuses it.</summary>
    Refused,
    /// <summary>The venue is busy and did not take it.</summary>
    Busy,
    /// <summary>A proxy sends it twice, and the second answer is seen.</summary>
    Doubled,
    /// <summary>No answer ever.</summary>
    Hangs,
}

/// <summary>An exchange with one account in memory: it keeps its word on ids, windows, coins and margins; how its wire behaves is the script's.</summary>
internal sealed class ScriptedVenue(VirtualClock clock, VenueTraits traits) : ITradingVenue
{
    public const string Instrument = "BTC/USDT";
    const int TimeoutMs = 3_000, LateMs = 4_500;

    readonly Dictionary<string, VenueOrder> _orders = new(StringComparer.Ordinal);
    readonly Dictionary<string, OrderRequest> _requests = new(StringComparer.Ordinal);
    readonly List<VenueFill> _fills = [];
    readonly SortedDictionary<string, decimal> _balances = new(StringComparer.Ordinal) { ["USDT"] = 100_000m, ["BTC"] = 5m };
    IAccountListener? _listener;
    int _nextOrder, _nextTrade;
    decimal _entry;

    /// <summary>Decides what becomes of a request: place, replace, cancel, query or read.</summary>
    public Func<string, Fate> Script { get; set; } = _ => Fate.Good;

    /// <summary>How many copies of a message of the stream arrive, and after how long.</summary>
    public Func<(int Copies, int DelayMs)> Wire { get; set; } = () => (1, 5);

    public VenueTraits Traits => traits;

    public long ClockOffset { get; set; }

    public KeyRights Rights { get; set; } = new(Trades: true, Withdraws: false, Expires: null);

    public decimal Price { get; private set; } = 100m;

    public decimal Position { get; private set; }

    public decimal Fee { get; set; } = 0.001m;

    /// <summary>Market orders fill only so much at once; the rest stays until the next move.</summary>
    public decimal Depth { get; set; } = decimal.MaxValue;

    public List<OrderRequest> Placed { get; } = [];

    public List<OrderRequest> Rehearsed { get; } = [];

    public List<VenueFlow> Flows { get; } = [];

    public IReadOnlyDictionary<string, VenueOrder> Orders => _orders;

    public IReadOnlyList<VenueFill> Fills => _fills;

    public IEnumerable<VenueOrder> Working => _orders.Values.Where(o => !IsOver(o));

    /// <summary>What the market would show: the desk hears it by its host.</summary>
    public Action<decimal> OnPrice { get; set; } = _ => { };

    /// <summary>Hears what happens at the venue.</summary>
    public Action<string> OnEvent { get; set; } = _ => { };

    public decimal Balance(string asset) => _balances.GetValueOrDefault(asset);

    public Task<Result<long>> SyncAsync(CancellationToken cancellation) => Answer<Result<long>>("sync", () => ClockOffset, Failed<long>);

    public void Rehearse(OrderRequest order) => Rehearsed.Add(order);

    public Task<SendAnswer> PlaceAsync(OrderRequest order, CancellationToken cancellation)
    {
        var timestamp = clock.Now;
        if (timestamp > order.SignBy) return Task.FromResult(new SendAnswer(SendAnswerKind.NotAccepted, Reason: "not signed in time"));
        return Answer("place", () => Place(order, timestamp), () => new SendAnswer(SendAnswerKind.Unknown), () => new SendAnswer(SendAnswerKind.Rejected, Reason: "by script"));
    }

    public Task<SendAnswer> ReplaceAsync(OrderRequest old, string oldVenueOrderId, OrderRequest order, CancellationToken cancellation)
    {
        Assert.True(traits.ReplacesAtOnce, "this venue replaces nothing at once");
        var timestamp = clock.Now;
        return Answer("replace", () => Replace(old, order, timestamp), () => new SendAnswer(SendAnswerKind.Unknown), () => new SendAnswer(SendAnswerKind.Rejected, Reason: "by script"));
    }

    public Task<Result<bool>> CancelAsync(OrderRequest order, string venueOrderId, CancellationToken cancellation) =>
        Answer<Result<bool>>("cancel", () => Cancel(order.Id.ToString()), Failed<bool>);

    public Task<QueryAnswer> QueryAsync(OrderRequest order, string venueOrderId, CancellationToken cancellation) =>
        Answer("query", () => Query(order.Id.ToString()), () => new QueryAnswer(QueryAnswerKind.Failed));

    public Task<Result<IReadOnlyList<VenueOrder>>> OpenOrdersAsync(CancellationToken cancellation) => Read<VenueOrder>(() => [.. Working]);

    public Task<Result<IReadOnlyList<VenueFill>>> FillsAsync(IReadOnlyCollection<string> instruments, long from, CancellationToken cancellation) =>
        Read<VenueFill>(() => [.. _fills.Where(f => f.Time >= from && instruments.Contains(f.Instrument))]);

    public Task<Result<IReadOnlyList<AssetBalance>>> BalancesAsync(CancellationToken cancellation) => Read<AssetBalance>(() => [.. _balances.Select(b => new AssetBalance(b.Key, b.Value, 0))]);

    public Task<Result<IReadOnlyList<VenuePosition>>> PositionsAsync(CancellationToken cancellation) =>
        Read<VenuePosition>(() => traits.IsDerivative && Position != 0 ? [new VenuePosition(Instrument, PositionLeg.Both, Position, _entry)] : []);

    public Task<Result<IReadOnlyList<VenueFlow>>> FlowsAsync(long from, CancellationToken cancellation) => Read<VenueFlow>(() => [.. Flows.Where(f => f.Time >= from)]);

    public Task<Result<KeyRights>> RightsAsync(CancellationToken cancellation) => Answer<Result<KeyRights>>("rights", () => Rights, Failed<KeyRights>);

    public Task<Result<bool>> SetMarginAsync(string instrument, int leverage, bool isolated, CancellationToken cancellation) => Task.FromResult<Result<bool>>(true);

    public async Task FollowAsync(IAccountListener listener, CancellationToken cancellation)
    {
        _listener = listener;
        clock.After(5, () =>
        {
            if (_listener == listener) listener.OnConnected();
        });
        var end = new TaskCompletionSource();
        using var _ = cancellation.Register(() =>
        {
            if (_listener == listener) _listener = null;
            end.TrySetResult();
        });
        await end.Task.ConfigureAwait(false);
    }

    /// <summary>The stream breaks for a while; nothing is told meanwhile.</summary>
    public void Cut(int forMs)
    {
        if (_listener is not { } listener) return;
        _listener = null;
        listener.OnLost("cut");
        clock.After(forMs, () =>
        {
            if (_listener is not null) return;
            _listener = listener;
            listener.OnConnected();
        });
    }

    /// <summary>The market moves: what it touches fills.</summary>
    public void Move(decimal price)
    {
        Price = price;
        foreach (var order in Working.ToArray())
        {
            if (IsHit(order)) Execute(order.ClientId, Math.Min(Depth, order.Quantity - order.Executed), order.Type == OrderType.Limit ? order.Price : Price);
        }
        OnPrice(price);
    }

    /// <summary>A part of an order is executed.</summary>
    public void Execute(string clientId, decimal quantity, decimal price)
    {
        var order = _orders[clientId];
        quantity = Math.Min(quantity, order.Quantity - order.Executed);
        if (_requests[clientId].Wish.ReduceOnly) quantity = Math.Min(quantity, Math.Max(0, order.Side == Side.Sell ? Position : -Position));
        if (quantity <= 0)
        {
            if (!IsOver(order)) Put(order with { State = OrderState.Expired, Reason = "nothing to reduce" }, null);
            return;
        }
        var executed = order.Executed + quantity;
        var fill = Book(clientId, order.VenueOrderId, order.Side, quantity, price, null);
        Put(order with { Executed = executed, State = executed == order.Quantity ? OrderState.Filled : OrderState.PartiallyFilled }, fill);
    }

    /// <summary>Two orders of the account trade with each other: both executions have the trade's one id.</summary>
    public void Cross(string buyId, string sellId, decimal quantity, decimal price)
    {
        var (buy, sell) = (_orders[buyId], _orders[sellId]);
        var bought = Book(buyId, buy.VenueOrderId, Side.Buy, quantity, price, null);
        _nextTrade--;
        var sold = Book(sellId, sell.VenueOrderId, Side.Sell, quantity, price, null);
        Put(buy with { Executed = buy.Executed + quantity, State = buy.Executed + quantity == buy.Quantity ? OrderState.Filled : OrderState.PartiallyFilled }, bought);
        Put(sell with { Executed = sell.Executed + quantity, State = sell.Executed + quantity == sell.Quantity ? OrderState.Filled : OrderState.PartiallyFilled }, sold);
    }

    /// <summary>Somebody trades by hand, or the venue does.</summary>
    public VenueFill Manual(Side side, decimal quantity, PositionEvent? cause = null)
    {
        var fill = Book(null, $"m{++_nextOrder}", side, quantity, Price, cause);
        var order = new VenueOrder { ClientId = "by-hand", VenueOrderId = fill.VenueOrderId, Instrument = Instrument, Side = side, Type = OrderType.Market, Quantity = quantity, State = OrderState.Filled, Executed = quantity };
        Stream(listener => listener.OnOrder(new OrderUpdate(order, fill)));
        return fill;
    }

    public void Deposit(string asset, decimal amount)
    {
        _balances[asset] = Balance(asset) + amount;
        Flows.Add(new VenueFlow($"d{++_nextTrade}", amount > 0 ? FlowKind.Deposit : FlowKind.Withdrawal, asset, amount, clock.Now));
        Stream(listener => listener.OnAccountMoved());
    }

    public void Fund(decimal amount)
    {
        _balances["USDT"] += amount;
        Flows.Add(new VenueFlow($"f{++_nextTrade}", FlowKind.Funding, "USDT", amount, clock.Now, Instrument));
        Stream(listener => listener.OnAccountMoved());
    }

    /// <summary>The insurance pays for a position.</summary>
    public void Insure(decimal amount)
    {
        _balances["USDT"] += amount;
        Flows.Add(new VenueFlow($"i{++_nextTrade}", FlowKind.Liquidation, "USDT", amount, clock.Now, Instrument));
        Stream(listener => listener.OnAccountMoved());
    }

    /// <summary>The balance changes and no history tells why.</summary>
    public void Vanish(string asset, decimal amount)
    {
        _balances[asset] -= amount;
        Stream(listener => listener.OnAccountMoved());
    }

    /// <summary>The position changes and no history tells why.</summary>
    public void Slip(decimal quantity)
    {
        Position += quantity;
        Stream(listener => listener.OnAccountMoved());
    }

    /// <summary>The venue, or a person, ends one of our orders.</summary>
    public bool Cancel(string clientId)
    {
        if (!_orders.TryGetValue(clientId, out var order) || IsOver(order)) return false;
        Put(order with { State = OrderState.Cancelled, Reason = "by request" }, null);
        return true;
    }

    /// <summary>A foreign order rests on the account.</summary>
    public void RestByHand(Side side, decimal quantity, decimal price)
    {
        var id = $"hand-{++_nextOrder}";
        _orders[id] = new VenueOrder { ClientId = id, VenueOrderId = $"v{_nextOrder}", Instrument = Instrument, Side = side, Type = OrderType.Limit, Quantity = quantity, Price = price, State = OrderState.Working, Executed = 0 };
    }

    SendAnswer Place(OrderRequest request, long timestamp)
    {
        var (id, wish) = (request.Id.ToString(), request.Wish);
        if (_orders.ContainsKey(id)) return new(SendAnswerKind.Duplicate, Reason: "duplicate order");
        if (clock.Now - timestamp > request.ReceiveWindow) return new(SendAnswerKind.NotAccepted, Reason: "timestamp outside of the receive window");
        if (Problem(wish) is { } problem) return new(SendAnswerKind.Rejected, Reason: problem);
        Placed.Add(request);
        _requests[id] = request;
        var order = new VenueOrder { ClientId = id, VenueOrderId = $"v{++_nextOrder}", Instrument = wish.Instrument, Side = wish.Side, Type = wish.Type, Quantity = wish.Quantity, Price = wish.Price, Trigger = wish.Trigger, State = OrderState.Working, Executed = 0 };
        Put(order, null);
        if (IsHit(order)) Execute(id, Math.Min(Depth, wish.Quantity), Price);
        return new(SendAnswerKind.Accepted, order.VenueOrderId);
    }

    SendAnswer Replace(OrderRequest old, OrderRequest order, long timestamp)
    {
        if (_orders.ContainsKey(order.Id.ToString())) return new(SendAnswerKind.Duplicate, Reason: "duplicate order");
        if (clock.Now - timestamp > order.ReceiveWindow) return new(SendAnswerKind.NotAccepted, Reason: "timestamp outside of the receive window");
        return Cancel(old.Id.ToString()) ? Place(order, timestamp) : new(SendAnswerKind.Rejected, Reason: "the order to replace is not open");
    }

    string? Problem(OrderWish wish)
    {
        var sells = wish.Side == Side.Sell;
        if (wish.Type is OrderType.Stop or OrderType.StopLimit && (sells ? Price <= wish.Trigger : Price >= wish.Trigger)) return "order would trigger immediately";
        if (traits.IsDerivative) return wish.ReduceOnly && (sells ? Position <= 0 : Position >= 0) ? "nothing to reduce" : null;
        var locked = Working.Where(o => o.Side == Side.Sell).Sum(o => o.Quantity - o.Executed);
        return sells && Balance("BTC") - locked < wish.Quantity ? "insufficient balance" : null;
    }

    bool IsHit(VenueOrder order)
    {
        var sells = order.Side == Side.Sell;
        return order.Type switch
        {
            OrderType.Market => true,
            OrderType.Limit => sells ? Price >= order.Price : Price <= order.Price,
            OrderType.TakeProfit => sells ? Price >= order.Trigger : Price <= order.Trigger,
            _ => sells ? Price <= order.Trigger : Price >= order.Trigger,
        };
    }

    VenueFill Book(string? clientId, string venueOrder, Side side, decimal quantity, decimal price, PositionEvent? cause)
    {
        var signed = side == Side.Buy ? quantity : -quantity;
        var fill = new VenueFill { TradeId = $"t{++_nextTrade}", ClientId = clientId, VenueOrderId = venueOrder, Instrument = Instrument, Side = side, Price = price, Quantity = quantity, Fee = decimal.Round(quantity * price * Fee, 8), FeeAsset = "USDT", Time = clock.Now, Cause = cause };
        if (traits.IsDerivative)
        {
            var closed = Math.Sign(signed) == -Math.Sign(Position) ? Math.Min(Math.Abs(signed), Math.Abs(Position)) : 0;
            _balances["USDT"] += decimal.Round(closed * (price - _entry) * Math.Sign(Position), 8, MidpointRounding.ToEven) - fill.Fee;
            var (opened, stays) = (Math.Abs(signed) - closed, Math.Abs(Position) - closed);
            if (opened > 0) _entry = ((stays * _entry) + (opened * price)) / (stays + opened);
            Position += signed;
        }
        else
        {
            _balances["BTC"] += signed;
            _balances["USDT"] -= (signed * price) + fill.Fee;
        }
        _fills.Add(fill);
        return fill;
    }

    void Put(VenueOrder order, VenueFill? fill)
    {
        _orders[order.ClientId] = order;
        OnEvent($"venue {order.ClientId} {order.Side} {order.Type} {order.Quantity} {order.Price} {order.Trigger}: {order.State} {order.Executed} {order.Reason}, run order {(_requests.TryGetValue(order.ClientId, out var request) ? request.Wish.RunOrder : 0)}");
        Stream(listener => listener.OnOrder(new OrderUpdate(order, fill)));
    }

    QueryAnswer Query(string id) => _orders.TryGetValue(id, out var order)
        ? new(QueryAnswerKind.Found, clock.Now, order, [.. _fills.Where(f => f.ClientId == id)])
        : new(QueryAnswerKind.NotFound, clock.Now);

    void Stream(Action<IAccountListener> message)
    {
        if (_listener is not { } listener) return;
        var (copies, delay) = Wire();
        for (var i = 0; i < copies; i++)
        {
            clock.After(delay + i, () =>
            {
                if (_listener == listener) message(listener);
            });
        }
    }

    Task<Result<IReadOnlyList<T>>> Read<T>(Func<IReadOnlyList<T>> what) => Answer("read", () => Result<IReadOnlyList<T>>.Of(what()), Failed<IReadOnlyList<T>>);

    static Result<T> Failed<T>() => new Error(ErrorKind.Timeout, "no answer");

    Task<T> Answer<T>(string kind, Func<T> work, Func<T> timedOut, Func<T>? refused = null)
    {
        var answer = new TaskCompletionSource<T>();
        var fate = Script(kind);
        if (fate != Fate.Good) OnEvent($"{kind} {fate}");
        switch (fate)
        {
            case Fate.Good:
                clock.After(3, () => Later(work()));
                break;
            case Fate.LostRequest:
                clock.After(TimeoutMs, () => answer.SetResult(timedOut()));
                break;
            case Fate.LostAnswer:
                clock.After(3, () => work());
                clock.After(TimeoutMs, () => answer.SetResult(timedOut()));
                break;
            case Fate.Late:
                clock.After(LateMs, () => work());
                clock.After(TimeoutMs, () => answer.SetResult(timedOut()));
                break;
            case Fate.Refused:
                clock.After(6, () => answer.SetResult((refused ?? timedOut)()));
                break;
            case Fate.Busy:
                clock.After(6, () => answer.SetResult(typeof(T) == typeof(SendAnswer) ? (T)(object)new SendAnswer(SendAnswerKind.NotAccepted, Reason: "busy") : timedOut()));
                break;
            case Fate.Doubled:
                clock.After(3, () =>
                {
                    work();
                    Later(work());
                });
                break;
            case Fate.Hangs:
                break;
        }
        return answer.Task;

        void Later(T value) => clock.After(3, () => answer.SetResult(value));
    }

    public static bool IsOver(VenueOrder order) => order.State is OrderState.Filled or OrderState.Cancelled or OrderState.Expired or OrderState.Rejected;
}
