using Argosy.Research.Backtests;
using Argosy.Research.Trials;

namespace Argosy.Research.Validation;

/// <summary>What the checks of a strategy found: <c>argosy-validation/1</c> before it becomes JSON.</summary>
public sealed record ValidationReport
{
    /// <summary>The backtest that was checked.</summary>
    public required BacktestResult Tested { get; init; }

    /// <summary>What was said, in the order of the checks.</summary>
    public required IReadOnlyList<CheckOutcome> Outcomes { get; init; }

    /// <summary>Parameter sets that ran; 1 without a search.</summary>
    public required int Trials { get; init; }

    /// <summary>Everything tried with this strategy on these data, as far as the catalogue knows, or what was tried here without one.</summary>
    public required TrialCount Counted { get; init; }

    /// <summary>Whether the catalogue counts.</summary>
    public required bool IsRecorded { get; init; }

    /// <summary>Look-ahead; null where not checked.</summary>
    public LookAheadFinding? LookAhead { get; init; }

    /// <summary>Warm-up; null where not checked.</summary>
    public WarmUpFinding? WarmUp { get; init; }

    /// <summary>The deflated Sharpe ratio; null where not checked or undefined.</summary>
    public double? DeflatedSharpe { get; init; }

    /// <summary>The probability of overfitting; null where not checked or impossible.</summary>
    public OverfittingProbability? Overfitting { get; init; }

    /// <summary>Purged k-fold cross-validation; null where not checked or impossible.</summary>
    public CrossValidation? Folds { get; init; }

    /// <summary>Combinatorial purged cross-validation; null where not checked or impossible.</summary>
    public CrossValidation? Combinatorial { get; init; }

    /// <summary>Trades in other orders; null where not checked or impossible.</summary>
    public TradeShuffle? Shuffle { get; init; }

    /// <summary>Days drawn anew; null where not checked or impossible.</summary>
    public BlockBootstrap? Bootstrap { get; init; }

    /// <summary>Noised candles; null where not checked.</summary>
    public CandleNoise? Noise { get; init; }

    /// <summary>The plateau; null where not checked or impossible.</summary>
    public PlateauScore? Plateau { get; init; }

    /// <summary>Costs; null where not checked.</summary>
    public CostSensitivity? Costs { get; init; }

    /// <summary>Whether a check found that the results are worth nothing.</summary>
    public bool HasFailed => Outcomes.Any(o => o.Verdict == CheckVerdict.Failed);
}
