using Argosy.Core.Events;
using Argosy.Core.Instruments;
using Argosy.Core.Orders;
using Argosy.Engine.Exits;

namespace Argosy.Simulation.Venue;

/// <summary>Stops that follow the price by a rule of ours, as a host moves them on live ticks: at the ends of every leg of the path.</summary>
sealed class MovingStops(Instrument instrument, OrderTable orders, ExitRulebook rules, WalkMoment moment)
{
    /// <summary>Puts a child that has just been armed where its rule begins.</summary>
    public void Start(ref VenueOrder child, IMovingStop rule, in ExitEntry entry)
    {
        child.Step = rule.Start(in entry);
        child.Moves = !child.Step.IsFinal;
        child.Trigger = Units(rule.Trigger(instrument, entry.Side, in child.Step), child.Order.Side);
    }

    /// <summary>Moves every resting stop on to where the path has come, and tells of each that has another trigger now.</summary>
    public void Reach(long at)
    {
        if (rules.Count == 0) return;
        var price = instrument.ToMoney(at);
        for (var i = 0; i < orders.Count; i++)
        {
            if (orders[i].Stage != VenueStage.Resting || !orders[i].Moves) continue;
            Move(i, price);
        }
    }

    void Move(int index, decimal price)
    {
        ref var o = ref orders[index];
        var entry = o.Order.Side == Side.Sell ? Side.Buy : Side.Sell;
        if (entry == Side.Buy ? price <= o.Step.Best : price >= o.Step.Best) return;
        var rule = (IMovingStop)rules[o.Order.Terms!.ExitRule!.Value];
        o.Step = rule.Move(in o.Step, entry, price);
        o.Moves = !o.Step.IsFinal;
        orders.Changed();
        var level = rule.Trigger(instrument, entry, in o.Step);
        var trigger = Units(level, o.Order.Side);
        if (trigger == o.Trigger) return;
        o.Trigger = trigger;
        moment.Account.Emit(OrderEvent.Moved(o.Order.Id, moment.Time, level!.Value));
    }

    // Without a level yet, a price that no path reaches.
    long Units(decimal? level, Side side) => level is { } price ? instrument.MoneyToUnits(price) : side == Side.Sell ? 0 : long.MaxValue;
}
