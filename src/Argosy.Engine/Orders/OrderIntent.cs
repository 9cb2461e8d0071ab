using Argosy.Core.Orders;

namespace Argosy.Engine.Orders;

/// <summary>An order wish from a strategy or a command, not yet checked.</summary>
public readonly record struct OrderIntent
{
    /// <summary>Index of the instrument in the run's order.</summary>
    public required short Instrument { get; init; }

    /// <summary>Index of the strategy book.</summary>
    public required short Book { get; init; }

    /// <summary>Buy or sell.</summary>
    public required Side Side { get; init; }

    /// <summary>Order type.</summary>
    public required OrderType Type { get; init; }

    /// <summary>How much.</summary>
    public required OrderSize Size { get; init; }

    /// <summary>How long it rests.</summary>
    public TimeInForce TimeInForce { get; init; }

    /// <summary>Flags.</summary>
    public OrderFlags Flags { get; init; }

    /// <summary>Why it exists.</summary>
    public OrderPurpose Purpose { get; init; }

    /// <summary>Prices, expiry and protection; null for a plain market order.</summary>
    public OrderTerms? Terms { get; init; }

    /// <summary>The order whose complete fill this one waits for (the closing half of a reversal); 0 for none.</summary>
    public int Follows { get; init; }

    /// <summary>The other order of a one-cancels-other pair; 0 for none.</summary>
    public int Sibling { get; init; }
}
