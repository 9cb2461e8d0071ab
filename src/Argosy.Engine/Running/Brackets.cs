using Argosy.Core.Events;
using Argosy.Core.Instruments;
using Argosy.Core.Orders;
using Argosy.Engine.Accounting;
using Argosy.Engine.Exits;
using Argosy.Engine.Orders;

namespace Argosy.Engine.Running;

/// <summary>The protective children of entries: made with them, grown by their fills, ended with the position they protect.</summary>
sealed class Brackets(Instrument[] instruments, Seat[] seats, WorkingOrders working, OrderHistory history, Ledger ledger, IVenue venue, Action<ApprovedOrder> made, ExitRulebook exits)
{
    /// <summary>The most children an entry has: its own stop and target, and one for each exit rule.</summary>
    public int MostChildren => 2 + exits.Count;

    /// <summary>Whether every exit rule can protect an entry made now.</summary>
    public bool CanProtect(in OrderIntent intent)
    {
        if ((intent.Flags & OrderFlags.ReduceOnly) != 0) return true;
        var entry = exits.Entry(intent.Instrument, intent.Side, ledger.Mark(intent.Instrument), 0);
        foreach (var number in exits.Of(intent.Book, intent.Instrument))
        {
            if (!exits[number].IsReady(in entry) && !OnlyCloses(intent.Book, intent.Instrument, intent.Side, intent.Size)) return false;
        }
        return true;
    }

    /// <summary>Makes the children of an entry, numbered on from the last order: those it carries itself, then those of the exit rules.</summary>
    public void Register(ApprovedOrder entry, ref int lastOrderId)
    {
        var first = lastOrderId + 1;
        if (entry.Terms?.Protection is { } protection) RegisterOwn(entry, protection, ref lastOrderId);
        if (exits.Count > 0 && !entry.IsReduceOnly && !OnlyCloses(entry.Book, entry.Instrument, entry.Side, entry.SizeIsQuote ? OrderSize.Quote(entry.Size) : OrderSize.Quantity(entry.Size)))
        {
            foreach (var number in exits.Of(entry.Book, entry.Instrument))
            {
                if (exits[number].Standing is { } type) Child(entry, type, ++lastOrderId, number);
            }
        }
        if (lastOrderId >= first) entry.FirstChild = first;
    }

    void RegisterOwn(ApprovedOrder entry, Protection protection, ref int lastOrderId)
    {
        var stop = protection.HasStop ? Child(entry, protection.TrailRatio is null ? OrderType.Stop : OrderType.TrailingStop, ++lastOrderId) : null;
        var target = protection.HasTarget ? Child(entry, OrderType.Limit, ++lastOrderId) : null;
        if (stop is null || target is null) return;
        stop.Sibling = target.Id;
        target.Sibling = stop.Id;
    }

    // A sale of what is held, a purchase of what is owed: nothing is opened that would need protection.
    bool OnlyCloses(int book, int instrument, Side side, OrderSize size)
    {
        var held = ledger.Position(book, instrument).Quantity;
        if (side == Side.Buy ? held >= 0 : held <= 0) return false;
        return size.Value != 0 && (size.IsQuote ? size.Value <= Math.Abs(held) * ledger.Mark(instrument) : size.Value <= Math.Abs(held));
    }

    ApprovedOrder Child(ApprovedOrder entry, OrderType type, int id, int? rule = null)
    {
        var intent = new OrderIntent
        {
            Instrument = entry.Instrument,
            Book = entry.Book,
            Side = entry.Side == Side.Buy ? Side.Sell : Side.Buy,
            Type = type,
            Size = OrderSize.Quantity(0),
            Flags = OrderFlags.ReduceOnly | OrderFlags.Child,
            Terms = rule is null ? null : new OrderTerms { ExitRule = rule },
            Purpose = rule is { } number ? exits[number].Purpose : type switch
            {
                OrderType.Stop => OrderPurpose.Stop,
                OrderType.TrailingStop => OrderPurpose.Trailing,
                OrderType.Market or OrderType.Limit or OrderType.TakeProfit or OrderType.StopLimit => OrderPurpose.Target,
            },
        };
        var child = new ApprovedOrder(id, in intent, entry.DecisionTime) { Parent = entry.Id, State = OrderState.Held };
        history.Add(child);
        working.Add(child);
        made(child);
        seats[(child.Book * instruments.Length) + child.Instrument].Children++;
        return child;
    }

    /// <summary>Lets the children cover what their entry filled; its first fill fixes their prices.</summary>
    public void Grow(ApprovedOrder entry, in Fill fill, bool first)
    {
        for (var id = entry.FirstChild; id < entry.FirstChild + MostChildren; id++)
        {
            if (working.Find(id) is not { } child || child.Parent != entry.Id) continue;
            child.Size += fill.Quantity;
            if (!first) continue;
            if (child.Terms?.ExitRule is { } rule)
            {
                var seen = exits.Entry(entry.Instrument, entry.Side, fill.Price, fill.Time);
                child.SetTerms(exits[rule].Terms(in seen) with { ExitRule = rule });
                continue;
            }
            var instrument = instruments[entry.Instrument];
            var protection = entry.Terms!.Protection!;
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

    /// <summary>Whether any child of an entry is at work or held.</summary>
    public bool HasChildren(ApprovedOrder entry)
    {
        for (var id = entry.FirstChild; id != 0 && id < entry.FirstChild + MostChildren; id++)
        {
            if (working.Find(id)?.Parent == entry.Id) return true;
        }
        return false;
    }

    bool HasOpenParent(ApprovedOrder child) => working.Find(child.Parent) is not null;
}
