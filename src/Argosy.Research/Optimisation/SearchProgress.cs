using System.Diagnostics;

namespace Argosy.Research.Optimisation;

/// <summary>Counts trials as they end and tells the best so far; its callers take turns.</summary>
sealed class SearchProgress(OptimisationRequest request, IProgress<OptimisationProgress>? listener, long total)
{
    readonly long _begin = Stopwatch.GetTimestamp();
    SearchTrial? _best;
    long _done, _evaluated;

    /// <summary>Counts a trial that has ended.</summary>
    public void Add(SearchTrial trial, bool ran)
    {
        _done++;
        if (ran) _evaluated++;
        if (listener is null) return;
        if (trial.Counts && (_best is null || IsBetter(trial, _best))) _best = trial;
        listener.Report(new OptimisationProgress(_done, total, _best?.Objectives[0], _best?.Parameters ?? [], Stopwatch.GetElapsedTime(_begin).TotalSeconds, _evaluated));
    }

    bool IsBetter(SearchTrial trial, SearchTrial best)
    {
        var objective = request.Objectives[0];
        var by = objective.Oriented(trial.Objectives[0]!.Value).CompareTo(objective.Oriented(best.Objectives[0]!.Value));
        return by > 0 || (by == 0 && trial.Id < best.Id);
    }
}
