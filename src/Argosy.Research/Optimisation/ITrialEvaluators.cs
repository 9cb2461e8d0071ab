using Argosy.Research.Backtests;

namespace Argosy.Research.Optimisation;

/// <summary>Makes evaluators for a search: one for each thread.</summary>
public interface ITrialEvaluators
{
    /// <summary>A fresh evaluator over shared data.</summary>
    /// <param name="markets">Instruments and data, shared by all evaluators.</param>
    /// <param name="settings">Everything else; a candidate's own settings differ from these in order size at most.</param>
    ITrialEvaluator Create(IReadOnlyList<Market> markets, BacktestSettings settings);
}
