using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Engine.Exits;
using Argosy.Engine.Orders;
using Argosy.Engine.Risk;

namespace Argosy.Simulation.Venue;

/// <summary>An order as the simulated venue holds it. A struct, so that a whole book can be copied for a trial walk.</summary>
struct VenueOrder
{
    /// <summary>The order; the venue reads it and never changes it.</summary>
    public ApprovedOrder Order;

    /// <summary>Limit price in units; 0 without one.</summary>
    public long Limit;

    /// <summary>Trigger price in units; 0 without one.</summary>
    public long Trigger;

    /// <summary>Distance of a trailing stop, ratio; 0 for any other order.</summary>
    public decimal TrailRatio;

    /// <summary>Best price a trailing stop has seen, units.</summary>
    public long Best;

    /// <summary>Left to fill of a fixed quantity, base asset.</summary>
    public Amount Left;

    /// <summary>Left to spend of a quote-sized order, quote asset; 0 for any other.</summary>
    public decimal LeftToSpend;

    /// <summary>Number of the instrument's open from which it is live.</summary>
    public long LiveFrom;

    /// <summary>When it would be live if no bar were missing, Unix ms.</summary>
    public long DueTime;

    /// <summary>Where it stands.</summary>
    public VenueStage Stage;

    /// <summary>Number of the phase in which it arrived last; 0 before it has.</summary>
    public int Round;

    /// <summary>Whether it is arriving for the first time.</summary>
    public bool IsFirstTry;

    /// <summary>Whether it is a child whose entry has just filled for the first time.</summary>
    public bool IsNew;

    /// <summary>Whether a part of it has filled.</summary>
    public bool Touched;

    /// <summary>Whether its trigger has been touched.</summary>
    public bool IsTriggered;

    /// <summary>Whether the trigger had been passed when the order arrived.</summary>
    public bool PassedOnArrival;

    /// <summary>Whether it is a stop that a rule of ours still moves.</summary>
    public bool Moves;

    /// <summary>Where a moved stop stands.</summary>
    public StopStep Step;

    /// <summary>Whether it acts as a limit now: a limit order, or a stop limit whose trigger was touched.</summary>
    public readonly bool ActsAsLimit => Order.Type == OrderType.Limit || (Order.Type == OrderType.StopLimit && IsTriggered);

    /// <summary>Whether a rise triggers it.</summary>
    public readonly bool TriggersUpward => (Order.Side == Side.Buy) != (Order.Type == OrderType.TakeProfit);

    /// <summary>Whether a limit would take at this price instead of resting.</summary>
    public readonly bool IsMarketable(long price) => Order.Side == Side.Buy ? price <= Limit : price >= Limit;

    /// <summary>What is left as a quantity, before rounding: the size that slippage by volume is judged by.</summary>
    public readonly decimal SizeHint(decimal price) => Order.SizeIsQuote ? LeftToSpend / price : Left.ToMoney();

    /// <summary>Whether nothing is left to fill.</summary>
    public readonly bool IsSpent => Order.SizeIsQuote ? LeftToSpend <= 0 : Left.Sign <= 0;

    /// <summary>What it has set aside while it rests, quote asset.</summary>
    public readonly decimal Reserved(decimal takerFee)
    {
        if (Order.Type is not (OrderType.Limit or OrderType.StopLimit) || Order.Side == Side.Sell || Order.IsReduceOnly) return 0;
        return Order.SizeIsQuote ? BuyingPower.AmountLeft(LeftToSpend) : BuyingPower.Reservation(Left.ToMoney(), Order.Terms!.Limit!.Value, takerFee);
    }

    /// <summary>Takes a fill off what is left; true when nothing is.</summary>
    public bool Take(in FillSize fill, decimal takerFee)
    {
        if (!Order.SizeIsQuote)
        {
            Left -= fill.Quantity;
            return Left.Sign <= 0;
        }
        LeftToSpend -= BuyingPower.AmountUsed(fill.Price, fill.Quantity.ToMoney(), takerFee);
        return !fill.IsCut;
    }
}

enum VenueStage : byte
{
    /// <summary>Ended; swept out at the end of the phase.</summary>
    Done,
    /// <summary>Child of an entry without a fill.</summary>
    Held,
    /// <summary>Waits for its open.</summary>
    Waiting,
    /// <summary>Rests: a limit on the book, or a trigger that is armed.</summary>
    Resting,
    /// <summary>Triggered by the jump between bars; acts at the open the jump leads to.</summary>
    Jumped,
}
