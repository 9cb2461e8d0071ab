using Argosy.Core.Orders;

namespace Argosy.Hosting.Orders;

/// <summary>What a venue says about one order: in a stream message, in the answer to a query, after a cancellation.</summary>
public sealed record VenueOrder
{
    /// <summary>The client order id the venue names.</summary>
    public required string ClientId { get; init; }

    /// <summary>The venue's own id.</summary>
    public required string VenueOrderId { get; init; }

    /// <summary>Base and quote asset.</summary>
    public required string Instrument { get; init; }

    /// <summary>Buy or sell.</summary>
    public required Side Side { get; init; }

    /// <summary>Its type.</summary>
    public required OrderType Type { get; init; }

    /// <summary>Quantity, base asset.</summary>
    public required decimal Quantity { get; init; }

    /// <summary>Limit, quote asset; 0 for none.</summary>
    public decimal Price { get; init; }

    /// <summary>Trigger, quote asset; 0 for none.</summary>
    public decimal Trigger { get; init; }

    /// <summary>Working, PartiallyFilled, Filled, Cancelled, Expired or Rejected.</summary>
    public required OrderState State { get; init; }

    /// <summary>Quantity executed so far, base asset: an order has ended for us when so much is booked.</summary>
    public required decimal Executed { get; init; }

    /// <summary>When the venue last changed it, Unix ms by the venue's clock; 0 where it does not say.</summary>
    public long Time { get; init; }

    /// <summary>Why it ended, in the venue's words; empty otherwise.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Whether it is the order that was asked for: only then may it be adopted.</summary>
    public bool Agrees(OrderWish wish) =>
        Instrument == wish.Instrument && Side == wish.Side && Type == wish.Type && Quantity == wish.Quantity && Price == wish.Price && Trigger == wish.Trigger;
}
