using Argosy.Hosting.Ports;

namespace Argosy.Hosting.Reconciling;

/// <summary>A line of the venue's history that changed a position without an order of ours.</summary>
/// <param name="Id">The venue's id.</param>
/// <param name="Kind">Who did it.</param>
/// <param name="Change">Change of the position, base asset, signed.</param>
/// <param name="Price">At which price, quote asset.</param>
/// <param name="Fee">Fee, quote asset.</param>
/// <param name="Time">Unix ms by the venue's clock.</param>
public sealed record VenueClose(string Id, PositionEvent Kind, decimal Change, decimal Price, decimal Fee, long Time)
{
    /// <summary>Which of the instrument's positions, in hedge mode.</summary>
    public PositionLeg Leg { get; init; }
}

/// <summary>Who changed a position.</summary>
public enum PositionEvent
{
    /// <summary>The venue: the margin was used up.</summary>
    Liquidation,
    /// <summary>The venue: against somebody else's liquidation.</summary>
    AutoDeleveraging,
    /// <summary>The venue: the contract ended.</summary>
    Settlement,
    /// <summary>A person, by an order that could only close or reduce the position.</summary>
    ManualClose,
    /// <summary>A person, or another program, by an order that stands for itself.</summary>
    ManualTrade,
}
