using Argosy.Core.Events;
using Argosy.Core.Orders;
using Argosy.Engine.Orders;

namespace Argosy.Simulation.Venue;

/// <content>What a piece of path does to the orders: they arrive, rest, are met and triggered.</content>
sealed partial class InstrumentBook
{
    /// <summary>Walks resting orders along one leg inside a bar.</summary>
    public void Leg(long from, long to)
    {
        var at = from;
        while (Step(ref at, to))
        {
        }
    }

    /// <summary>Walks on to the next thing that happens, or to the end of the leg; returns whether anything happened.</summary>
    public bool Step(ref long at, long to)
    {
        if (!_path.Next(at, to, out var index, out var point))
        {
            _path.Trail(at, to);
            at = to;
            _moving.Reach(to);
            return false;
        }
        _path.Trail(at, point);
        _at = at = point;
        if (_orders[index].ActsAsLimit) Execute(index, _orders[index].Limit, FillTraits.Maker);
        else Trigger(index, at);
        return true;
    }

    /// <summary>Walks resting orders along the jump from the last price to an open: limits at their own price, triggers at the open.</summary>
    public void Jump(long from, long open)
    {
        var at = from;
        var jumped = 0;
        _inJump = true;
        while (_path.Next(at, open, out var index, out var point))
        {
            _path.Trail(at, point);
            _at = at = point;
            if (_orders[index].ActsAsLimit)
            {
                Execute(index, _orders[index].Limit, FillTraits.Maker);
                continue;
            }
            _orders.SetStage(index, VenueStage.Jumped);
            _orders[index].LiveFrom = jumped++;
        }
        _inJump = false;
        _path.Trail(at, open);
        _moving.Reach(open);
        _at = open;
        // In the order in which the jump passed them.
        for (var k = 0; k < jumped; k++)
        {
            for (var i = 0; i < _orders.Count; i++)
            {
                if (_orders[i].Stage != VenueStage.Jumped || _orders[i].LiveFrom != k) continue;
                _orders.SetStage(i, VenueStage.Resting);
                Trigger(i, open);
                break;
            }
        }
    }

    /// <summary>Lets orders that have waited for this open arrive; first those that close a position, then the rest.</summary>
    /// <returns>Whether anything arrived.</returns>
    public bool Arrive(long price, long openNumber, bool closing, bool onlyAtOnce)
    {
        var any = false;
        _at = price;
        if (closing && !onlyAtOnce && _orders.HasMoves) MoveStops(price, openNumber);
        for (var i = 0; i < _orders.Count; i++)
        {
            if (_orders[i].Stage != VenueStage.Waiting || _orders[i].LiveFrom > openNumber || _orders[i].Round == Moment.Round || Closes(_orders[i].Order) != closing) continue;
            if (onlyAtOnce && (_orders[i].Round != 0 || !FillsAtOnce(in _orders[i], price))) continue;
            any = true;
            ArriveAt(i, price);
        }
        return any;
    }

    // Stops that were moved since the last open stand at their new triggers from this one on.
    void MoveStops(long price, long openNumber)
    {
        while (_orders.TakeMove(openNumber, out var orderId, out var trigger))
        {
            var index = _orders.IndexOfOpen(orderId);
            if (index < 0 || _orders[index].IsTriggered) continue;
            _orders[index].Trigger = trigger;
            _orders.Changed();
            if (_orders[index].Stage != VenueStage.Resting || !_levels.HasPassed(in _orders[index], price)) continue;
            _orders[index].PassedOnArrival = true;
            Trigger(index, price);
        }
    }

    void Trigger(int index, long price)
    {
        _orders[index].IsTriggered = true;
        var order = _orders[index].Order;
        Moment.Account.Emit(OrderEvent.Change(OrderEventKind.Triggered, order.Id, Moment.Time));
        if (_orders[index].Stage == VenueStage.Done) return;
        if (order.Type == OrderType.StopLimit) ArriveLimit(index, price);
        else TakeMarket(index, price);
    }

