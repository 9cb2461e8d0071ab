using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Hosting.Gateways;
using Argosy.Hosting.Orders;

namespace Argosy.Hosting.Tests.Gateways;

/// <summary>A small exchange with one instrument and one account: it keeps its word on ids, windows and balances, and nothing else is kind.</summary>
internal sealed class VenueModel(VirtualTime time, SeededGenerator random, FaultRates faults)
{
    public const string Instrument = "BTC/USDT";
    const int AheadMs = 1_000;

    readonly Dictionary<string, VenueOrder> _orders = new(StringComparer.Ordinal);
    readonly List<VenueFill> _fills = [];
    int _nextOrder, _nextTrade;
    decimal _price = 100m;

    /// <summary>Where user messages go.</summary>
    public Action<VenueOrder> OnOrder { get; set; } = _ => { };

    public Action<VenueFill> OnFill { get; set; } = _ => { };

    public decimal Base { get; private set; } = 1_000m;

    public decimal Quote { get; private set; } = 100_000m;

    public IReadOnlyDictionary<string, VenueOrder> Orders => _orders;

    public IReadOnlyList<VenueFill> Fills => _fills;

    public SendAnswer Place(OrderRequest request, long timestamp)
    {
        var age = time.Now - timestamp;
        if (!_orders.ContainsKey(request.Id.ToString()) && !faults.VenueIgnoresWindow && (age > request.ReceiveWindow || age <= -AheadMs)) return new(SendAnswerKind.NotAccepted, Reason: "timestamp outside of the receive window");
        var id = request.Id.ToString();
        if (_orders.ContainsKey(id)) return new(SendAnswerKind.Duplicate, Reason: "duplicate order");
        if (random.NextUnit() < faults.Busy) return new(SendAnswerKind.NotAccepted, Reason: "busy");
        if (random.NextUnit() < faults.Rejection) return new(SendAnswerKind.Rejected, Reason: "insufficient balance");
        var wish = request.Wish;
        var order = new VenueOrder { ClientId = id, VenueOrderId = $"v{++_nextOrder}", Instrument = wish.Instrument, Side = wish.Side, Type = wish.Type, Quantity = wish.Quantity, Price = wish.Price, Trigger = wish.Trigger, State = OrderState.Working, Executed = 0 };
        Put(order);
        if (wish.Type == OrderType.Market)
        {
            if (random.NextIndex(2) == 0) Execute(id, wish.Quantity);
            else time.After(random.NextIndex(3_000), () => ExecuteInParts(id));
        }
        return new(SendAnswerKind.Accepted, order.VenueOrderId);
    }

    public bool Cancel(string id)
    {
        if (!_orders.TryGetValue(id, out var order) || IsOver(order)) return false;
        Put(order with { State = OrderState.Cancelled, Reason = "by request" });
        return true;
    }

    public QueryAnswer Query(string id) => _orders.TryGetValue(id, out var order)
        ? new(QueryAnswerKind.Found, time.Now, order, [.. _fills.Where(f => f.ClientId == id)])
        : new(QueryAnswerKind.NotFound, time.Now);

    public VenueFill[] History(long from) => [.. _fills.Where(f => f.Time >= from)];

    /// <summary>The market moves: resting orders fill in whole or in part, some expire, and somebody trades by hand on the same account.</summary>
    public void Move()
    {
        _price = Math.Max(50m, _price + random.NextIndex(5) - 2);
        foreach (var order in _orders.Values.Where(o => o.Type != OrderType.Market && !IsOver(o)).ToArray())
        {
            var chance = random.NextIndex(20);
            if (chance < 3) Execute(order.ClientId, Math.Max(0.1m, decimal.Round((order.Quantity - order.Executed) * (decimal)random.NextUnit(), 1)));
            else if (chance < 4) Execute(order.ClientId, order.Quantity - order.Executed);
            else if (chance < 5) Put(order with { State = OrderState.Expired, Reason = "by the venue" });
        }
        if (random.NextIndex(30) == 0) Trade(null, "manual", Side.Buy, 0.1m);
    }

    void ExecuteInParts(string id)
    {
        var order = _orders[id];
        if (IsOver(order)) return;
        var left = order.Quantity - order.Executed;
        var part = random.NextIndex(2) == 0 ? left : Math.Min(left, 0.1m * (1 + random.NextIndex(5)));
        Execute(id, part);
        time.After(random.NextIndex(2_000), () => ExecuteInParts(id));
    }

    void Execute(string id, decimal quantity)
    {
        var order = _orders[id];
        quantity = Math.Min(quantity, order.Quantity - order.Executed);
        if (quantity <= 0) return;
        var executed = order.Executed + quantity;
        // Some venues tell of the execution first, some of the order.
        var orderFirst = random.NextIndex(2) == 0;
        var next = order with { Executed = executed, State = executed == order.Quantity ? OrderState.Filled : OrderState.PartiallyFilled };
        if (orderFirst) Put(next);
        Trade(id, order.VenueOrderId, order.Side, quantity);
        if (!orderFirst) Put(next);
    }

    void Trade(string? id, string venueOrder, Side side, decimal quantity)
    {
        var fill = new VenueFill { TradeId = $"t{++_nextTrade}", ClientId = id, VenueOrderId = venueOrder, Instrument = Instrument, Side = side, Price = _price, Quantity = quantity, Fee = _price * quantity * 0.001m, FeeAsset = "USDT", Time = time.Now };
        var sign = side == Side.Buy ? 1 : -1;
        Base += sign * quantity;
        Quote -= (sign * quantity * _price) + fill.Fee;
        _fills.Add(fill);
        // A stream may leave the client id out.
        OnFill(id is not null && random.NextIndex(4) == 0 ? fill with { ClientId = null } : fill);
    }

    void Put(VenueOrder order)
    {
        _orders[order.ClientId] = order;
        OnOrder(order);
    }

    public static bool IsOver(VenueOrder order) => order.State is OrderState.Filled or OrderState.Cancelled or OrderState.Expired or OrderState.Rejected;
}
