using System.Diagnostics.CodeAnalysis;
using Argosy.Research.Backtests;
using Argosy.Research.Metrics;

namespace Argosy.Research.Optimisation;

/// <summary>Runs parameter sets through the engine, one after the other, over shared data; the definition of every trial.</summary>
sealed class PlainEvaluator(IReadOnlyList<Market> markets) : ITrialEvaluator
{
    readonly RunMemory _memory = new();

    /// <inheritdoc/>
    public int PreferredBatch => 1;

    /// <inheritdoc/>
    public void Evaluate(IReadOnlyList<TrialCandidate> batch, Action<int, TrialOutcome> known, ITrialWatch? watch, CancellationToken cancellation)
    {
        for (var i = 0; i < batch.Count; i++) known(i, Evaluate(batch[i], watch, cancellation));
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "The boundary of a bot: one that breaks is one trial that failed.")]
    TrialOutcome Evaluate(TrialCandidate candidate, ITrialWatch? watch, CancellationToken cancellation)
    {
        var values = new List<double?>();
        var request = new BacktestRequest(markets, candidate.Strategy, candidate.Settings with { Band = false, KeepHash = false });
        try
        {
            var run = Backtest.Measure(request, _memory, watch?.Checkpoints ?? [], GoesOn, cancellation);
            if (!run.Ok) return new TrialOutcome(null, null, 0) { Failure = run.Error!.Message };
            return new TrialOutcome(run.Value.Metrics, run.Value.TradeHash, run.Value.Seconds) { RunSeconds = run.Value.RunSeconds, Checkpoints = values, Pruned = run.Value.Metrics is null };
        }
        catch (Exception broken) when (broken is not OperationCanceledException)
        {
            return new TrialOutcome(null, null, 0) { Failure = $"{broken.GetType().Name}: {broken.Message.ReplaceLineEndings(" ")}" };
        }

        bool GoesOn(int checkpoint, PerformanceMetrics soFar)
        {
            var value = watch!.Value(soFar);
            values.Add(value);
            return !watch.Stops(checkpoint, value);
        }
    }
}

/// <summary>The plain engine's evaluators.</summary>
public sealed class PlainEvaluators : ITrialEvaluators
{
    /// <inheritdoc/>
    public ITrialEvaluator Create(IReadOnlyList<Market> markets, BacktestSettings settings) => new PlainEvaluator(markets);
}
