using Argosy.Core.Orders;
using Argosy.Engine.Orders;
using Argosy.Engine.Strategies;

namespace Argosy.Engine.Running;

/// <summary>What strategies asked for in this instant, in the order they asked.</summary>
sealed class Outbox
{
    Wish[] _wishes = new Wish[8];

    public int Count { get; private set; }

    public ref readonly Wish this[int index] => ref _wishes[index];

    public ref Wish Add()
    {
        if (Count == _wishes.Length) Array.Resize(ref _wishes, Count * 2);
        return ref _wishes[Count++];
    }

    public void Clear() => Count = 0;

    /// <summary>Forgets the wishes from <paramref name="count"/> on.</summary>
    public void CutTo(int count) => Count = Math.Min(Count, count);
}

/// <summary>One wish: a target, an order, an entry of the run's size or a cancellation.</summary>
struct Wish
{
    public WishKind Kind;
    public Direction Direction;
    public int OrderId;
    public StrategyContext Context;
    public Protection? Protection;
    public OrderIntent Intent;
}

enum WishKind : byte
{
    Target,
    Order,
    Entry,
    Cancel,
}
