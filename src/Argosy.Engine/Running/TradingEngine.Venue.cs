using Argosy.Core.Events;
using Argosy.Core.Instruments;
using Argosy.Core.Orders;
using Argosy.Engine.Accounting;
using Argosy.Engine.Logs;
using Argosy.Engine.Orders;

namespace Argosy.Engine.Running;

/// <content>What the venue says: events of orders, settlements of funding, forced closings, the end.</content>
public sealed partial class TradingEngine : IOrderEvents
{
    /// <inheritdoc/>
    public void Process(in OrderEvent orderEvent)
    {
        Sequence++;
        _log?.OnEvent(in orderEvent, Phase, Time);
        var order = _working.Find(orderEvent.OrderId);
        if (orderEvent.Kind == OrderEventKind.Filled)
        {
            if (_keepsHash) _hash.Mix(in orderEvent);
            if (order is not null) Book(order, in orderEvent.Fill);
            else BookLate(in orderEvent.Fill);
            return;
        }
        // A duplicated or late message, e.g. about an order that has ended, changes nothing.
        if (order is null || (orderEvent.Kind == OrderEventKind.Accepted && order.State is not (OrderState.Submitted or OrderState.Held))) return;
        if (_keepsHash) _hash.Mix(in orderEvent);
        switch (orderEvent.Kind)
        {
            case OrderEventKind.Accepted:
                order.State = OrderState.Working;
                break;
            case OrderEventKind.Triggered:
                break;
            case OrderEventKind.Cancelled:
                End(order, OrderState.Cancelled, orderEvent.Reason);
                break;
            case OrderEventKind.Expired:
                End(order, OrderState.Expired, orderEvent.Reason);
                break;
            case OrderEventKind.Rejected:
                End(order, OrderState.Rejected, orderEvent.Reason);
                break;
            case OrderEventKind.Moved:
                Move(order, orderEvent.Price);
                break;
            case OrderEventKind.Filled:
                break;
        }
    }

    static void Move(ApprovedOrder order, decimal price)
    {
        var terms = order.Terms ?? new OrderTerms();
        order.SetTerms(order.Type == OrderType.Limit ? terms with { Limit = price } : terms with { Trigger = price });
    }

    /// <inheritdoc/>
    public void Process(in FundingSettlement settlement)
    {
        Sequence++;
        _log?.OnFunding(in settlement, Time);
        if (_keepsHash) _hash.Mix(in settlement);
        FundingBooks.Settle(Ledger, in settlement, Fills.Count);
    }

    /// <inheritdoc/>
    public ApprovedOrder ForceClose(int instrument, int book, OrderPurpose purpose, decimal quantity = 0)
    {
        var held = Ledger.Position(book, instrument).Quantity;
        var intent = new OrderIntent
        {
            Instrument = (short)instrument,
            Book = (short)book,
            Side = held > 0 ? Side.Sell : Side.Buy,
            Type = OrderType.Market,
            Size = OrderSize.Quantity(quantity == 0 ? Math.Abs(held) : quantity),
            Flags = OrderFlags.ReduceOnly,
            Purpose = purpose,
        };
        return Register(new ApprovedOrder(++_lastOrderId, in intent, Time));
    }

    /// <inheritdoc/>
    public void EndRun()
    {
        if (Ended) return;
        Ended = true;
        foreach (var order in _working.InOrder())
        {
            if (!order.IsFinal) Cancel(order, OrderReason.Bankrupt);
        }
    }

    /// <inheritdoc/>
    public void Mark(int instrument, double price) => Ledger.SetMark(instrument, price);
}
