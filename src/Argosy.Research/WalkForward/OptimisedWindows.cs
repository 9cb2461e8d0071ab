using Argosy.Core.Values;
using Argosy.Research.Optimisation;
using Argosy.Research.Trials;

namespace Argosy.Research.WalkForward;

/// <summary>Searches windows with the optimiser: the same methods, objectives and constraints as a search of its own.</summary>
public static class OptimisedWindows
{
    /// <summary>A search that runs <paramref name="request"/> on each training part.</summary>
    /// <param name="request">What to search; its settings are those of the window, it has no journal and no sink.</param>
    public static WindowSearch Of(OptimisationRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return (training, cancellation) =>
        {
            var window = request with { Settings = training with { Band = false }, Journal = null, Resume = false, Sink = null };
            var found = Optimiser.Run(window, null, cancellation);
            // A search that is stopped returns what it has; a walk with a hole in it is none.
            cancellation.ThrowIfCancellationRequested();
            if (!found.Ok) return found.Error!;
            var binder = new TrialBinder(window);
            List<WindowTrial> tried = [];
            WindowTrial? best = null;
            foreach (var trial in found.Value.Trials)
            {
                if (trial.Metrics is not { } metrics) continue;
                var bound = binder.Bind(trial.Id, trial.Parameters);
                if (!bound.Ok) return bound.Error!;
                tried.Add(new WindowTrial(bound.Value.Strategy, TradingRules.Of(bound.Value.Settings), metrics));
                if (trial.Id == found.Value.Best?.Id) best = tried[^1];
            }
            return new WindowChoice(best, tried);
        };
    }
}
