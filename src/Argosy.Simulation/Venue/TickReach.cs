using Argosy.Core.Orders;

namespace Argosy.Simulation.Venue;

/// <summary>Which ticks have nothing to do with our orders: those between two prices and before a time.</summary>
sealed class TickReach(OrderTable orders, OrderLevels levels)
{
    /// <summary>A trade at or above this may do something, units.</summary>
    public long Up { get; private set; }

    /// <summary>A trade at or below this may do something, units.</summary>
    public long Down { get; private set; }

    /// <summary>A tick at or after this may do something, Unix ms.</summary>
    public long Due { get; private set; }

    /// <summary>Highest price of a resting purchase, units; 0 without one.</summary>
    public long BestPurchase { get; private set; }

    /// <summary>Lowest price of a resting sale, units; <see cref="long.MaxValue"/> without one.</summary>
    public long BestSale { get; private set; }

    /// <summary>Looks at the orders anew.</summary>
    /// <param name="due">When something else is due, Unix ms.</param>
    /// <param name="ruin">Price at which a short position has eaten all equity, units.</param>
    public void Find(long due, long ruin)
    {
        (Up, Down, Due) = (ruin, long.MinValue, due);
        (BestPurchase, BestSale) = (0, long.MaxValue);
        for (var i = 0; i < orders.Count; i++)
        {
            ref readonly var o = ref orders[i];
            if (o.Stage == VenueStage.Done) continue;
            if (o.Stage == VenueStage.Waiting) Due = Math.Min(Due, o.LiveFrom);
            if (o.Order.TimeInForce == TimeInForce.Gtd) Due = Math.Min(Due, o.Order.Terms!.ExpireTime!.Value);
            if (o.Stage == VenueStage.Resting) Rest(in o);
        }
    }

    void Rest(in VenueOrder o)
    {
        if (o.ActsAsLimit)
        {
            if (o.Order.Side == Side.Buy) BestPurchase = Math.Max(BestPurchase, o.Limit);
            else BestSale = Math.Min(BestSale, o.Limit);
            Meet(o.Limit, o.Order.Side == Side.Sell);
            return;
        }
        Meet(levels.TriggerLevel(in o), o.TriggersUpward);
        // A rule of ours moves it: every trade may.
        if (o.Moves) Meet(long.MinValue, upward: true);
        // A trailing stop moves with every new best price.
        if (o.Order.Type == OrderType.TrailingStop) Meet(o.TriggersUpward ? o.Best - 1 : o.Best + 1, !o.TriggersUpward);
    }

    void Meet(long level, bool upward)
    {
        if (upward) Up = Math.Min(Up, level);
        else Down = Math.Max(Down, level);
    }
}
