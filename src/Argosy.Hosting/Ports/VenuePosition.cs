namespace Argosy.Hosting.Ports;

/// <summary>A derivatives position as the venue tells it.</summary>
/// <param name="Instrument">Base and quote asset, e.g. BTC/USDT.</param>
/// <param name="Leg">Both (one-way), long or short (hedge mode).</param>
/// <param name="Quantity">Base asset; negative is short.</param>
/// <param name="EntryPrice">Average price, quote asset.</param>
public readonly record struct VenuePosition(string Instrument, PositionLeg Leg, decimal Quantity, decimal EntryPrice);

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
