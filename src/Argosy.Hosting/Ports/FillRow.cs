using Argosy.Core.Orders;

namespace Argosy.Hosting.Ports;

/// <summary>An execution of one of our orders; account, instrument, side and trade id name it.</summary>
public sealed record FillRow
{
    /// <summary>The account.</summary>
    public required string Account { get; init; }

    /// <summary>Base and quote asset.</summary>
    public required string Instrument { get; init; }

    /// <summary>The venue's trade id.</summary>
    public required string TradeId { get; init; }

    /// <summary>The order.</summary>
    public required string ClientId { get; init; }

    /// <summary>Bought or sold.</summary>
    public required Side Side { get; init; }

    /// <summary>Quote asset.</summary>
    public required decimal Price { get; init; }

    /// <summary>Base asset.</summary>
    public required decimal Quantity { get; init; }

    /// <summary>In <see cref="FeeAsset"/>; negative is a rebate.</summary>
    public required decimal Fee { get; init; }

    /// <summary>What the fee is paid in.</summary>
    public required string FeeAsset { get; init; }

    /// <summary>Whether it added liquidity.</summary>
    public bool IsMaker { get; init; }

    /// <summary>Unix ms by the venue's clock.</summary>
    public required long Time { get; init; }
}
