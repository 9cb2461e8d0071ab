using Argosy.Core.Instruments;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Engine.Exits;
using Argosy.Engine.Orders;

namespace Argosy.Simulation.Venue;

/// <summary>What a fill does to the orders bound to its own: an entry arms its children, a child takes its size off its sibling.</summary>
sealed class Brackets(Instrument instrument, OrderTable orders, WalkMoment moment, MovingStops moving, ExitRulebook rules)
{
    /// <summary>Enlarges an entry's children by its fill; the first fill gives them their prices and lets them rest.</summary>
    public void Activate(ApprovedOrder entry, decimal price, Amount quantity)
    {
        if (entry.FirstChild == 0) return;
        for (var i = 0; i < orders.Count; i++)
        {
            ref var child = ref orders[i];
            if (child.Order.Parent != entry.Id || child.Stage == VenueStage.Done) continue;
            child.Left += quantity;
            if (child.Stage != VenueStage.Held) continue;
            SetTerms(ref child, entry, price);
            child.IsNew = true;
            child.DueTime = moment.Time;
            orders.SetStage(i, VenueStage.Resting);
        }
    }

    /// <summary>Takes a child's fill off its sibling; returns the sibling's place, −1 without one.</summary>
    public int ReduceSibling(ApprovedOrder order, Amount quantity)
    {
        if (order.IsChild && rules.Count > 0) ReduceOthers(order, quantity);
        if (order.Sibling == 0) return -1;
        var index = orders.IndexOfOpen(order.Sibling);
        if (index < 0) return -1;
        ref var sibling = ref orders[index];
        if (sibling.Order.SizeIsQuote) sibling.LeftToSpend = 0;
        else sibling.Left -= quantity;
        return index;
    }

    /// <summary>A child of the same entry that has nothing left to sell; −1 without one.</summary>
    public int SpentBeside(ApprovedOrder order)
    {
        if (!order.IsChild || rules.Count == 0) return -1;
        for (var i = 0; i < orders.Count; i++)
        {
            if (IsBeside(in orders[i], order) && orders[i].IsSpent) return i;
        }
        return -1;
    }

    // The sibling of a pair is reduced as a pair's.
    void ReduceOthers(ApprovedOrder order, Amount quantity)
    {
        for (var i = 0; i < orders.Count; i++)
        {
            if (IsBeside(in orders[i], order) && orders[i].Order.Id != order.Sibling) orders[i].Left -= quantity;
        }
    }

    static bool IsBeside(in VenueOrder o, ApprovedOrder order) =>
        o.Order.Parent == order.Parent && o.Order.Id != order.Id && o.Stage is not (VenueStage.Done or VenueStage.Held);

    void SetTerms(ref VenueOrder child, ApprovedOrder entryOrder, decimal price)
    {
        if (rules.Of(child.Order) is { } rule)
        {
            SetTerms(ref child, rule, rules.Entry(entryOrder.Instrument, entryOrder.Side, price, moment.Time));
            return;
        }
        var (entry, protection) = (entryOrder.Side, entryOrder.Terms!.Protection!);
        if (child.Order.Type == OrderType.Limit) child.Limit = instrument.MoneyToUnits(ProtectionPrices.Target(instrument, entry, price, protection).Limit!.Value);
        else if (child.Order.Type == OrderType.TrailingStop)
        {
            child.TrailRatio = protection.TrailRatio!.Value;
            child.Best = instrument.MoneyToUnits(decimal.Round(price, instrument.PriceScale, MidpointRounding.ToEven));
        }
        else child.Trigger = instrument.MoneyToUnits(ProtectionPrices.Stop(instrument, entry, price, protection).Trigger!.Value);
    }

    void SetTerms(ref VenueOrder child, IExitRule rule, ExitEntry entry)
    {
        if (rule is IMovingStop moves)
        {
            moving.Start(ref child, moves, in entry);
            return;
        }
        var terms = rule.Terms(in entry);
        if (terms.Limit is { } limit) child.Limit = instrument.MoneyToUnits(limit);
        if (terms.Trigger is { } trigger) child.Trigger = instrument.MoneyToUnits(trigger);
        if (terms.TrailRatio is not { } trail) return;
        child.TrailRatio = trail;
        child.Best = instrument.MoneyToUnits(decimal.Round(entry.Price, instrument.PriceScale, MidpointRounding.ToEven));
    }
}
