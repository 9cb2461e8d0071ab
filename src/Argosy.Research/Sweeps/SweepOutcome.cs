using Argosy.Research.Metrics;

namespace Argosy.Research.Sweeps;

/// <summary>What a sweep found out about one set: the figures a backtest of it would have, as many as the depth asked for.</summary>
public sealed record SweepOutcome
{
    /// <summary>Equity at the end, what is open closed at the last close with the taker fee, quote asset.</summary>
    public required decimal FinalEquity { get; init; }

    /// <summary>Orders, refused ones included.</summary>
    public required int Orders { get; init; }

    /// <summary>Fills.</summary>
    public required int Fills { get; init; }

    /// <summary>Trades, one open at the end included.</summary>
    public required int Trades { get; init; }

    /// <summary>Final equity / starting cash − 1, ratio.</summary>
    public required double TotalReturn { get; init; }

    /// <summary>Yearly growth, ratio; null for tests shorter than a day.</summary>
    public required double? Cagr { get; init; }

    /// <summary>Share of equity points with a position, 0..1; null without a point.</summary>
    public required double? Exposure { get; init; }

    /// <summary>Day by day returns; null at <see cref="SweepDepth.Totals"/>.</summary>
    public DailyReturns? Daily { get; init; }

    /// <summary>Every figure; null below <see cref="SweepDepth.Full"/>.</summary>
    public PerformanceMetrics? Metrics { get; init; }

    /// <summary>The hash of the trades; null below <see cref="SweepDepth.Full"/> or where it was not asked for.</summary>
    public string? TradeHash { get; init; }

    /// <summary>What this set took, its share of what its group does once for all of its sets included.</summary>
    public double Seconds { get; init; }

    /// <summary>Whether the engine ran this set because its numbers outgrew the sweep's.</summary>
    public bool ByEngine { get; init; }
}
