namespace Argosy.Engine.Orders;

/// <summary>The children of a bracket: what protects a position from the instant its entry fills. Prices, or ratios of the entry's first fill price.</summary>
/// <remarks>The stop triggers a market order; the target is a resting limit. A fill of one reduces the other by as much.</remarks>
public sealed record Protection
{
    /// <summary>Stop price, quote asset; on the tick.</summary>
    public decimal? StopPrice { get; init; }

    /// <summary>Stop distance from the fill price against the position, ratio in (0, 1).</summary>
    public decimal? StopRatio { get; init; }

    /// <summary>Target price, quote asset; on the tick.</summary>
    public decimal? TargetPrice { get; init; }

    /// <summary>Target distance from the fill price in the position's favour, ratio above 0.</summary>
    public decimal? TargetRatio { get; init; }

    /// <summary>Trailing distance from the best price since the fill, ratio in (0, 1); instead of a stop.</summary>
    public decimal? TrailRatio { get; init; }

    /// <summary>Whether there is a stop, fixed or trailing.</summary>
    public bool HasStop => StopPrice is not null || StopRatio is not null || TrailRatio is not null;

    /// <summary>Whether there is a target.</summary>
    public bool HasTarget => TargetPrice is not null || TargetRatio is not null;
}
