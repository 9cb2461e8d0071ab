namespace Argosy.Engine.Orders;

/// <summary>Orders that can still change, by number. Young ones lie in a ring by their number; those the ring has come round to move to a table.</summary>
sealed class WorkingOrders
{
    const int RingSize = 1024;

    readonly ApprovedOrder?[] _ring = new ApprovedOrder?[RingSize];
    readonly Dictionary<int, ApprovedOrder> _old = [];

    /// <summary>Number of orders at work or held.</summary>
    public int Count { get; private set; }

    /// <summary>The order, or null when it has ended or never was.</summary>
    public ApprovedOrder? Find(int id)
    {
        if (_ring[id & (RingSize - 1)] is { } order && order.Id == id) return order;
        return _old.Count == 0 ? null : _old.GetValueOrDefault(id);
    }

    public void Add(ApprovedOrder order)
    {
        ref var place = ref _ring[order.Id & (RingSize - 1)];
        if (place is not null) _old.Add(place.Id, place);
        place = order;
        Count++;
    }

    public void Remove(ApprovedOrder order)
    {
        ref var place = ref _ring[order.Id & (RingSize - 1)];
        if (ReferenceEquals(place, order)) place = null;
        else if (!_old.Remove(order.Id)) return;
        Count--;
    }

    /// <summary>By number: the order in which they were made.</summary>
    public ApprovedOrder[] InOrder()
    {
        var orders = new List<ApprovedOrder>(Count);
        foreach (var order in _ring)
        {
            if (order is not null) orders.Add(order);
        }
        orders.AddRange(_old.Values);
        orders.Sort((a, b) => a.Id.CompareTo(b.Id));
        return [.. orders];
    }
}
