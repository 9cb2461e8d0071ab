using Argosy.Core.Instruments;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Engine.Orders;

namespace Argosy.Simulation.Venue;

/// <summary>What a fill does to the orders bound to its own: an entry arms its children, a child takes its size off its sibling.</summary>
sealed class Brackets(Instrument instrument, OrderTable orders, WalkMoment moment)
{
    /// <summary>Enlarges an entry's children by its fill; the first fill gives them their prices and lets them rest.</summary>
    public void Activate(ApprovedOrder entry, decimal price, decimal quantity)
    {
        if (entry.Terms?.Protection is not { } protection) return;
        for (var i = 0; i < orders.Count; i++)
        {
            ref var child = ref orders[i];
            if (child.Order.Parent != entry.Id || child.Stage == VenueStage.Done) continue;
            child.Left += quantity;
            if (child.Stage != VenueStage.Held) continue;
            SetTerms(ref child, entry.Side, price, protection);
            child.IsNew = true;
            child.DueTime = moment.Time;
            orders.SetStage(i, VenueStage.Resting);
        }
    }

    /// <summary>Takes a child's fill off its sibling; returns the sibling's place, −1 without one.</summary>
    public int ReduceSibling(ApprovedOrder order, decimal quantity)
    {
        if (order.Sibling == 0) return -1;
        var index = orders.IndexOfOpen(order.Sibling);
        if (index < 0) return -1;
        ref var sibling = ref orders[index];
        if (sibling.Order.SizeIsQuote) sibling.Left = 0;
        else sibling.Left -= quantity;
        return index;
    }

    void SetTerms(ref VenueOrder child, Side entry, decimal price, Protection protection)
    {
        if (child.Order.Type == OrderType.Limit) child.Limit = instrument.MoneyToUnits(ProtectionPrices.Target(instrument, entry, price, protection).Limit!.Value);
        else if (child.Order.Type == OrderType.TrailingStop)
        {
            child.TrailRatio = protection.TrailRatio!.Value;
            child.Best = instrument.MoneyToUnits(decimal.Round(price, instrument.PriceScale, MidpointRounding.ToEven));
        }
        else child.Trigger = instrument.MoneyToUnits(ProtectionPrices.Stop(instrument, entry, price, protection).Trigger!.Value);
    }
}
