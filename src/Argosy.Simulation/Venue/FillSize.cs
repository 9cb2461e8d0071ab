using Argosy.Core.Events;
using Argosy.Core.Values;

namespace Argosy.Simulation.Venue;

/// <summary>What an order gets at a price: a fill, nothing for now (no quantity), or its end (a reason).</summary>
readonly struct FillSize
{
    /// <summary>Price paid, quote per base.</summary>
    public required decimal Price { get; init; }

    /// <summary>Quantity filled, base asset; 0 is no fill.</summary>
    public required Amount Quantity { get; init; }

    /// <summary>Whether the volume cap left less than was wanted.</summary>
    public required bool IsCut { get; init; }

    /// <summary>Whether the position leaves less to close than was ordered: the rest ends.</summary>
    public required bool IsReduced { get; init; }

    /// <summary>How the order ends, where it does.</summary>
    public OrderEventKind End { get; init; }

    /// <summary>Why the order ends; none while it lives.</summary>
    public OrderReason Reason { get; init; }

    public static FillSize Ended(OrderEventKind end, OrderReason reason) =>
        new() { Price = 0, Quantity = Amount.Zero, IsCut = false, IsReduced = false, End = end, Reason = reason };
}
