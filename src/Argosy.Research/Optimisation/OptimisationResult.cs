namespace Argosy.Research.Optimisation;

/// <summary>What a search found: <c>argosy-optimization/1</c> before it becomes JSON.</summary>
public sealed record OptimisationResult
{
    /// <summary>What was searched.</summary>
    public required OptimisationRequest Request { get; init; }

    /// <summary>Every trial, by number.</summary>
    public required IReadOnlyList<SearchTrial> Trials { get; init; }

    /// <summary>The best trial (by the first objective where there are several); null where none counts.</summary>
    public SearchTrial? Best { get; init; }

    /// <summary>Trials that count and that none beats in every objective, by number.</summary>
    public required IReadOnlyList<SearchTrial> Front { get; init; }

    /// <summary>Points the strategy refused, those without a number included.</summary>
    public required int Infeasible { get; init; }

    /// <summary>First instant of the test, Unix ms.</summary>
    public required long From { get; init; }

    /// <summary>Last instant of the test, Unix ms.</summary>
    public required long To { get; init; }

    /// <summary>The name of the data.</summary>
    public required string DataHash { get; init; }

    /// <summary>What a sceptic would say about it, and what the user should know.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>Whether it was stopped before its end.</summary>
    public bool Stopped { get; init; }

    /// <summary>What it cost.</summary>
    public required SearchPerformance Performance { get; init; }

    /// <summary>The best trials, best first: those that count, then those that do not.</summary>
    public IReadOnlyList<SearchTrial> Ranked(int count) => TrialOrder.Best(Trials, Request.Objectives, count);
}

/// <summary>What a search cost in this session; the only part of a result that differs between two equal searches, with each trial's seconds.</summary>
/// <param name="Trials">Trials that ran; those read from a journal are not counted.</param>
/// <param name="Seconds">From the beginning of the search to its end.</param>
/// <param name="EngineSeconds">Σ of what their backtests took: runs, trades and figures.</param>
/// <param name="RunSeconds">Σ of what the runs alone took.</param>
/// <param name="Jobs">Trials at a time.</param>
public sealed record SearchPerformance(int Trials, double Seconds, double EngineSeconds, double RunSeconds, int Jobs)
{
    /// <summary>Seconds · jobs / engine seconds − 1: everything that is no backtest, waiting included; null where nothing ran.</summary>
    public double? OverheadRatio => EngineSeconds > 0 ? (Seconds * Jobs / EngineSeconds) - 1 : null;
}
