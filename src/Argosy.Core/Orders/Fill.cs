namespace Argosy.Core.Orders;

/// <summary>One execution of part or all of an order.</summary>
/// <remarks>Compact on purpose (80 bytes): it is the one record a run keeps for every fill.</remarks>
public readonly record struct Fill
{
    /// <summary>The order's number in its run, from 1.</summary>
    public required int OrderId { get; init; }

    /// <summary>Index of the instrument in the run's order.</summary>
    public required short Instrument { get; init; }

    /// <summary>Index of the strategy book that owns the order.</summary>
    public required short Book { get; init; }

    /// <summary>Bought or sold.</summary>
    public required Side Side { get; init; }

    /// <summary>Why the order existed.</summary>
    public required OrderPurpose Purpose { get; init; }

    /// <summary>Facts about how it came about.</summary>
    public required FillTraits Traits { get; init; }

    /// <summary>When, Unix ms: an open's own time for a fill at an open, the bar's close time for a fill inside a bar.</summary>
    public required long Time { get; init; }

    /// <summary>The price on the path before half spread and slippage, in the instrument's price units.</summary>
    public required long PathUnits { get; init; }

    /// <summary>Price paid or received, quote asset.</summary>
    public required decimal Price { get; init; }

    /// <summary>Quantity, base asset, above 0.</summary>
    public required decimal Quantity { get; init; }

    /// <summary>Fee, in the quote asset or, with <see cref="FillTraits.FeeInBase"/>, in the base asset; negative is a rebate.</summary>
    public required decimal Fee { get; init; }

    /// <summary>Whether it added liquidity.</summary>
    public bool IsMaker => (Traits & FillTraits.Maker) != 0;

    /// <summary>Quantity with the sign of its side: positive bought, negative sold.</summary>
    public decimal SignedQuantity => Side == Side.Buy ? Quantity : -Quantity;
}
