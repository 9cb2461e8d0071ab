using Argosy.Core.Events;
using Argosy.Core.Instruments;
using Argosy.Core.Orders;
using Argosy.Engine.Logs;
using Argosy.Engine.Orders;
using Argosy.Engine.Risk;

namespace Argosy.Engine.Running;

/// <content>From intent to order and to the order's end: gate, limits, venue, seat.</content>
public sealed partial class TradingEngine
{
    /// <summary>Lets the limits judge the opening half of a reversal, whose size is known only now.</summary>
    internal OrderReason JudgeLate(ref OrderIntent intent) => _risk is null ? OrderReason.None : _risk.Check(ref intent, counts: true);

    internal decimal TakerFee => _options.TakerFee;

    /// <summary>The next order number, used up.</summary>
    internal int TakeOrderId() => ++_lastOrderId;

    internal ApprovedOrder? Send(int id, in OrderIntent intent, OrderReason refusal = OrderReason.None)
    {
        var order = refusal == OrderReason.None ? Approve(id, in intent) : Refuse(id, in intent, refusal);
        if (order is null) return null;
        if ((order.Flags & OrderFlags.FromTarget) != 0)
        {
            ref var seat = ref SeatOf(order);
            if (order.IsReduceOnly) seat.Closing = order;
            else seat.Opening = order;
        }
        Submit(order);
        return order;
    }

    // The children follow their entry to the venue at once and are held there until it fills.
    internal void Submit(ApprovedOrder order)
    {
        _venue.Submit(order);
        SubmitChildren(order);
    }

    void SubmitChildren(ApprovedOrder order)
    {
        if (order.FirstChild == 0) return;
        for (var id = order.FirstChild; id < order.FirstChild + _brackets.MostChildren; id++)
        {
            if (_working.Find(id) is { } child && child.Parent == order.Id) _venue.Submit(child);
        }
    }

    internal ApprovedOrder? Approve(int id, in OrderIntent intent)
    {
        var reason = _gate.Check(in intent);
        if (reason == OrderReason.None && Exits.Count > 0 && !_brackets.CanProtect(in intent)) reason = OrderReason.NoStop;
        if (reason != OrderReason.None) return Refuse(id, in intent, reason);
        if (_risk is null) return Register(new ApprovedOrder(id, in intent, Time));
        var judged = intent;
        reason = _risk.Check(ref judged, counts: true);
        return reason == OrderReason.None ? Register(new ApprovedOrder(id, in judged, Time)) : Refuse(id, in intent, reason);
    }

    ApprovedOrder? Refuse(int id, in OrderIntent intent, OrderReason reason)
    {
        var refused = new ApprovedOrder(id, in intent, Time) { State = OrderState.Refused, Reason = reason };
        Orders.Add(refused);
        _endings.Add(reason);
        Made(refused);
        if (_keepsHash) _hash.Mix(refused);
        return null;
    }

    ApprovedOrder Register(ApprovedOrder order)
    {
        Orders.Add(order);
        _working.Add(order);
        if (MayOpen(order)) _entries[SeatIndex(order)]++;
        Made(order);
        if (_keepsHash) _hash.Mix(order);
        _reservations.Add(order);
        if (order.Terms?.Protection is not null || Exits.Count > 0) _brackets.Register(order, ref _lastOrderId);
        return order;
    }

    void Made(ApprovedOrder order)
    {
        _log?.OnOrder(order);
        if (!_isWatched) return;
        foreach (var context in _deliveries[order.Instrument].Contexts)
        {
            if (context.Book == order.Book) context.Slot.OnOrder(order, context);
        }
    }

    internal decimal Reservation(ApprovedOrder order) => _reservations.Of(order);

    void End(ApprovedOrder order, OrderState state, OrderReason reason)
    {
        _reservations.Release(order);
        order.Reason = reason;
        Finish(order, state);
        _endings.Add(reason);
        ref var seat = ref SeatOf(order);
        // The second half of a reversal has nothing to wait for any more.
        if (seat.Opening is { } opening && opening.Follows == order.Id && opening.State == OrderState.Held)
        {
            EndUnsent(opening, OrderState.Cancelled, OrderReason.ParentEnded);
        }
        if (order.FirstChild != 0 && order.Filled > 0) _brackets.EndOrphans(order.Book, order.Instrument);
        if (order.Filled > 0) DecideAgain(order);
    }

    // An order that waits for another, with its children: no venue will tell of the end of what it never saw.
    internal void EndUnsent(ApprovedOrder order, OrderState state, OrderReason reason)
    {
        End(order, state, reason);
        if (_keepsHash) _hash.Mix(order);
        if (order.FirstChild == 0) return;
        for (var id = order.FirstChild; id < order.FirstChild + _brackets.MostChildren; id++)
        {
            if (_working.Find(id) is { } child && child.Parent == order.Id) End(child, OrderState.Cancelled, OrderReason.ParentEnded);
        }
    }

    internal void Cancel(ApprovedOrder order, OrderReason reason)
    {
        if (order.Follows != 0 && order.State == OrderState.Held) EndUnsent(order, OrderState.Cancelled, reason);
        else
        {
            _venue.Cancel(order.Id, reason);
            if (!order.IsFinal) order.IsLeaving = true;
        }
    }

    void Finish(ApprovedOrder order, OrderState state)
    {
        order.State = state;
        _working.Remove(order);
        _reservations.Forget(order);
        if (MayOpen(order)) _entries[SeatIndex(order)]--;
        ref var seat = ref SeatOf(order);
        if (ReferenceEquals(seat.Closing, order)) seat.Closing = null;
        else if (ReferenceEquals(seat.Opening, order)) seat.Opening = null;
        else if (order.IsChild) seat.Children--;
    }

    bool MayOpen(ApprovedOrder order) => !order.IsReduceOnly && (order.Side == Side.Buy ? _options.AllowLong : _options.AllowShort);

    ref Seat SeatOf(ApprovedOrder order) => ref _seats[SeatIndex(order)];

    int SeatIndex(ApprovedOrder order) => (order.Book * Instruments.Length) + order.Instrument;
}
