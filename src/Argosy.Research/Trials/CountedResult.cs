using Argosy.Core.Values;
using Argosy.Research.Backtests;
using Argosy.Research.Metrics;
using Argosy.Research.Results;
using Argosy.Research.Statistics;
using Argosy.Research.Validation;

namespace Argosy.Research.Trials;

/// <summary>Counts a backtest as a trial and says in its result what that means.</summary>
public static class CountedResult
{
    /// <summary>The result with its deflated Sharpe ratio and the sceptic's word on the number of trials, after it was added to the record.</summary>
    /// <param name="result">A finished backtest with its curve.</param>
    /// <param name="record">The catalogue's record; null leaves the result as it is.</param>
    public static Result<BacktestResult> Of(BacktestResult result, ITrialRecord? record)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (record is null) return result;
        var returns = DailyReturns.Of(result.Equity.EndAt(result.Metrics.FinalEquity)).Values;
        var trial = Trial.Of(result.Strategy, result.Settings, Moments.Of(returns).MeanOverDeviation);
        var count = record.Add(DataHash.Of(result.Markets), result.Strategy.Name, [trial]);
        return count.Ok ? With(result, count.Value) : count.Error!;
    }

    /// <summary>The result with what a count of trials, itself among them, says about it.</summary>
    public static BacktestResult With(BacktestResult result, TrialCount trials)
    {
        ArgumentNullException.ThrowIfNull(result);
        var returns = DailyReturns.Of(result.Equity.EndAt(result.Metrics.FinalEquity)).Values;
        var counted = result with { Metrics = result.Metrics with { DeflatedSharpe = DeflatedSharpe.Of(returns, trials) } };
        return counted with { Warnings = [.. result.Warnings, .. SkepticNotes.OfTrials(counted, trials)] };
    }
}
