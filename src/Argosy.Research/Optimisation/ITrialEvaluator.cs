namespace Argosy.Research.Optimisation;

/// <summary>Turns parameter sets into figures: the plain engine, or a planner that comes to the same figures faster.</summary>
/// <remarks>
/// One evaluator belongs to one thread at a time and may keep memory between calls. All sets it is handed differ in strategy parameters
/// (and in order size) only; data, costs and test range are those it was made for.
/// </remarks>
public interface ITrialEvaluator
{
    /// <summary>How many sets it wants next at once, 1 or more: more save nothing, fewer cost time. It may change with what it meets.</summary>
    int PreferredBatch { get; }

    /// <summary>Evaluates sets; each has one outcome, equal to what the plain engine finds.</summary>
    /// <param name="batch">The sets, at most <see cref="PreferredBatch"/>.</param>
    /// <param name="known">
    /// Hears each set's place in <paramref name="batch"/> and its outcome, once and as soon as it is known, before the next set begins its
    /// run: whoever is killed loses no more than the set that was running.
    /// </param>
    /// <param name="watch">Decides while a set runs whether it is worth going on; null lets all run. An evaluator that cannot stop half-way ignores it.</param>
    /// <param name="cancellation">Asks to stop.</param>
    /// <exception cref="OperationCanceledException">It was asked to stop; what was known before stays known.</exception>
    void Evaluate(IReadOnlyList<TrialCandidate> batch, Action<int, TrialOutcome> known, ITrialWatch? watch, CancellationToken cancellation);
}
