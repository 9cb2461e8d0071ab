using Argosy.Core.Events;

namespace Argosy.Engine.Orders;

/// <summary>How many orders and intents ended without filling whole, by reason.</summary>
sealed class EndingCounts
{
    readonly SortedDictionary<OrderReason, int> _counts = [];

    public IReadOnlyDictionary<OrderReason, int> ByReason => _counts;

    public void Add(OrderReason reason) => _counts[reason] = _counts.GetValueOrDefault(reason) + 1;

    /// <summary>It filled after all.</summary>
    public void Remove(OrderReason reason)
    {
        if (_counts.GetValueOrDefault(reason) <= 1) _counts.Remove(reason);
        else _counts[reason]--;
    }
}
