namespace Argosy.Engine.Orders;

/// <summary>Orders that can still change, by number, and those of each seat (book and instrument) that a target made.</summary>
sealed class WorkingOrders
{
    readonly Dictionary<int, ApprovedOrder> _byId = [];

    /// <summary>Number of orders at work or held.</summary>
    public int Count => _byId.Count;

    /// <summary>The order, or null when it has ended or never was.</summary>
    public ApprovedOrder? Find(int id) => _byId.GetValueOrDefault(id);

    public void Add(ApprovedOrder order) => _byId.Add(order.Id, order);

    public void Remove(ApprovedOrder order) => _byId.Remove(order.Id);

    /// <summary>By number: the order in which they were made.</summary>
    public ApprovedOrder[] InOrder()
    {
        var orders = _byId.Values.ToArray();
        Array.Sort(orders, (a, b) => a.Id.CompareTo(b.Id));
        return orders;
    }
}
