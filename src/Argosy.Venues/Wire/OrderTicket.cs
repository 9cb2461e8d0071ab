using Argosy.Core.Orders;

namespace Argosy.Venues.Wire;

/// <summary>An order as it goes to a venue: recorded already, under a client order id that is never used twice.</summary>
public sealed record OrderTicket
{
    /// <summary>Our id: 18 characters [a-z0-9].</summary>
    public required string ClientId { get; init; }

    /// <summary>Base and quote asset, e.g. BTC/USDT.</summary>
    public required string Instrument { get; init; }

    /// <summary>Buy or sell.</summary>
    public required Side Side { get; init; }

    /// <summary>When and at what price it may fill.</summary>
    public required OrderType Type { get; init; }

    /// <summary>Quantity, base asset, a whole number of lots, above 0.</summary>
    public required decimal Quantity { get; init; }

    /// <summary>How long it rests.</summary>
    public TimeInForce TimeInForce { get; init; }

    /// <summary>Limit, quote asset; 0 where the type has none.</summary>
    public decimal Price { get; init; }

    /// <summary>Trigger, quote asset; 0 where the type has none.</summary>
    public decimal Trigger { get; init; }

    /// <summary>Distance of a trailing stop, ratio of the price (0.028 is 2.8 %); 0 where the type has none.</summary>
    public decimal TrailRatio { get; init; }

    /// <summary>Refuses to take liquidity.</summary>
    public bool PostOnly { get; init; }

    /// <summary>Refuses to enlarge the position; derivatives only.</summary>
    public bool ReduceOnly { get; init; }

    /// <summary>Latest timestamp the request may carry, Unix ms by the venue's clock; later it is not sent. Null for no bound.</summary>
    public long? SignBy { get; init; }
}
