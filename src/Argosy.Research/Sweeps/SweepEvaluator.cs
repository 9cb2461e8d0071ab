using Argosy.Research.Backtests;
using Argosy.Research.Optimisation;

namespace Argosy.Research.Sweeps;

/// <summary>One thread's evaluator: sets with equal settings are swept together, what a sweep does not know goes to another evaluator.</summary>
/// <remarks>A sweep takes every set to its end: a watch is heard by the other evaluator alone.</remarks>
sealed class SweepEvaluator(IReadOnlyList<Market> markets, ITrialEvaluator other) : ITrialEvaluator
{
    // Sets differ in order size at most, of which a search has few.
    const int MostPlans = 16;

    // Looked at once for each of the settings: a plan, or null where the engine is needed.
    readonly Dictionary<BacktestSettings, SweepPlan?> _plans = [];

    // Many sets are wanted only where they are swept: they share what is made once for all of them.
    bool _sweeps;

    /// <inheritdoc/>
    public int PreferredBatch => _sweeps ? SweepPlan.LargestFullGroup : Math.Max(1, other.PreferredBatch);

    /// <inheritdoc/>
    public void Evaluate(IReadOnlyList<TrialCandidate> batch, Action<int, TrialOutcome> known, ITrialWatch? watch, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentNullException.ThrowIfNull(known);
        var swept = new List<(int Place, SweepPlan Plan, CrossSignal Signal)>();
        var left = new List<int>();
        for (var i = 0; i < batch.Count; i++)
        {
            if (SweepPlanner.SignalOf(batch[i].Strategy) is { } signal && PlanFor(batch[i]) is { } plan) swept.Add((i, plan, signal));
            else left.Add(i);
        }
        foreach (var group in swept.GroupBy(item => item.Plan))
        {
            var places = group.Select(item => item.Place).ToArray();
            left.AddRange(Sweep(group.Key.Over([.. places.Select(place => batch[place].Strategy)], [.. group.Select(item => item.Signal)]), places, known, cancellation));
        }
        _sweeps = left.Count == 0;
        left.Sort();
        foreach (var places in left.Chunk(Math.Max(1, other.PreferredBatch))) Hand(batch, places, known, watch, cancellation);
    }

    SweepPlan? PlanFor(TrialCandidate candidate)
    {
        if (_plans.TryGetValue(candidate.Settings, out var known)) return known;
        if (_plans.Count == MostPlans) _plans.Clear();
        var plan = SweepPlanner.TryPlan(markets, candidate.Settings, [candidate.Strategy]);
        return _plans[candidate.Settings] = plan.Ok ? plan.Value : null;
    }

    // Sweeps sets and returns the places of those it could not.
    static IEnumerable<int> Sweep(SweepPlan plan, int[] places, Action<int, TrialOutcome> known, CancellationToken cancellation)
    {
        var isKnown = new bool[places.Length];
        var how = new SweepRun { Depth = SweepDepth.Full, WithTradeHash = true, Known = Tell };
        return plan.Run(how, null, cancellation).Ok ? [] : places.Where((_, set) => !isKnown[set]);

        void Tell(int set, SweepOutcome outcome)
        {
            isKnown[set] = true;
            known(places[set], new TrialOutcome(outcome.Metrics, outcome.TradeHash, outcome.Seconds));
        }
    }

    void Hand(IReadOnlyList<TrialCandidate> batch, int[] places, Action<int, TrialOutcome> known, ITrialWatch? watch, CancellationToken cancellation) =>
        other.Evaluate([.. places.Select(place => batch[place])], (place, outcome) => known(places[place], outcome), watch, cancellation);
}
