using System.Diagnostics;
using Argosy.Core.Values;
using Argosy.Research.Backtests;

namespace Argosy.Research.Optimisation;

/// <summary>One search on its way: the sampler proposes a batch, the batch runs, its trials are taken in the order of their numbers.</summary>
sealed class Search
{
    // What does not learn from its trials may run in large batches; with pruning the batches are what is learnt from.
    const int LargeBatch = 2_048, PrunedBatch = 20;

    readonly OptimisationRequest _request;
    readonly TestRange _range;
    readonly string _dataHash;
    readonly TrialPool _pool;
    readonly ISampler _sampler;
    readonly MedianPruning? _pruning;
    readonly BatchRunner _runner;
    readonly List<SearchTrial> _trials = [];
    readonly long _begin = Stopwatch.GetTimestamp();

    public Search(OptimisationRequest request, TestRange range, string dataHash, TrialJournal? journal, IProgress<OptimisationProgress>? progress)
    {
        _request = request;
        _range = range;
        _dataHash = dataHash;
        _pool = new TrialPool(request.Space, new TrialBinder(request));
        _pruning = request.Prune ? new MedianPruning(request.Objectives[0]) : null;
        _sampler = Sampler(request);
        _runner = new BatchRunner(request, journal, _pruning, new SearchProgress(request, progress, Most));
    }

    long Most => _request.Method == SearchMethod.Grid ? _request.Space.Size!.Value : Math.Min(_request.Trials ?? OptimisationRequest.DefaultTrials, _request.Space.Size ?? long.MaxValue);

    public Result<OptimisationResult> Run(CancellationToken cancellation)
    {
        var stopped = false;
        while (_trials.Count < Most && !stopped)
        {
            _pool.Begin((int)Math.Min(_sampler.BatchSize, Most - _trials.Count));
            _sampler.Fill(_pool, _trials);
            if (_pool.Batch.Count == 0) break;
            var run = _runner.Run(_pool.Batch, cancellation);
            if (!run.Ok) return run.Error!;
            stopped = cancellation.IsCancellationRequested;
            Commit(run.Value);
        }
        if (!_trials.Exists(trial => trial.Status != TrialStatus.Infeasible) && !stopped)
        {
            return Error.BadInput($"none of the {_pool.Infeasible:#,0} parameter sets that were looked at can be run: {_pool.FirstRefusal}");
        }
        if (_trials.Count > 0 && _trials.TrueForAll(trial => trial.Status is TrialStatus.Failed or TrialStatus.Infeasible) && !stopped)
        {
            return Error.BadInput($"every trial failed: {_trials.Find(trial => trial.Status == TrialStatus.Failed)!.Reason}");
        }
        return Conclude(stopped);
    }

    void Commit(IReadOnlyList<SearchTrial> batch)
    {
        _trials.AddRange(batch);
        _pruning?.Learn(batch);
        if (_request.Sink is not { } sink) return;
        foreach (var trial in batch)
        {
            if (trial is not { Status: TrialStatus.Complete, Metrics: { } metrics }) continue;
            var candidate = _pool.Batch[trial.Id - _pool.Batch[0].Id].Candidate!;
            sink.Add(_dataHash, candidate.Strategy, candidate.Settings, metrics.Sharpe / Math.Sqrt(365));
        }
    }

    OptimisationResult Conclude(bool stopped)
    {
        var best = TrialOrder.First(_trials, _request.Objectives);
        var result = new OptimisationResult
        {
            Request = _request,
            Trials = _trials,
            Best = best,
            Front = TrialOrder.Front(_trials, _request.Objectives),
            Infeasible = _pool.Infeasible,
            From = _range.From,
            To = _range.To,
            DataHash = _dataHash,
            Warnings = [],
            Stopped = stopped,
            Performance = new SearchPerformance(_runner.Evaluated, Stopwatch.GetElapsedTime(_begin).TotalSeconds, _runner.EngineSeconds, _runner.RunSeconds, _runner.Jobs),
        };
        return result with { Warnings = [.. SearchNotes.Of(result, _pool.FirstRefusal)] };
    }

    static ISampler Sampler(OptimisationRequest request) => request.Method switch
    {
        SearchMethod.Grid => new GridSampler(request.Space, request.Prune ? PrunedBatch : LargeBatch),
        SearchMethod.Random => new RandomSampler(request.Seed, request.Prune ? PrunedBatch : LargeBatch),
        SearchMethod.Tpe => new TpeSampler(request.Seed, request.Objectives),
        SearchMethod.Genetic => new GeneticSampler(request.Seed, request.Objectives),
    };
}
