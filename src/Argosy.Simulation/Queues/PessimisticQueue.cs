namespace Argosy.Simulation.Queues;

/// <summary>Assumes that everything shown when the order arrives stands ahead of it, and that whoever cancels stood behind it as long as that is possible.</summary>
/// <remarks>So only trades shorten the queue, until less is shown than was thought to be ahead: nobody can join ahead.</remarks>
sealed class PessimisticQueue : IQueueModel
{
    public long Join(long shown) => shown;

    public long Changed(long ahead, long before, long after, long traded) => ahead == IQueueModel.Unknown ? Join(after) : Math.Min(ahead, after);
}
