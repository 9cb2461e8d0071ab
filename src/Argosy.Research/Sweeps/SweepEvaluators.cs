using Argosy.Research.Backtests;
using Argosy.Research.Optimisation;

namespace Argosy.Research.Sweeps;

/// <summary>Evaluators that sweep what can be swept and hand the rest to others, the plain engine's.</summary>
/// <param name="others">Evaluate what a sweep does not know.</param>
public sealed class SweepEvaluators(ITrialEvaluators others) : ITrialEvaluators
{
    /// <inheritdoc/>
    public ITrialEvaluator Create(IReadOnlyList<Market> markets, BacktestSettings settings)
    {
        ArgumentNullException.ThrowIfNull(others);
        return new SweepEvaluator(markets, others.Create(markets, settings));
    }
}
