namespace Argosy.Simulation.Queues;

/// <summary>Assumes that everything shown when the order arrives stands ahead of it, and that cancellations come from ahead and behind in proportion to what stands there.</summary>
/// <remarks>What a shrinking level lost beyond its trades was cancelled; the share ahead of that is rounded down. A growing level grows behind the order.</remarks>
sealed class ProportionalQueue : IQueueModel
{
    public long Join(long shown) => shown;

    public long Changed(long ahead, long before, long after, long traded)
    {
        if (ahead == IQueueModel.Unknown) return Join(after);
        if (before == IQueueModel.Unknown) return Math.Min(ahead, after);
        var left = before - traded;
        var cancelled = left - after;
        if (cancelled > 0 && left > 0) ahead -= (long)((Int128)cancelled * Math.Min(ahead, left) / left);
        return Math.Min(ahead, after);
    }
}
