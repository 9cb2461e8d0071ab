namespace Argosy.Research.Metrics;

/// <summary>The figures of a backtest; ratios unless said, null where undefined, never NaN or infinite.</summary>
public sealed record PerformanceMetrics
{
    /// <summary>Final equity / starting cash − 1.</summary>
    public required double TotalReturn { get; init; }

    /// <summary>Equity at the end, open positions valued at the last close with the taker fee, quote asset.</summary>
    public required decimal FinalEquity { get; init; }
}
