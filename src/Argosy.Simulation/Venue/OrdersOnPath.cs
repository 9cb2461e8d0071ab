using Argosy.Core.Orders;

namespace Argosy.Simulation.Venue;

/// <summary>Which of the resting orders a piece of path meets, and how much hangs on the way it takes.</summary>
sealed class OrdersOnPath(OrderTable orders, OrderLevels levels)
{
    /// <summary>The order that the leg meets next, and where; at one price triggers go before limits, then by sequence.</summary>
    public bool Next(long at, long to, out int index, out long point)
    {
        index = -1;
        point = 0;
        var bestDistance = long.MaxValue;
        var bestClass = int.MaxValue;
        for (var i = 0; i < orders.Count; i++)
        {
            ref readonly var o = ref orders[i];
            if (o.Stage != VenueStage.Resting || !levels.Meets(in o, at, to, out var where)) continue;
            var distance = Math.Abs(where - at);
            var precedence = o.ActsAsLimit ? 1 : 0;
            if (distance > bestDistance || (distance == bestDistance && precedence >= bestClass)) continue;
            (index, point, bestDistance, bestClass) = (i, where, distance, precedence);
        }
        return index >= 0;
    }

    /// <summary>Lets trailing stops follow the path.</summary>
    public void Trail(long from, long to)
    {
        for (var i = 0; i < orders.Count; i++)
        {
            ref var o = ref orders[i];
            if (o.Stage != VenueStage.Resting || o.Order.Type != OrderType.TrailingStop) continue;
            o.Best = o.Order.Side == Side.Sell ? Math.Max(o.Best, Math.Max(from, to)) : Math.Min(o.Best, Math.Min(from, to));
        }
    }

    /// <summary>Whether the high hurts first: while short, or flat with only purchases resting.</summary>
    public bool AdverseIsHigh(decimal netPosition)
    {
        if (netPosition != 0) return netPosition < 0;
        var purchases = false;
        for (var i = 0; i < orders.Count; i++)
        {
            ref readonly var o = ref orders[i];
            if (o.Stage != VenueStage.Resting || o.Order.IsReduceOnly) continue;
            if (o.Order.Side == Side.Sell) return false;
            purchases = true;
        }
        return purchases;
    }

    /// <summary>Whether walking the bar one way or the other could give other fills: more than one thing to happen, or one that leads to another.</summary>
    public bool MayDependOnPath(long high, long low, bool watchesEquity)
    {
        var reachable = 0;
        for (var i = 0; i < orders.Count; i++)
        {
            ref readonly var o = ref orders[i];
            if (o.Stage != VenueStage.Resting) continue;
            // A stop that a rule moves may come to lie inside the bar on one of the walks.
            if (o.Moves) return true;
            if (!levels.Reachable(in o, high, low)) continue;
            if (watchesEquity || o.Order.FirstChild != 0 || o.Order.Type is OrderType.TrailingStop or OrderType.StopLimit) return true;
            if (++reachable > 1) return true;
        }
        return false;
    }
}
