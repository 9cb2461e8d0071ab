using Argosy.Core.Events;
using Argosy.Core.Instruments;
using Argosy.Core.Links;
using Argosy.Core.MarketData;
using Argosy.Core.Orders;
using Argosy.Core.Values;

namespace Argosy.Worker.Tests.Exchange;

/// <summary>
/// An exchange with a host before it, both at their worst: answers late, twice and in any order, fills after cancellations, partial and
/// beyond what was asked, refusals without a reason. It checks every wish and says everything it did sooner or later.
/// </summary>
sealed class WildExchange(Instrument[] instruments, ulong seed, double trouble)
{
    readonly SeededGenerator _random = new(seed);
    readonly Dictionary<int, Order> _orders = [];
    readonly List<OrderSaid> _unsaid = [];
    int _trade;

    /// <summary>What it executed, whether or not anybody has heard of it: signed, fees in the base asset taken off, by instrument.</summary>
    public decimal[] Executed { get; } = new decimal[instruments.Length];

    /// <summary>Executions.</summary>
    public int Fills { get; private set; }

    /// <summary>Refused or ended exits that nobody asked to end.</summary>
    public int LostExits { get; private set; }

    /// <summary>Whether it behaves from now on.</summary>
    public bool IsTame { get; set; }

    /// <summary>Orders at work.</summary>
    public IEnumerable<Order> Open => _orders.Values.Where(order => !order.IsEnded);

    /// <summary>What a strategy's own orders executed that were sent to close and may have opened.</summary>
    public decimal ClosedByHand(short instrument, Side side) =>
        _orders.Values.Where(order => order.Wanted is { Entry: 0, IsExit: true, ReduceOnly: false } && order.Wanted.Instrument == instrument && order.Wanted.Side == side).Sum(order => order.Filled);

    /// <summary>Takes a worker's answer.</summary>
    public void Hear(WorkerMessage message)
    {
        switch (message)
        {
            case OrderWanted wanted:
                Assert.DoesNotContain(wanted.Id, _orders.Keys);
                CheckPrices(wanted.Instrument, wanted.Quantity, wanted.Limit, wanted.Trigger);
                Assert.Equal(wanted.Type is OrderType.Limit or OrderType.StopLimit, wanted.Limit > 0);
                Assert.Equal(wanted.Type is OrderType.Stop or OrderType.TakeProfit or OrderType.StopLimit, wanted.Trigger > 0);
                Assert.NotEqual(OrderType.TrailingStop, wanted.Type);
                Assert.NotEqual("", wanted.Why);
                var order = new Order(wanted) { Quantity = wanted.Quantity, Limit = wanted.Limit, Trigger = wanted.Trigger };
                _orders.Add(wanted.Id, order);
                if (Happens(0.15)) End(order, OrderEventKind.Rejected, OrderReason.None);
                else Say(OrderEvent.Change(OrderEventKind.Accepted, wanted.Id, 0));
                break;
            case OrderChangeWanted change:
                var changed = _orders[change.Id];
                CheckPrices(changed.Wanted.Instrument, change.Quantity, change.Limit, change.Trigger);
                Assert.False(changed.IsCancelAsked, "what shall go is changed no more");
                if (changed is { Wanted: { Type: OrderType.Stop, Entry: > 0 } })
                {
                    Assert.True(changed.Wanted.Side == Side.Sell ? change.Trigger >= changed.Trigger : change.Trigger <= changed.Trigger, $"stop {change.Id} was loosened from {changed.Trigger} to {change.Trigger}");
                }
                if (changed.Trigger != change.Trigger && !changed.IsEnded) Say(OrderEvent.Moved(change.Id, 0, change.Trigger));
                else if (changed.Limit != change.Limit && !changed.IsEnded) Say(OrderEvent.Moved(change.Id, 0, change.Limit));
                (changed.Quantity, changed.Limit, changed.Trigger) = (change.Quantity, change.Limit, change.Trigger);
                if (!changed.IsEnded && changed.Filled >= changed.Quantity) End(changed, OrderEventKind.Cancelled, OrderReason.None);
                break;
            case CancelWanted cancel:
                var gone = _orders[cancel.Id];
                Assert.False(gone.IsCancelAsked, $"order {cancel.Id} is cancelled twice");
                gone.IsCancelAsked = true;
                if (gone.IsEnded) break;
                if (Happens(0.3)) Execute(gone, gone.Wanted.DecisionPrice, Part(gone));
                if (!gone.IsEnded) End(gone, OrderEventKind.Cancelled, Happens(0.5) ? OrderReason.Requested : OrderReason.None);
                // The execution that a cancellation crossed.
                if (Happens(0.2)) ExecuteLate(gone);
                break;
        }
    }

