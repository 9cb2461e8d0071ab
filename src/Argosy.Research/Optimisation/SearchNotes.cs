using System.Globalization;

namespace Argosy.Research.Optimisation;

/// <summary>What a sceptic would say about a search: only what is true of it, each one sentence with its number.</summary>
static class SearchNotes
{
    const double HighSharpe = 3;

    public static IEnumerable<string> Of(OptimisationResult result, string? firstRefusal)
    {
        var trials = result.Trials;
        var complete = trials.Count(trial => trial.Status == TrialStatus.Complete);
        foreach (var market in result.Request.Markets)
        {
            if (market.Bars.Synthetic) yield return $"{market.Instrument.Name}: all {Count(market.Bars.Count)} bars are synthetic and say nothing about a real market.";
        }
        if (result.Stopped) yield return $"The search was stopped after {Count(trials.Count)} trials; --resume goes on with it where a journal was kept.";
        if (result.Infeasible > 0) yield return $"{Count(result.Infeasible)} parameter sets are infeasible and did not run, the first because: {firstRefusal}.";
        var failed = trials.FirstOrDefault(trial => trial.Status == TrialStatus.Failed);
        if (failed is not null) yield return $"{Count(trials.Count(trial => trial.Status == TrialStatus.Failed))} trials failed, the first (number {failed.Id}): {failed.Reason}.";
        var without = trials.Count(trial => trial.Status == TrialStatus.Complete && trial.Objectives.Any(value => value is null));
        if (without > 0) yield return $"{Count(without)} trials have no value of an objective and cannot be the best.";
        var breaking = trials.Count(trial => trial is { Status: TrialStatus.Complete, Violation: > 0 });
        if (breaking > 0) yield return $"{Count(breaking)} of {Count(complete)} trials break a constraint and cannot be the best.";
        if (result.Best is not { } best)
        {
            yield return "No trial counts: there is no best one.";
            yield break;
        }
        if (complete > 1) yield return $"The best of {Count(complete)} trials looks better than it is: test it on data the search has not seen.";
        if (best.Metrics?.Sharpe > HighSharpe) yield return $"A Sharpe ratio of {best.Metrics.Sharpe.Value.ToString("0.##", CultureInfo.InvariantCulture)} is suspiciously high: look for look-ahead, missing costs or chance.";
        foreach (var (range, i) in result.Request.Space.Ranges.Select((range, i) => (range, i)))
        {
            if (range is { IsOrdered: true, Count: > 2 } && (best.Point[i] == 0 || best.Point[i] == range.Count - 1)) yield return $"The best '{range.Name}', {range.Text(best.Point[i])}, lies at an end of its range: a better one may lie outside.";
        }
    }

    static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
