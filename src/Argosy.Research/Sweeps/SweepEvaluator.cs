using System.Diagnostics;
using Argosy.Research.Backtests;
using Argosy.Research.Optimisation;

namespace Argosy.Research.Sweeps;

/// <summary>One thread's evaluator: sets with equal settings are swept together, what a sweep does not know goes to another evaluator.</summary>
/// <remarks>A sweep takes every set to its end: a watch is heard by the other evaluator alone.</remarks>
sealed class SweepEvaluator(IReadOnlyList<Market> markets, ITrialEvaluator other) : ITrialEvaluator
{
    // Sets differ in order size at most, of which a search has few.
    const int MostPlans = 16;

    static readonly SweepRun How = new() { Depth = SweepDepth.Full, WithTradeHash = true };

    // Looked at once for each of the settings: a plan, or null where the engine is needed.
    readonly Dictionary<BacktestSettings, SweepPlan?> _plans = [];

    // Sets the other evaluator runs one after another are not kept waiting for one another: all of a batch end together.
    bool _sweeps;

    /// <inheritdoc/>
    public int PreferredBatch => _sweeps ? SweepPlan.LargestFullGroup : Math.Max(1, other.PreferredBatch);

    /// <inheritdoc/>
    public void Evaluate(IReadOnlyList<TrialCandidate> batch, Span<TrialOutcome> outcomes, ITrialWatch? watch, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(batch);
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
            if (!Sweep(group.Key.Over([.. places.Select(place => batch[place].Strategy)], [.. group.Select(item => item.Signal)]), places, outcomes, cancellation)) left.AddRange(places);
        }
        _sweeps = left.Count == 0;
        left.Sort();
        foreach (var places in left.Chunk(Math.Max(1, other.PreferredBatch))) Hand(batch, places, outcomes, watch, cancellation);
    }

    SweepPlan? PlanFor(TrialCandidate candidate)
    {
        if (_plans.TryGetValue(candidate.Settings, out var known)) return known;
        if (_plans.Count == MostPlans) _plans.Clear();
        var plan = SweepPlanner.TryPlan(markets, candidate.Settings, [candidate.Strategy]);
        return _plans[candidate.Settings] = plan.Ok ? plan.Value : null;
    }

    static bool Sweep(SweepPlan plan, int[] places, Span<TrialOutcome> outcomes, CancellationToken cancellation)
    {
        var begin = Stopwatch.GetTimestamp();
        var result = plan.Run(How, null, cancellation);
        if (!result.Ok) return false;
        var share = Stopwatch.GetElapsedTime(begin).TotalSeconds / places.Length;
        for (var i = 0; i < places.Length; i++) outcomes[places[i]] = new TrialOutcome(result.Value[i].Metrics, result.Value[i].TradeHash, share);
        return true;
    }

    void Hand(IReadOnlyList<TrialCandidate> batch, int[] places, Span<TrialOutcome> outcomes, ITrialWatch? watch, CancellationToken cancellation)
    {
        var handed = new TrialOutcome[places.Length];
        other.Evaluate([.. places.Select(place => batch[place])], handed, watch, cancellation);
        for (var i = 0; i < places.Length; i++) outcomes[places[i]] = handed[i];
    }
}