    void ArriveAt(int index, long price)
    {
        ref var o = ref _orders[index];
        var order = o.Order;
        o.IsFirstTry = o.Round == 0;
        o.Round = Moment.Round;
        if (order.Type == OrderType.Market || (o.IsTriggered && order.Type != OrderType.StopLimit))
        {
            if (order.State == OrderState.Submitted && !o.Touched && !o.IsTriggered) Moment.Account.Emit(OrderEvent.Change(OrderEventKind.Accepted, order.Id, Moment.Time));
            TakeMarket(index, price);
            return;
        }
        if (o.ActsAsLimit)
        {
            ArriveLimit(index, price);
            return;
        }
        if (order.Type == OrderType.TrailingStop && !order.IsChild) o.Best = price;
        _orders.SetStage(index, VenueStage.Resting);
        Moment.Account.Emit(OrderEvent.Change(OrderEventKind.Accepted, order.Id, Moment.Time));
        _orders[index].PassedOnArrival = _levels.HasPassed(in _orders[index], price);
        if (_orders[index].PassedOnArrival) Trigger(index, price);
    }

    // A limit order arrives, or a stop limit has been triggered: taker when marketable, else it rests. What the cap leaves of a taker
    // arrives again at the next open: it never was a price on the book.
    void ArriveLimit(int index, long price)
    {
        var order = _orders[index].Order;
        if (_depth is not null) price = _depth.Touch(order.Side);
        var takes = _orders[index].IsMarketable(price);
        if (takes)
        {
            if ((order.Flags & OrderFlags.PostOnly) != 0)
            {
                EndOrder(index, OrderEventKind.Rejected, OrderReason.WouldTake);
                return;
            }
            Execute(index, price, FillTraits.None);
            if (_orders[index].Stage == VenueStage.Done) return;
        }
        if (order.TimeInForce is TimeInForce.Ioc or TimeInForce.Fok)
        {
            EndOrder(index, OrderEventKind.Cancelled, order.TimeInForce == TimeInForce.Ioc ? OrderReason.ImmediateOnly : OrderReason.NotWhole);
            return;
        }
        // What takes all the depth there is within its limit is the best price on the book from now on.
        if (takes && _depth is not { ShowsAll: true }) Wait(index);
        else _orders.SetStage(index, VenueStage.Resting);
        if (order.State == OrderState.Submitted) Moment.Account.Emit(OrderEvent.Change(OrderEventKind.Accepted, order.Id, Moment.Time));
    }

    // What the cap leaves over goes on at the next open; immediate orders end with what they got.
    void TakeMarket(int index, long price)
    {
        Execute(index, price, FillTraits.None);
        if (_orders[index].Stage == VenueStage.Done) return;
        if (_orders[index].Order.TimeInForce is TimeInForce.Ioc or TimeInForce.Fok)
        {
            EndOrder(index, OrderEventKind.Cancelled, OrderReason.ImmediateOnly);
            return;
        }
        Wait(index);
    }

    // For the next open.
    void Wait(int index)
    {
        _orders.SetStage(index, VenueStage.Waiting);
        _orders[index].LiveFrom = long.MinValue;
    }

    bool Closes(ApprovedOrder order)
    {
        if (order.IsReduceOnly) return true;
        var sign = Moment.Account.Held(order.Book).Sign;
        return order.Side == Side.Buy ? sign < 0 : sign > 0;
    }

    bool FillsAtOnce(in VenueOrder o, long price)
    {
        if (o.Order.Type == OrderType.Market) return true;
        return o.Order.Type == OrderType.Limit && o.IsMarketable(price);
    }

    // Children arrive where their entry fills: what the price has passed already acts there, in a jump at the open it leads to.
    void ArriveChildren(ApprovedOrder entry)
    {
        for (var i = 0; i < _orders.Count; i++)
        {
            var child = _orders[i].Order;
            if (child.Parent != entry.Id || _orders[i].Stage != VenueStage.Resting || !_orders[i].IsNew) continue;
            _orders[i].IsNew = false;
            Moment.Account.Emit(OrderEvent.Change(OrderEventKind.Accepted, child.Id, Moment.Time));
            if (_orders[i].ActsAsLimit)
            {
                if (!_orders[i].IsMarketable(_depth?.Touch(child.Side) ?? _at)) continue;
                if (_inJump) Wait(i);
                else ArriveLimit(i, _at);
                continue;
            }
            _orders[i].PassedOnArrival = _levels.HasPassed(in _orders[i], _at);
            if (!_orders[i].PassedOnArrival) continue;
            if (_inJump || Moment.AtClose) Wait(i);
            else Trigger(i, _at);
        }
    }
}
