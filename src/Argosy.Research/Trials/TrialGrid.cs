using System.Runtime.ExceptionServices;
using Argosy.Core.Values;
using Argosy.Research.Backtests;

namespace Argosy.Research.Trials;

/// <summary>Many trials of one strategy over the same days.</summary>
/// <param name="Runs">The trials in the order they were asked for.</param>
public sealed record TrialGrid(IReadOnlyList<TrialRun> Runs)
{
    /// <summary>Runs every candidate on the same data and settings, several at a time; the outcome does not depend on how many.</summary>
    /// <param name="markets">The data.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="candidates">What to try, in order.</param>
    /// <param name="jobs">Runs at a time, 1 or more.</param>
    /// <param name="progress">Hears the share done; null for nobody.</param>
    /// <param name="cancellation">Asks to stop.</param>
    /// <returns>The trials, or what was wrong with the first that could not run.</returns>
    public static Result<TrialGrid> Run(
        IReadOnlyList<Market> markets, BacktestSettings settings, IReadOnlyList<StrategyChoice> candidates, int jobs = 1, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        var runs = new Result<TrialRun>[candidates.Count];
        var done = 0;
        Each(candidates.Count, jobs, cancellation, i =>
        {
            runs[i] = TrialRun.Of(new BacktestRequest(markets, candidates[i], settings), cancellation);
            var share = (double)Interlocked.Increment(ref done) / candidates.Count;
            if (progress is null) return;
            lock (runs) progress.Report(share);
        });
        foreach (var run in runs)
        {
            if (!run.Ok) return run.Error!;
        }
        var days = runs.Length == 0 ? 0 : runs.Max(run => run.Value.DailyReturns.Length);
        return new TrialGrid([.. runs.Select(run => run.Value.WithDays(days))]);
    }

    /// <summary>Runs a body for each index, several at a time; its first exception comes out as it is.</summary>
    internal static void Each(int count, int jobs, CancellationToken cancellation, Action<int> body)
    {
        try
        {
            Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, jobs), CancellationToken = cancellation }, body);
        }
        catch (AggregateException several)
        {
            ExceptionDispatchInfo.Capture(several.Flatten().InnerExceptions[0]).Throw();
        }
    }
}
