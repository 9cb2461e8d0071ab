namespace Argosy.Engine.Orders;

/// <summary>The first orders of a run, kept for its result; later ones are counted only.</summary>
public sealed class OrderHistory(int kept)
{
    readonly List<ApprovedOrder> _orders = [];

    /// <summary>Orders made in all, refused ones included.</summary>
    public int Count { get; private set; }

    /// <summary>The orders kept, by number.</summary>
    public IReadOnlyList<ApprovedOrder> Kept => _orders;

    internal void Add(ApprovedOrder order)
    {
        Count++;
        if (_orders.Count < kept) _orders.Add(order);
    }
}
