using Argosy.Research.Metrics;

namespace Argosy.Research.Optimisation;

/// <summary>What came of one parameter set.</summary>
/// <param name="Metrics">The figures; null where the run failed or was stopped half-way.</param>
/// <param name="TradeHash">SHA-256 over the trades, hex; null without figures.</param>
/// <param name="EngineSeconds">What the backtest of this set took: the run, its trades and its figures (a planner: its share of the batch).</param>
public sealed record TrialOutcome(PerformanceMetrics? Metrics, string? TradeHash, double EngineSeconds)
{
    /// <summary>Objective values on the way, one for each checkpoint that was passed; empty without a watch.</summary>
    public IReadOnlyList<double?> Checkpoints { get; init; } = [];

    /// <summary>The part of <see cref="EngineSeconds"/> that the run alone took, without trades and figures; 0 where it is not known.</summary>
    public double RunSeconds { get; init; }

    /// <summary>Whether the watch stopped it half-way.</summary>
    public bool Pruned { get; init; }

    /// <summary>Why it failed, one sentence; null where it did not.</summary>
    public string? Failure { get; init; }
}
