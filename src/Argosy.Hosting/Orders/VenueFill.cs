using Argosy.Core.Orders;
using Argosy.Hosting.Ports;
using Argosy.Hosting.Reconciling;

namespace Argosy.Hosting.Orders;

/// <summary>One execution as the venue tells it.</summary>
public sealed record VenueFill
{
    /// <summary>The venue's trade id, unique within account, instrument and side.</summary>
    public required string TradeId { get; init; }

    /// <summary>By which it is booked once.</summary>
    public TradeKey Key => new(Instrument, Side, TradeId);

    /// <summary>The client order id the venue names; null where it names none.</summary>
    public string? ClientId { get; init; }

    /// <summary>The venue's order id.</summary>
    public required string VenueOrderId { get; init; }

    /// <summary>Base and quote asset, e.g. BTC/USDT.</summary>
    public required string Instrument { get; init; }

    /// <summary>Bought or sold.</summary>
    public required Side Side { get; init; }

    /// <summary>Which of the instrument's positions it changed, on a derivatives account in hedge mode.</summary>
    public PositionLeg Leg { get; init; }

    /// <summary>Price, quote asset.</summary>
    public required decimal Price { get; init; }

    /// <summary>Quantity, base asset, above 0.</summary>
    public required decimal Quantity { get; init; }

    /// <summary>Fee in <see cref="FeeAsset"/>; negative is a rebate.</summary>
    public decimal Fee { get; init; }

    /// <summary>What the fee is paid in; empty where there is none.</summary>
    public required string FeeAsset { get; init; }

    /// <summary>Whether it added liquidity.</summary>
    public bool IsMaker { get; init; }

    /// <summary>Who traded, for an order that is not ours: the venue, or a person who closed a position; null where the venue does not say, then it is a trade of its own.</summary>
    public PositionEvent? Cause { get; init; }

    /// <summary>Unix ms by the venue's clock.</summary>
    public required long Time { get; init; }
}
