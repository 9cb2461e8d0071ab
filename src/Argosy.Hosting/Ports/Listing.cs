using Argosy.Core.Instruments;

namespace Argosy.Hosting.Ports;

/// <summary>An instrument as a venue lists it.</summary>
/// <param name="Symbol">The venue's own spelling; never crosses the adapter.</param>
/// <param name="Instrument">Assets, tick, lot and minimum notional.</param>
public sealed record Listing(string Symbol, Instrument Instrument)
{
    /// <summary>Smallest quantity of an order, base asset.</summary>
    public decimal MinQuantity { get; init; }

    /// <summary>Largest quantity of an order, base asset; 0 for none.</summary>
    public decimal MaxQuantity { get; init; }

    /// <summary>Lot of market orders, base asset; the ordinary lot where the venue has no other.</summary>
    public decimal MarketLot { get; init; }

    /// <summary>Whether it trades now.</summary>
    public bool IsOpen { get; init; }

    /// <summary>Most open orders of one account; 0 for none.</summary>
    public int MaxOrders { get; init; }
}
