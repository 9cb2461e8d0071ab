namespace Argosy.Engine.Orders;

/// <summary>Everything about an order beyond side, type and size; a plain market order has none. Immutable, so orders may share one.</summary>
public sealed record OrderTerms
{
    /// <summary>Worst price a limit or triggered stop limit may fill at, quote asset; on the tick.</summary>
    public decimal? Limit { get; init; }

    /// <summary>Price whose touch triggers a stop, take profit or stop limit, quote asset; on the tick.</summary>
    public decimal? Trigger { get; init; }

    /// <summary>Distance of a trailing stop from the best price, ratio in (0, 1).</summary>
    public decimal? TrailRatio { get; init; }

    /// <summary>Until when a GTD order lives, Unix ms.</summary>
    public long? ExpireTime { get; init; }

    /// <summary>Number of the run's exit rule that this order stands for, from 1; null for any other order.</summary>
    public int? ExitRule { get; init; }

    /// <summary>Stop and target that go live with each fill of this entry.</summary>
    public Protection? Protection { get; init; }
}
