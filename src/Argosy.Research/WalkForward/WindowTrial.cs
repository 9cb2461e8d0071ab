using Argosy.Research.Backtests;
using Argosy.Research.Metrics;
using Argosy.Research.Trials;

namespace Argosy.Research.WalkForward;

/// <summary>One trial of a window's search.</summary>
/// <param name="Strategy">The strategy with its parameters.</param>
/// <param name="Rules">Order size, exits, guards and limits it ran under.</param>
/// <param name="Metrics">The figures where it was searched.</param>
public sealed record WindowTrial(StrategyChoice Strategy, TradingRules Rules, PerformanceMetrics Metrics)
{
    static readonly double YearRoot = Math.Sqrt(365);

    /// <summary>Mean / sample standard deviation of the daily returns; null where undefined.</summary>
    public double? DailySharpe => Metrics.Sharpe / YearRoot;
}
