using Argosy.Core.Events;
using Argosy.Core.Instruments;
using Argosy.Core.Orders;
using Argosy.Engine.Accounting;
using Argosy.Engine.Logs;
using Argosy.Engine.Orders;

namespace Argosy.Engine.Running;

/// <summary>The protective children of entries: made with them, grown by their fills, ended with the position they protect.</summary>
sealed class Brackets(Instrument[] instruments, Seat[] seats, WorkingOrders working, OrderHistory history, Ledger ledger, IVenue venue, IRunLog? log)
{
    /// <summary>Makes the children of an entry, numbered on from the last order.</summary>
    public void Register(ApprovedOrder entry, Protection protection, ref int lastOrderId)
    {
        entry.FirstChild = lastOrderId + 1;
        var stop = protection.HasStop ? Child(entry, protection.TrailRatio is null ? OrderType.Stop : OrderType.TrailingStop, ++lastOrderId) : null;
        var target = protection.HasTarget ? Child(entry, OrderType.Limit, ++lastOrderId) : null;
        if (stop is null || target is null) return;
        stop.Sibling = target.Id;
        target.Sibling = stop.Id;
    }

    ApprovedOrder Child(ApprovedOrder entry, OrderType type, int id)
    {
        var intent = new OrderIntent
        {
            Instrument = entry.Instrument,
            Book = entry.Book,
            Side = entry.Side == Side.Buy ? Side.Sell : Side.Buy,
            Type = type,
            Size = OrderSize.Quantity(0),
            Flags = OrderFlags.ReduceOnly | OrderFlags.Child,
            Purpose = type switch
            {
                OrderType.Stop => OrderPurpose.Stop,
                OrderType.TrailingStop => OrderPurpose.Trailing,
                OrderType.Market or OrderType.Limit or OrderType.TakeProfit or OrderType.StopLimit => OrderPurpose.Target,
            },
        };
        var child = new ApprovedOrder(id, in intent, entry.DecisionTime) { Parent = entry.Id, State = OrderState.Held };
        history.Add(child);
        working.Add(child);
        log?.OnOrder(child);
        seats[(child.Book * instruments.Length) + child.Instrument].Children++;
        return child;
    }

    /// <summary>Lets the children cover what their entry filled; its first fill fixes their prices.</summary>
    public void Grow(ApprovedOrder entry, in Fill fill, Protection protection, bool first)
    {
        for (var id = entry.FirstChild; id <= entry.FirstChild + 1; id++)
        {
            if (working.Find(id) is not { } child || child.Parent != entry.Id) continue;
            child.Size += fill.Quantity;
            if (!first) continue;
            var instrument = instruments[entry.Instrument];
            child.SetTerms(child.Type == OrderType.Limit
                ? ProtectionPrices.Target(instrument, entry.Side, fill.Price, protection)
                : ProtectionPrices.Stop(instrument, entry.Side, fill.Price, protection));
        }
    }

    /// <summary>Ends the children of a position that is gone; one whose sibling has filled it whole ends with that.</summary>
    public void EndOrphans(int book, int instrument)
    {
        if (seats[(book * instruments.Length) + instrument].Children == 0) return;
        var position = ledger.Position(book, instrument).Quantity;
        foreach (var order in working.InOrder())
        {
            if (!order.IsChild || order.Book != book || order.Instrument != instrument || HasOpenParent(order)) continue;
            var protects = order.Side == Side.Sell ? position > 0 : position < 0;
            if (!protects && order.Size > order.Filled) venue.Cancel(order.Id, OrderReason.PositionClosed);
        }
    }

    bool HasOpenParent(ApprovedOrder child) => working.Find(child.Parent) is not null;
}
