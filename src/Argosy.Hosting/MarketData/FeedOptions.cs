namespace Argosy.Hosting.MarketData;

/// <summary>How long a run waits for its market, and how old a price may be.</summary>
public sealed record FeedOptions
{
    /// <summary>Longest wait for the candles of one instant after its first.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>A candle that is not there so long after its close makes the feed late: entries are blocked.</summary>
    public TimeSpan LateAfter { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>No entry is made on a close older than this, nor on one older than a candle; null where the market is recorded.</summary>
    public TimeSpan? OldestPrice { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often waits are looked at; null where the market's own clock does.</summary>
    public TimeSpan? LookEvery { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Whether single trades are followed: candles open with the first of them, and watched exits see each.</summary>
    public bool Trades { get; init; } = true;

    /// <summary>Whether the run is told every trade, because its orders are filled on them; then <see cref="Trades"/> must be followed.</summary>
    public bool TellTrades { get; init; }

    /// <summary>Whether the way of an order is rehearsed around each close: a core is at work from a little before it until the candle has come.</summary>
    public bool Rehearses { get; init; }

    /// <summary>Wait after a venue's adapter failed.</summary>
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>For a market played from candles.</summary>
    public static FeedOptions Recorded { get; } = new() { OldestPrice = null, LookEvery = null, Trades = false };
}
