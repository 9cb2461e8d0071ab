namespace Argosy.Hosting.Ports;

/// <summary>A derivatives position as the venue tells it.</summary>
/// <param name="Instrument">Base and quote asset, e.g. BTC/USDT.</param>
/// <param name="Leg">Both (one-way), long or short (hedge mode).</param>
/// <param name="Quantity">Base asset; negative is short.</param>
/// <param name="EntryPrice">Average price, quote asset.</param>
public readonly record struct VenuePosition(string Instrument, PositionLeg Leg, decimal Quantity, decimal EntryPrice)
{
    /// <summary>The price its gains and margin are reckoned at, quote asset; null where the venue does not say.</summary>
    public decimal? MarkPrice { get; init; }

    /// <summary>Mark price at which the venue closes it, quote asset; null for none, or where the venue does not say.</summary>
    public decimal? LiquidationPrice { get; init; }

    /// <summary>Its value over its initial margin; null where the venue does not say.</summary>
    public decimal? Leverage { get; init; }

    /// <summary>Whether it has margin of its own; null where the venue does not say.</summary>
    public bool? IsIsolated { get; init; }
}

/// <summary>Which of an instrument's positions.</summary>
public enum PositionLeg : byte
{
    /// <summary>The only one: one-way mode.</summary>
    Both,
    /// <summary>The long one of hedge mode.</summary>
    Long,
    /// <summary>The short one of hedge mode.</summary>
    Short,
}
