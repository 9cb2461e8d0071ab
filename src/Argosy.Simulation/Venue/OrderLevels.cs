using Argosy.Core.Instruments;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Simulation.Fills;

namespace Argosy.Simulation.Venue;

/// <summary>At which price something happens to one order, and whether a piece of path reaches it.</summary>
sealed class OrderLevels(Instrument instrument, FillOptions options, BarVolume volume, WalkMoment moment)
{
    /// <summary>Where on the leg something happens to the order, if anything does.</summary>
    public bool Meets(in VenueOrder o, long at, long to, out long where)
    {
        long level;
        bool upward;
        if (o.ActsAsLimit)
        {
            where = 0;
            if (moment.OnTicks || volume.IsSpent) return false;
            level = LimitPoint(in o);
            upward = o.Order.Side == Side.Sell;
        }
        else if (o.Order.Type == OrderType.TrailingStop)
        {
            level = TrailLevel(in o, o.Best);
            upward = o.Order.Side == Side.Buy;
        }
        else
        {
            level = o.Trigger;
            upward = o.TriggersUpward;
        }
        // What the leg begins beyond has acted, or waits for an open: only where the leg leads counts.
        where = upward ? Math.Max(at, level) : Math.Min(at, level);
        return upward ? to >= level : to <= level;
    }

    /// <summary>Whether a bar's range reaches the order on one of its walks.</summary>
    public bool Reachable(in VenueOrder o, long high, long low)
    {
        var buys = o.Order.Side == Side.Buy;
        if (o.Order.Type == OrderType.TrailingStop)
        {
            return buys ? high >= TrailLevel(in o, Math.Min(o.Best, low)) : low <= TrailLevel(in o, Math.Max(o.Best, high));
        }
        if (o.ActsAsLimit) return buys ? low <= LimitPoint(in o) : high >= LimitPoint(in o);
        return o.TriggersUpward ? high >= o.Trigger : low <= o.Trigger;
    }

    /// <summary>Whether a price lies at or beyond the order's trigger.</summary>
    public bool HasPassed(in VenueOrder o, long price)
    {
        var level = TriggerLevel(in o);
        return o.TriggersUpward ? price >= level : price <= level;
    }

    /// <summary>Price at which the order triggers as things stand, units.</summary>
    public long TriggerLevel(in VenueOrder o) => o.Order.Type == OrderType.TrailingStop ? TrailLevel(in o, o.Best) : o.Trigger;

    /// <summary>A limit fills when the path trades through it by a tick; with luck (seeded) on the touch.</summary>
    public long LimitPoint(in VenueOrder o)
    {
        var through = options.TouchProbability > 0 && Touches(o.Order.Id) ? 0 : instrument.TickUnits;
        return o.Order.Side == Side.Buy ? o.Limit - through : o.Limit + through;
    }

    bool Touches(int orderId)
    {
        var hash = new RunningHash(options.Seed);
        hash.Add((long)orderId);
        hash.Add((long)moment.Row);
        hash.Add(0L);
        return (hash.Value >> 11) * (1.0 / (1UL << 53)) < options.TouchProbability;
    }

    long TrailLevel(in VenueOrder o, long best)
    {
        var price = instrument.ToMoney(best) * (o.Order.Side == Side.Sell ? 1 - o.TrailRatio : 1 + o.TrailRatio);
        return instrument.MoneyToUnits(o.Order.Side == Side.Sell ? instrument.FloorToTick(price) : instrument.CeilingToTick(price));
    }
}
