using Argosy.Core.Orders;
using Argosy.Engine.Orders;

namespace Argosy.Engine.Running;

/// <summary>One book's place in one instrument: what its targets have under way.</summary>
struct Seat
{
    /// <summary>Working closing order of a target; null for none.</summary>
    public ApprovedOrder? Closing;

    /// <summary>Working or held opening order of a target; null for none.</summary>
    public ApprovedOrder? Opening;

    /// <summary>Close at which a reversal was decided, quote asset: its opening half is sized later.</summary>
    public decimal DecisionClose;

    /// <summary>What its strategy's last target was; null before the first.</summary>
    public Direction? Stated;

    /// <summary>Protective children at work.</summary>
    public int Children;

    /// <summary>Where the seat is heading: its working target orders that are not asked to go, else its position.</summary>
    public readonly Direction Aim(Direction position)
    {
        if (Opening is { IsLeaving: false }) return Opening.Side == Side.Buy ? Direction.Long : Direction.Short;
        return Closing is { IsLeaving: false } ? Direction.Flat : position;
    }
}
