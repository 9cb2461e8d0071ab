namespace Argosy.Research.Optimisation;

/// <summary>Which trials are better: what keeps the constraints first, then what comes nearest to keeping them, then what says nothing.</summary>
/// <remarks>Source of the rule: Deb, "An efficient constraint handling method for genetic algorithms", 2000.</remarks>
static class TrialOrder
{
    /// <summary>The best trials, best first; infeasible ones are left out.</summary>
    public static IReadOnlyList<SearchTrial> Best(IReadOnlyList<SearchTrial> trials, IReadOnlyList<Objective> objectives, int count)
    {
        SearchTrial[] counting = [.. trials.Where(trial => trial.Counts)];
        var best = Counting(counting, objectives, count);
        if (best.Count >= count) return best;
        var others = trials.Where(trial => !trial.Counts && trial.Status != TrialStatus.Infeasible)
            .OrderBy(Group).ThenBy(trial => trial.Violation).ThenByDescending(trial => trial.Checkpoints.Count).ThenBy(trial => trial.Id);
        return [.. best, .. others.Take(count - best.Count)];
    }

    /// <summary>The one best trial, by the first objective where there are several; null where none counts.</summary>
    public static SearchTrial? First(IEnumerable<SearchTrial> trials, IReadOnlyList<Objective> objectives) =>
        trials.Where(trial => trial.Counts).OrderByDescending(trial => Oriented(trial, objectives), Lexical.Instance).ThenBy(trial => trial.Id).FirstOrDefault();

    /// <summary>The trials that count and that none dominates, by number.</summary>
    public static IReadOnlyList<SearchTrial> Front(IReadOnlyList<SearchTrial> trials, IReadOnlyList<Objective> objectives)
    {
        SearchTrial[] counting = [.. trials.Where(trial => trial.Counts)];
        return [.. ParetoFront.Of([.. counting.Select(trial => Oriented(trial, objectives))]).Select(i => counting[i])];
    }

    /// <summary>Objective values turned so that greater is better; the trial counts.</summary>
    public static double[] Oriented(SearchTrial trial, IReadOnlyList<Objective> objectives)
    {
        var values = new double[objectives.Count];
        for (var i = 0; i < values.Length; i++) values[i] = objectives[i].Oriented(trial.Objectives[i]!.Value);
        return values;
    }

    static IReadOnlyList<SearchTrial> Counting(SearchTrial[] trials, IReadOnlyList<Objective> objectives, int count)
    {
        if (objectives.Count > 1) return [.. ParetoFront.Best([.. trials.Select(trial => Oriented(trial, objectives))], count).Select(i => trials[i])];
        return [.. trials.OrderByDescending(trial => objectives[0].Oriented(trial.Objectives[0]!.Value)).ThenBy(trial => trial.Id).Take(count)];
    }

    static int Group(SearchTrial trial) => trial.Status switch
    {
        TrialStatus.Complete => trial.Violation > 0 ? 0 : 1,
        TrialStatus.Pruned => 2,
        TrialStatus.Failed => 3,
        TrialStatus.Infeasible => 4,
    };

    sealed class Lexical : IComparer<double[]>
    {
        public static readonly Lexical Instance = new();

        public int Compare(double[]? x, double[]? y) => x.AsSpan().SequenceCompareTo(y);
    }
}
