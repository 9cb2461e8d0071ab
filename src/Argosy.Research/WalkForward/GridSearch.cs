using Argosy.Research.Backtests;
using Argosy.Research.Trials;

namespace Argosy.Research.WalkForward;

/// <summary>The plainest search of a window: everything is tried.</summary>
public static class GridSearch
{
    /// <summary>A search that tries every candidate.</summary>
    /// <param name="markets">The data.</param>
    /// <param name="candidates">What to try.</param>
    /// <param name="objective">What shall be greatest.</param>
    /// <param name="jobs">Runs at a time.</param>
    public static WindowSearch Of(IReadOnlyList<Market> markets, IReadOnlyList<StrategyChoice> candidates, Func<TrialRun, double?> objective, int jobs = 1) => (training, cancellation) =>
    {
        var grid = TrialGrid.Run(markets, training, candidates, jobs, null, cancellation);
        return grid.Ok ? WindowChoice.Of(grid.Value, objective) : grid.Error!;
    };
}
