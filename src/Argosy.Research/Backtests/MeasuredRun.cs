using Argosy.Research.Metrics;

namespace Argosy.Research.Backtests;

/// <summary>What a run for its figures alone leaves.</summary>
/// <param name="Metrics">The figures; null where the run was stopped half-way.</param>
/// <param name="TradeHash">SHA-256 over the trades, hex; null where it was stopped.</param>
/// <param name="Seconds">What the backtest took: the run, its trades and its figures.</param>
/// <param name="RunSeconds">What the run alone took.</param>
sealed record MeasuredRun(PerformanceMetrics? Metrics, string? TradeHash, double Seconds, double RunSeconds);

/// <summary>Memory that one run leaves to the next of the same thread.</summary>
sealed class RunMemory
{
    /// <summary>The last curve, which nobody reads any more.</summary>
    public double[]? Curve { get; set; }
}
