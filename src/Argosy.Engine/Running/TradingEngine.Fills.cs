using Argosy.Core.Events;
using Argosy.Core.Instruments;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Engine.Accounting;
using Argosy.Engine.Orders;

namespace Argosy.Engine.Running;

/// <content>What a fill changes: books, children and siblings, dust, and who hears of it.</content>
public sealed partial class TradingEngine
{
    void Book(ApprovedOrder order, in Fill fill)
    {
        _reservations.Release(order);
        var first = decimal.Sign(order.Filled) == 0;
        order.Filled = first ? fill.Quantity : order.Filled + fill.Quantity;
        if (order.SizeIsQuote) _reservations.Spend(order, in fill);
        var isFinal = (fill.Traits & FillTraits.Final) != 0;
        if (order.SizeIsQuote && isFinal) order.SetSize(OrderSize.Quantity(order.Filled));
        Ledger.Apply(in fill);
        Fills.Add(in fill);
        Ledger.CoverShortage(in fill, Fills.Count);
        if (!isFinal) _reservations.Add(order);

        if (order.FirstChild != 0) _brackets.Grow(order, in fill, first);
        if (first && Exits.Count > 0 && !order.IsReduceOnly) _exits.Begin(order, in fill);
        if (order.Sibling != 0 || order.IsChild) ShrinkSiblings(order, in fill);
        if (order.IsReduceOnly && Exits.Count > 0) _exits.Sold(order, in fill);
        if (isFinal) Finish(order, OrderState.Filled);
        else order.State = OrderState.PartiallyFilled;

        AfterFill(order, in fill);
        TellStrategy(in fill);
        if (isFinal && (order.Flags & OrderFlags.FromTarget) != 0 && order.IsReduceOnly) _targets.Release(order);
        if (isFinal) DecideAgain(order);
    }

    // The order has ended, but the venue executed it all the same: it is booked, whatever was thought of the order.
    // Executions told twice are told apart by their venue trade ids before they become events.
    void BookLate(in Fill fill)
    {
        Invariant.Check(fill.OrderId > 0 && fill.OrderId <= _lastOrderId, "a fill belongs to an order of the run");
        Ledger.Apply(in fill);
        Fills.Add(in fill);
        Ledger.CoverShortage(in fill, Fills.Count);
        if (Orders.Find(fill.OrderId) is { } order)
        {
            var first = order.Filled == 0;
            order.Filled += fill.Quantity;
            ProtectLate(order, in fill, first);
            if (order.Sibling != 0 || order.IsChild) ShrinkSiblings(order, in fill);
            if (order.IsReduceOnly && Exits.Count > 0) _exits.Sold(order, in fill);
            if ((fill.Traits & FillTraits.Final) != 0 && order.State != OrderState.Filled)
            {
                if (order.SizeIsQuote) order.SetSize(OrderSize.Quantity(order.Filled));
                _endings.Remove(order.Reason);
                (order.State, order.Reason) = (OrderState.Filled, OrderReason.None);
            }
            AfterFill(order, in fill);
            DecideAgain(order);
        }
        TellStrategy(in fill);
    }

    void TellStrategy(in Fill fill)
    {
        foreach (var context in _deliveries[fill.Instrument].Contexts)
        {
            if (context.Book == fill.Book) context.Slot.OnFill(in fill, context);
        }
    }

    void ShrinkSiblings(ApprovedOrder order, in Fill fill)
    {
        if (order.Sibling != 0) ShrinkSibling(order.Sibling, in fill);
        if (!order.IsChild || Exits.Count == 0) return;
        for (var id = order.Id - _brackets.MostChildren + 1; id < order.Id + _brackets.MostChildren; id++)
        {
            if (id != order.Id && id != order.Sibling && _working.Find(id)?.Parent == order.Parent) ShrinkSibling(id, in fill);
        }
    }

    void ShrinkSibling(int id, in Fill fill)
    {
        if (_working.Find(id) is not { SizeIsQuote: false } sibling) return;
        _reservations.Release(sibling);
        sibling.Size = Math.Max(sibling.Filled, sibling.Size - fill.Quantity);
        _reservations.Add(sibling);
    }

    // Fees in the base asset leave less than a lot behind, to be seen when a position shrinks or by such a fee itself.
    void AfterFill(ApprovedOrder order, in Fill fill)
    {
        ref readonly var position = ref Ledger.Position(order.Book, order.Instrument);
        var sign = position.Held.Sign;
        var shrank = (sign > 0) != (fill.Side == Side.Buy) || (fill.Traits & FillTraits.FeeInBase) != 0;
        var mayGrow = !order.IsFinal && !order.IsReduceOnly;
        if (shrank && !mayGrow && sign != 0 && position.Held.Magnitude < Amount.OfUnits(Instruments[order.Instrument].LotUnits))
        {
            Ledger.BookDust(order.Book, order.Instrument, Time, Instruments[order.Instrument].ToMoney(fill.PathUnits), Fills.Count);
        }
        _byHand.Follow(order.Book, order.Instrument);
        if (SeatOf(order).Children == 0) return;
        var turned = (position.Held.Sign > 0) == (fill.Side == Side.Buy) && position.Held.Magnitude < Amount.Of(fill.Quantity);
        if (position.Held.IsZero || turned) _brackets.EndOrphans(order.Book, order.Instrument);
    }
}
