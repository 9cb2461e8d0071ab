using Argosy.Research.Metrics;

namespace Argosy.Research.Optimisation;

/// <summary>One parameter set of a search and what came of it.</summary>
public sealed record SearchTrial
{
    /// <summary>Its number, from 1.</summary>
    public required int Id { get; init; }

    /// <summary>Its coordinates in the space.</summary>
    public required double[] Point { get; init; }

    /// <summary>The values of the ranges, as texts.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Parameters { get; init; }

    /// <summary>How it ended.</summary>
    public required TrialStatus Status { get; init; }

    /// <summary>The objectives' values, each null where undefined; empty without figures.</summary>
    public IReadOnlyList<double?> Objectives { get; init; } = [];

    /// <summary>How far it is from keeping all constraints; 0 where it keeps them.</summary>
    public double Violation { get; init; }

    /// <summary>The figures; null unless complete.</summary>
    public PerformanceMetrics? Metrics { get; init; }

    /// <summary>SHA-256 over the trades, hex; null unless complete.</summary>
    public string? TradeHash { get; init; }

    /// <summary>Objective values at the checkpoints passed; empty without pruning.</summary>
    public IReadOnlyList<double?> Checkpoints { get; init; } = [];

    /// <summary>What the engine took.</summary>
    public double Seconds { get; init; }

    /// <summary>Why it is infeasible or failed; null otherwise.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether it counts: complete, every objective defined, every constraint kept.</summary>
    public bool Counts => Status == TrialStatus.Complete && Violation == 0 && Objectives.All(value => value is not null);
}

/// <summary>How a trial ended.</summary>
public enum TrialStatus
{
    /// <summary>It ran to the end.</summary>
    Complete,
    /// <summary>It was stopped half-way because it did worse than most.</summary>
    Pruned,
    /// <summary>The strategy takes no such parameters; nothing ran.</summary>
    Infeasible,
    /// <summary>The strategy broke.</summary>
    Failed,
}
