using Argosy.Core.Values;
using Argosy.Research.Backtests;
using Argosy.Research.Metrics;
using Argosy.Research.Statistics;

namespace Argosy.Research.Trials;

/// <summary>What statistics over many trials need of one of them.</summary>
/// <param name="Strategy">The strategy with its parameters.</param>
/// <param name="Rules">Order size, exits, guards and limits it ran under.</param>
/// <param name="DailyReturns">Daily returns, ratio; of all trials of one search the same days.</param>
/// <param name="Metrics">The figures.</param>
/// <param name="LongestTradeDays">Length of the longest trade, days; 0 without a trade.</param>
public sealed record TrialRun(StrategyChoice Strategy, TradingRules Rules, double[] DailyReturns, PerformanceMetrics Metrics, double LongestTradeDays)
{
    const double MinutesPerDay = 1440;

    /// <summary>Mean / sample standard deviation of the daily returns; null where undefined.</summary>
    public double? DailySharpe => Moments.Of(DailyReturns).MeanOverDeviation;

    /// <summary>Whether anything was traded.</summary>
    public bool HasTraded => Metrics.Trades > 0;

    /// <summary>Runs one backtest: without band and hashes, which no statistic reads.</summary>
    public static Result<TrialRun> Of(BacktestRequest request, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var lean = request with { Log = null, Settings = request.Settings with { Band = false, KeepHash = false, KeepCurve = true } };
        var run = Backtest.Run(lean, null, cancellation);
        return run.Ok ? Of(run.Value) : run.Error!;
    }

    /// <summary>What a finished run with its curve leaves.</summary>
    public static TrialRun Of(BacktestResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var curve = result.Equity.EndAt(result.Metrics.FinalEquity);
        return new TrialRun(result.Strategy, TradingRules.Of(result.Settings), [.. Research.Metrics.DailyReturns.Of(curve).Values], result.Metrics, (result.Metrics.MaxTradeMinutes ?? 0) / MinutesPerDay);
    }

    // Whose equity is gone before the end has nothing left to gain or lose.
    internal TrialRun WithDays(int days) => DailyReturns.Length >= days ? this : this with { DailyReturns = [.. DailyReturns, .. new double[days - DailyReturns.Length]] };
}
