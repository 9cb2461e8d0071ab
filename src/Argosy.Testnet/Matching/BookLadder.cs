using Argosy.Core.Orders;

namespace Argosy.Testnet.Matching;

/// <summary>One side of a book: levels from the best price on, each first come, first served.</summary>
internal sealed class BookLadder(Side side)
{
    // Keyed so that the best price is first: bids by their negated price.
    readonly SortedList<long, LinkedList<BookOrder>> _levels = [];

    public bool IsEmpty => _levels.Count == 0;

    public int Count => _levels.Count;

    /// <summary>Best price, ticks; only of a ladder that is not empty.</summary>
    public long BestPrice => PriceOf(_levels.GetKeyAtIndex(0));

    /// <summary>Who is served next; only of a ladder that is not empty.</summary>
    public BookOrder First => _levels.GetValueAtIndex(0).First!.Value;

    public void Add(BookOrder order)
    {
        if (!_levels.TryGetValue(KeyOf(order.Price), out var level)) _levels.Add(KeyOf(order.Price), level = []);
        level.AddLast(order);
    }

    public bool Remove(BookOrder order)
    {
        if (!_levels.TryGetValue(KeyOf(order.Price), out var level) || !level.Remove(order)) return false;
        if (level.Count == 0) _levels.Remove(KeyOf(order.Price));
        return true;
    }

    /// <summary>Lots at a price.</summary>
    public long LotsAt(long price) => _levels.TryGetValue(KeyOf(price), out var level) ? level.Sum(order => order.Lots) : 0;

    /// <summary>Price and lots of the best levels.</summary>
    public IEnumerable<(long Price, long Lots)> Levels(int most)
    {
        for (var i = 0; i < Math.Min(most, _levels.Count); i++) yield return (PriceOf(_levels.GetKeyAtIndex(i)), _levels.GetValueAtIndex(i).Sum(order => order.Lots));
    }

    /// <summary>Every order, in the order of service.</summary>
    public IEnumerable<BookOrder> Orders() => _levels.Values.SelectMany(level => level);

    long KeyOf(long price) => side == Side.Buy ? -price : price;

    long PriceOf(long key) => side == Side.Buy ? -key : key;
}
