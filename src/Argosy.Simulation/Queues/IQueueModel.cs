namespace Argosy.Simulation.Queues;

/// <summary>Where a resting order stands among the others at its price. What trades take from the front is the same in all models; they differ in the rest.</summary>
/// <remarks>Quantities are whole units. <see cref="Unknown"/> is a queue nobody can see: only a trade through the price gets past it.</remarks>
interface IQueueModel
{
    /// <summary>A quantity that is not shown.</summary>
    public const long Unknown = long.MaxValue;

    /// <summary>What stands ahead of an order that joins a level which shows a quantity.</summary>
    long Join(long shown);

    /// <summary>What stands ahead after the quantity shown has changed.</summary>
    /// <param name="ahead">What stood ahead; trades since have been taken off.</param>
    /// <param name="before">Quantity shown before, or unknown.</param>
    /// <param name="after">Quantity shown now.</param>
    /// <param name="traded">What traded at the price between the two.</param>
    long Changed(long ahead, long before, long after, long traded);
}

/// <summary>Names of the models.</summary>
public enum QueueKind
{
    /// <summary>Behind everything shown; only trades shorten the queue.</summary>
    Pessimistic,
    /// <summary>Behind everything shown; cancellations come from ahead and behind alike.</summary>
    Proportional,
    /// <summary>At the front: whatever trades at the price fills it.</summary>
    Optimistic,
}
