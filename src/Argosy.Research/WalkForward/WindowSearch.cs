using Argosy.Core.Values;
using Argosy.Research.Backtests;
using Argosy.Research.Trials;

namespace Argosy.Research.WalkForward;

/// <summary>Looks for the best parameters on a window's training part.</summary>
/// <param name="training">The settings, their range that of the training part.</param>
/// <param name="cancellation">Asks to stop.</param>
/// <returns>What was tried and which of it is best.</returns>
public delegate Result<WindowChoice> WindowSearch(BacktestSettings training, CancellationToken cancellation);

/// <summary>The outcome of a search.</summary>
/// <param name="Best">The best trial; null where none has an objective: the window is then left idle.</param>
/// <param name="Tried">Every trial, the best included.</param>
public sealed record WindowChoice(TrialRun? Best, IReadOnlyList<TrialRun> Tried)
{
    /// <summary>The best of a grid by an objective of which more is better; of equal ones the first. Sets that never traded are no choice.</summary>
    public static WindowChoice Of(TrialGrid grid, Func<TrialRun, double?> objective)
    {
        ArgumentNullException.ThrowIfNull(grid);
        ArgumentNullException.ThrowIfNull(objective);
        TrialRun? best = null;
        double? value = null;
        foreach (var run in grid.Runs)
        {
            if (!run.HasTraded || objective(run) is not { } v || (value is { } top && v <= top)) continue;
            (best, value) = (run, v);
        }
        return new WindowChoice(best, grid.Runs);
    }
}
