using Argosy.Core.Values;
using Argosy.Engine.Strategies;
using Argosy.Research.Backtests;
using Argosy.Research.Optimisation;
using Argosy.Research.Trials;

namespace Argosy.Research.Validation;

/// <summary>What to check of a strategy.</summary>
public sealed record ValidationRequest
{
    /// <summary>The backtest; where there is a search, its strategy gives way to the best of that.</summary>
    public required BacktestRequest Backtest { get; init; }

    /// <summary>Where parameters were searched; null where none were.</summary>
    public OptimisationRequest? Search { get; init; }

    /// <summary>What is wanted of the strategy.</summary>
    public required Objective Objective { get; init; }

    /// <summary>The strategy's parameters, for its neighbours.</summary>
    public required IReadOnlyList<StrategyParameter> Parameters { get; init; }

    /// <summary>Makes the strategy of a parameter set, or says why there is none.</summary>
    public required Func<IReadOnlyDictionary<string, string>, Result<StrategyChoice>> Bind { get; init; }

    /// <summary>The checks to make.</summary>
    public IReadOnlyList<CheckKind> Checks { get; init; } = Enum.GetValues<CheckKind>();

    /// <summary>Most parameter sets of a search that run; where there are more, as many are drawn at random.</summary>
    public int MostTrials { get; init; } = 1_000;

    /// <summary>Seed of everything drawn.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Orders of trades, and series of days, that are drawn.</summary>
    public int Draws { get; init; } = 1_000;

    /// <summary>Runs on noised candles.</summary>
    public int NoiseRuns { get; init; } = 20;

    /// <summary>Standard deviation of a noised price's move, as a share of its bar's range.</summary>
    public double NoiseAmount { get; init; } = 0.1;

    /// <summary>Runs at a time.</summary>
    public int Jobs { get; init; } = 1;

    /// <summary>Where trials are counted; null where there is no catalogue.</summary>
    public ITrialRecord? Record { get; init; }
}
