using System.Runtime.ExceptionServices;
using Argosy.Core.Values;

namespace Argosy.Research.Optimisation;

/// <summary>Runs the trials of a batch, several at a time; each is noted in the journal as soon as it has ended.</summary>
sealed class BatchRunner(OptimisationRequest request, TrialJournal? journal, ITrialWatch? watch, SearchProgress progress)
{
    readonly Lock _lock = new();
    readonly ITrialEvaluator[] _evaluators = [.. Enumerable.Range(0, request.Jobs).Select(_ => request.Evaluators.Create(request.Markets, request.Settings))];

    /// <summary>Trials that ran in this session.</summary>
    public int Evaluated { get; private set; }

    /// <summary>What their backtests took.</summary>
    public double EngineSeconds { get; private set; }

    /// <summary>What the runs of these took, without trades and figures.</summary>
    public double RunSeconds { get; private set; }

    /// <summary>Trials at a time.</summary>
    public int Jobs => _evaluators.Length;

    /// <summary>The batch's trials by number; those that had not ended when it was asked to stop are missing.</summary>
    public Result<IReadOnlyList<SearchTrial>> Run(IReadOnlyList<PooledTrial> batch, CancellationToken cancellation)
    {
        var trials = new SearchTrial?[batch.Count];
        var waiting = new List<int>();
        for (var i = 0; i < batch.Count; i++)
        {
            if (journal is not null && journal.Trials.TryGetValue(batch[i].Id, out var noted))
            {
                if (!IsSame(noted, batch[i])) return Error.Corrupt($"{request.Journal}: trial {noted.Id} has other parameters than this search gives it; it was written by another version, delete it to begin anew");
                trials[i] = Noted(noted, batch[i]);
                progress.Add(trials[i]!, ran: false);
            }
            else if (batch[i].Candidate is null)
            {
                trials[i] = Trial(batch[i], TrialStatus.Infeasible) with { Reason = batch[i].Refusal };
                progress.Add(trials[i]!, ran: false);
            }
            else
            {
                waiting.Add(i);
            }
        }
        if (waiting.Count > 0) Evaluate(batch, waiting, trials, cancellation);
        return trials.OfType<SearchTrial>().ToArray();
    }

    void Evaluate(IReadOnlyList<PooledTrial> batch, List<int> waiting, SearchTrial?[] trials, CancellationToken cancellation)
    {
        var next = 0;
        try
        {
            Parallel.For(0, _evaluators.Length, new ParallelOptions { MaxDegreeOfParallelism = _evaluators.Length }, worker =>
            {
                var evaluator = _evaluators[worker];
                var most = Math.Max(1, (waiting.Count + _evaluators.Length - 1) / _evaluators.Length);
                while (!cancellation.IsCancellationRequested)
                {
                    // What an evaluator wants changes with what it meets.
                    var size = Math.Clamp(evaluator.PreferredBatch, 1, most);
                    var start = Interlocked.Add(ref next, size) - size;
                    if (start >= waiting.Count) return;
                    var count = Math.Min(size, waiting.Count - start);
                    try
                    {
                        evaluator.Evaluate([.. waiting.GetRange(start, count).Select(i => batch[i].Candidate!)], Known, watch, cancellation);
                    }
                    catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
                    {
                        // What was running is lost, as it is when the process is killed.
                        return;
                    }

                    void Known(int place, TrialOutcome outcome) => Take(batch[waiting[start + place]], outcome, ref trials[waiting[start + place]]);
                }
            });
        }
        catch (AggregateException several)
        {
            ExceptionDispatchInfo.Capture(several.Flatten().InnerExceptions[0]).Throw();
        }
    }

    void Take(PooledTrial pooled, TrialOutcome outcome, ref SearchTrial? place)
    {
        var trial = Judged(pooled, outcome);
        lock (_lock)
        {
            journal?.Add(trial);
            Evaluated++;
            EngineSeconds += outcome.EngineSeconds;
            RunSeconds += outcome.RunSeconds;
            progress.Add(trial, ran: true);
        }
        place = trial;
    }

    SearchTrial Judged(PooledTrial pooled, TrialOutcome outcome)
    {
        if (outcome.Metrics is not { } metrics)
        {
            return Trial(pooled, outcome.Pruned ? TrialStatus.Pruned : TrialStatus.Failed) with { Seconds = outcome.EngineSeconds, Checkpoints = outcome.Checkpoints, Reason = outcome.Failure };
        }
        return Trial(pooled, TrialStatus.Complete) with
        {
            Objectives = [.. request.Objectives.Select(objective => objective.Formula.Of(metrics))],
            Violation = request.Constraints.Sum(constraint => constraint.Violation(metrics)),
            Metrics = metrics,
            TradeHash = outcome.TradeHash,
            Checkpoints = outcome.Checkpoints,
            Seconds = outcome.EngineSeconds,
        };
    }

    SearchTrial Noted(StoredTrial noted, PooledTrial pooled) =>
        Judged(pooled, new TrialOutcome(noted.Metrics, noted.TradeHash, noted.Seconds) { Checkpoints = noted.Checkpoints, Pruned = TrialJson.Status(noted.Status) == TrialStatus.Pruned, Failure = noted.Reason });

    static SearchTrial Trial(PooledTrial pooled, TrialStatus status) => new() { Id = pooled.Id, Point = pooled.Point, Parameters = pooled.Parameters, Status = status };

    static bool IsSame(StoredTrial noted, PooledTrial pooled) =>
        noted.Parameters.Count == pooled.Parameters.Count && pooled.Parameters.All(pair => noted.Parameters.TryGetValue(pair.Key, out var value) && value == pair.Value);
}
