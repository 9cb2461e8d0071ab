using Argosy.Core.Orders;
using Argosy.Hosting.Orders;

namespace Argosy.Hosting.Ports;

/// <summary>An order as the database shows it; it follows the journal.</summary>
public sealed record OrderRow
{
    /// <summary>The client order id.</summary>
    public required string ClientId { get; init; }

    /// <summary>The deployment.</summary>
    public required int Deployment { get; init; }

    /// <summary>The account.</summary>
    public required string Account { get; init; }

    /// <summary>Base and quote asset.</summary>
    public required string Instrument { get; init; }

    /// <summary>Buy or sell.</summary>
    public required Side Side { get; init; }

    /// <summary>Its type.</summary>
    public required OrderType Type { get; init; }

    /// <summary>Base asset.</summary>
    public required decimal Quantity { get; init; }

    /// <summary>Quote asset; 0 for none.</summary>
    public decimal Price { get; init; }

    /// <summary>Quote asset; 0 for none.</summary>
    public decimal Trigger { get; init; }

    /// <summary>Where it stands.</summary>
    public required OrderPhase Phase { get; init; }

    /// <summary>Booked, base asset.</summary>
    public decimal Filled { get; init; }

    /// <summary>The venue's id; empty where there is none.</summary>
    public string VenueOrderId { get; init; } = "";

    /// <summary>Reason chain as codes, and at its end why it ended.</summary>
    public string Why { get; init; } = "";

    /// <summary>When it was recorded, Unix ms.</summary>
    public required long Time { get; init; }
}
