namespace Argosy.Engine.Orders;

/// <summary>The first orders of a run, kept for its result; later ones are counted only.</summary>
public sealed class OrderHistory(int kept)
{
    readonly List<ApprovedOrder> _orders = [];

    /// <summary>Orders made in all, refused ones included.</summary>
    public int Count { get; private set; }

    /// <summary>The orders kept, in the order they were made: children before an intent that was added earlier and decided later.</summary>
    public IReadOnlyList<ApprovedOrder> Kept => _orders;

    /// <summary>A kept order by its number, ended or not; null when it was not kept.</summary>
    public ApprovedOrder? Find(int id) => _orders.FindLast(order => order.Id == id);

    internal void Add(ApprovedOrder order)
    {
        Count++;
        if (_orders.Count < kept) _orders.Add(order);
    }
}
