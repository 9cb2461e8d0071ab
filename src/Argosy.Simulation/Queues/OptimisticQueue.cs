namespace Argosy.Simulation.Queues;

/// <summary>Assumes that the order stands at the front of its level from the moment it arrives: an upper bound on what maker orders could have earned.</summary>
sealed class OptimisticQueue : IQueueModel
{
    public long Join(long shown) => 0;

    public long Changed(long ahead, long before, long after, long traded) => 0;
}
