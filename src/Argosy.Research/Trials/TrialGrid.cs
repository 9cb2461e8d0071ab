using System.Runtime.ExceptionServices;
using Argosy.Core.Values;
using Argosy.Research.Backtests;
using Argosy.Research.Optimisation;

namespace Argosy.Research.Trials;

/// <summary>Many trials of one strategy over the same days.</summary>
/// <param name="Runs">The trials in the order they were asked for.</param>
public sealed record TrialGrid(IReadOnlyList<TrialRun> Runs)
{
    /// <summary>Runs every candidate on the same data over the same days, several at a time; the outcome does not depend on how many.</summary>
    /// <param name="markets">The data.</param>
    /// <param name="candidates">What to try, in order; their settings have one range.</param>
    /// <param name="jobs">Runs at a time, 1 or more.</param>
    /// <param name="progress">Hears the share done; null for nobody.</param>
    /// <param name="cancellation">Asks to stop.</param>
    /// <returns>The trials, or what was wrong with the first that could not run.</returns>
    public static Result<TrialGrid> Run(
        IReadOnlyList<Market> markets, IReadOnlyList<TrialCandidate> candidates, int jobs = 1, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        var runs = new Result<TrialRun>[candidates.Count];
        var done = 0;
        Each(candidates.Count, jobs, i =>
        {
            runs[i] = TrialRun.Of(new BacktestRequest(markets, candidates[i].Strategy, candidates[i].Settings), cancellation);
            var share = (double)Interlocked.Increment(ref done) / candidates.Count;
            if (progress is null) return;
            lock (runs) progress.Report(share);
        }, cancellation);
        foreach (var run in runs)
        {
            if (!run.Ok) return run.Error!;
        }
        var days = runs.Length == 0 ? 0 : runs.Max(run => run.Value.DailyReturns.Length);
        return new TrialGrid([.. runs.Select(run => run.Value.WithDays(days))]);
    }

    /// <summary>The points of a search: all of them, or so many drawn at random where there are more; those the strategy refuses are left out.</summary>
    /// <param name="request">The search.</param>
    /// <param name="most">Most points.</param>
    public static IReadOnlyList<TrialCandidate> Candidates(OptimisationRequest request, int most)
    {
        ArgumentNullException.ThrowIfNull(request);
        var binder = new TrialBinder(request);
        List<TrialCandidate> candidates = [];
        foreach (var point in request.Space.Size is { } size && size <= most ? All(request.Space, size) : Drawn(request.Space, request.Seed, most))
        {
            if (binder.Bind(candidates.Count + 1, point) is { Ok: true } bound) candidates.Add(bound.Value);
            if (candidates.Count == most) break;
        }
        return candidates;
    }

    static IEnumerable<KeyValuePair<string, string>[]> All(ParameterSpace space, long size)
    {
        for (long i = 0; i < size; i++) yield return space.Texts(space.PointAt(i));
    }

    static IEnumerable<KeyValuePair<string, string>[]> Drawn(ParameterSpace space, ulong seed, int most)
    {
        const int Patience = 50;
        var random = new SeededGenerator(seed);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (long draw = 0; draw < (long)most * Patience; draw++)
        {
            var texts = space.Texts(space.Draw(random));
            if (seen.Add(string.Join('\n', texts.Select(t => t.Value)))) yield return texts;
        }
    }

    /// <summary>Runs a body for each index, several at a time; its first exception comes out as it is.</summary>
    internal static void Each(int count, int jobs, Action<int> body, CancellationToken cancellation)
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