    /// <summary>A bar has passed: orders it touches are executed, or not.</summary>
    public void Pass(short instrument, in Bar bar)
    {
        foreach (var order in Open.Where(order => order.Wanted.Instrument == instrument).ToArray())
        {
            if (order.IsEnded || IsOffTime()) continue;
            var (wanted, high, low) = (order.Wanted, (decimal)bar.High, (decimal)bar.Low);
            var buys = wanted.Side == Side.Buy;
            var touched = wanted.Type switch
            {
                OrderType.Market => true,
                OrderType.Limit => buys ? low < order.Limit : high > order.Limit,
                OrderType.Stop or OrderType.StopLimit => buys ? high >= order.Trigger : low <= order.Trigger,
                OrderType.TakeProfit => buys ? low <= order.Trigger : high >= order.Trigger,
                OrderType.TrailingStop => false,
            };
            if (!touched) continue;
            var price = order.Limit > 0 ? order.Limit : order.Trigger > 0 ? order.Trigger : (decimal)bar.Open;
            for (var k = 1 + _random.NextIndex(3); k > 0 && !order.IsEnded; k--) Execute(order, price, k == 1 && !Happens(0.4) ? order.Quantity - order.Filled : Part(order));
            if (!order.IsEnded && wanted.TimeInForce is TimeInForce.Ioc or TimeInForce.Fok) End(order, OrderEventKind.Cancelled, OrderReason.ImmediateOnly);
        }
        if (!Happens(0.03)) return;
        var victim = Open.FirstOrDefault(order => order.Wanted.Entry > 0);
        if (victim is not null) End(victim, OrderEventKind.Cancelled, OrderReason.None);
    }

    /// <summary>Some of what it has to say; all of it once it is tame.</summary>
    public IEnumerable<OrderSaid> Speak(long time)
    {
        for (var k = IsTame ? _unsaid.Count : _random.NextIndex(_unsaid.Count + 1); k > 0; k--)
        {
            var at = Happens(0.5) ? _random.NextIndex(_unsaid.Count) : 0;
            var said = At(_unsaid[at], time);
            if (!Happens(0.1)) _unsaid.RemoveAt(at);
            yield return said;
        }
    }

    // Told once more is told: a venue repeats itself after a reconnect.
    static OrderSaid At(OrderSaid said, long time)
    {
        var told = said.Event;
        if (told.Kind == OrderEventKind.Filled)
        {
            var fill = told.Fill with { Time = time };
            return said with { Event = OrderEvent.Filled(in fill) };
        }
        return said with { Event = told.Kind == OrderEventKind.Moved ? OrderEvent.Moved(told.OrderId, time, told.Price) : OrderEvent.Change(told.Kind, told.OrderId, time, told.Reason) };
    }

    void Execute(Order order, decimal price, decimal quantity)
    {
        if (quantity <= 0) return;
        if (Happens(0.03)) quantity += instruments[order.Wanted.Instrument].LotSize;
        order.Filled += quantity;
        if (order.Filled >= order.Quantity) order.IsEnded = true;
        Fill(order, price, quantity);
    }

    void ExecuteLate(Order order) => Fill(order, order.Wanted.DecisionPrice, instruments[order.Wanted.Instrument].LotSize * (1 + _random.NextIndex(5)));

    void Fill(Order order, decimal price, decimal quantity)
    {
        var wanted = order.Wanted;
        var inBase = wanted.Side == Side.Buy && _random.NextIndex(3) == 0;
        var fee = Exact.RoundUp(inBase ? quantity * 0.001m : quantity * price * 0.001m, 8);
        Fills++;
        Executed[wanted.Instrument] += (wanted.Side == Side.Buy ? quantity : -quantity) - (inBase ? fee : 0);
        var fill = new Fill
        {
            OrderId = wanted.Id, Instrument = 0, Book = 0, Side = wanted.Side, Purpose = OrderPurpose.Signal, Time = 0, PathUnits = 0,
            Traits = (inBase ? FillTraits.FeeInBase : 0) | (_random.NextIndex(2) == 0 ? FillTraits.Maker : 0) | (_random.NextIndex(4) == 0 ? FillTraits.Final : 0),
            Price = price, Quantity = quantity, Fee = fee,
        };
        Say(OrderEvent.Filled(in fill), $"t{++_trade}");
    }

    void End(Order order, OrderEventKind kind, OrderReason reason)
    {
        order.IsEnded = true;
        if (order.Wanted.Entry > 0 && !order.IsCancelAsked) LostExits++;
        Say(OrderEvent.Change(kind, order.Wanted.Id, 0, reason));
    }

    void Say(OrderEvent said, string trade = "") => _unsaid.Add(new OrderSaid(said, trade));

    void CheckPrices(short instrument, decimal quantity, decimal limit, decimal trigger)
    {
        Assert.True(quantity > 0 && instruments[instrument].OnLot(quantity), $"quantity {quantity}");
        Assert.True(limit >= 0 && instruments[instrument].OnTick(limit), $"limit {limit}");
        Assert.True(trigger >= 0 && instruments[instrument].OnTick(trigger), $"trigger {trigger}");
    }

    decimal Part(Order order) => instruments[order.Wanted.Instrument].FloorToLot((order.Quantity - order.Filled) * (1 + _random.NextIndex(9)) / 10);

    bool IsOffTime() => !IsTame && _random.NextIndex(5) == 0;

    bool Happens(double probability) => !IsTame && _random.NextUnit() < probability * trouble;

    /// <summary>An order as it lies at the exchange.</summary>
    public sealed class Order(OrderWanted wanted)
    {
        public OrderWanted Wanted => wanted;

        public decimal Quantity { get; set; }

        public decimal Limit { get; set; }

        public decimal Trigger { get; set; }

        public decimal Filled { get; set; }

        public bool IsEnded { get; set; }

        public bool IsCancelAsked { get; set; }
    }
}
