using Argosy.Core.Values;
using Argosy.Research.Backtests;
using Argosy.Research.Results;

namespace Argosy.Research.Optimisation;

/// <summary>One search to run.</summary>
public sealed record OptimisationRequest
{
    /// <summary>Trials where nothing is said and the method is not a grid.</summary>
    public const int DefaultTrials = 200;

    /// <summary>Instruments with their histories; all trials share them.</summary>
    public required IReadOnlyList<Market> Markets { get; init; }

    /// <summary>Everything else that decides a trial; its from and to are the window that is searched on.</summary>
    public required BacktestSettings Settings { get; init; }

    /// <summary>The strategy's name.</summary>
    public required string Strategy { get; init; }

    /// <summary>Parameters that keep one value, as texts.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Makes the strategy of a parameter set, or says why there is none: such a set is infeasible.</summary>
    public required Func<IReadOnlyDictionary<string, string>, Result<StrategyChoice>> Bind { get; init; }

    /// <summary>What is searched.</summary>
    public required ParameterSpace Space { get; init; }

    /// <summary>What is wanted, one or more.</summary>
    public required IReadOnlyList<Objective> Objectives { get; init; }

    /// <summary>What must be kept.</summary>
    public IReadOnlyList<Constraint> Constraints { get; init; } = [];

    /// <summary>How trials are picked.</summary>
    public SearchMethod Method { get; init; } = SearchMethod.Grid;

    /// <summary>Trials that run, 1 or more; null: the whole grid, <see cref="DefaultTrials"/> of the others.</summary>
    public int? Trials { get; init; }

    /// <summary>Seed of the search; the same seed picks the same trials whatever <see cref="Jobs"/> is.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Trials that run at a time, 1 or more.</summary>
    public int Jobs { get; init; } = 1;

    /// <summary>Whether runs that do worse than half of the finished ones are stopped half-way.</summary>
    public bool Prune { get; init; }

    /// <summary>Where each trial is noted as soon as it has ended; null for nowhere.</summary>
    public string? Journal { get; init; }

    /// <summary>Where the journal is.</summary>
    public IOutputFiles Files { get; init; } = LocalFiles.Instance;

    /// <summary>Whether the journal is gone on with; otherwise there must be none.</summary>
    public bool Resume { get; init; }

    /// <summary>Makes what evaluates the trials.</summary>
    public ITrialEvaluators Evaluators { get; init; } = new PlainEvaluators();

    /// <summary>Hears of every complete trial; null for nobody.</summary>
    public ITrialSink? Sink { get; init; }
}
