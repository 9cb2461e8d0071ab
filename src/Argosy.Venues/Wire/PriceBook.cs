using Argosy.Hosting.Ports;

namespace Argosy.Venues.Wire;

/// <summary>Resting bids and asks by level, best first.</summary>
public sealed class PriceBook
{
    readonly List<BookLevel> _bids = [], _asks = [];

    /// <summary>Bids, highest first.</summary>
    public IReadOnlyList<BookLevel> Bids => _bids;

    /// <summary>Asks, lowest first.</summary>
    public IReadOnlyList<BookLevel> Asks => _asks;

    /// <summary>Whether the best bid reaches the best ask: such a book is broken.</summary>
    public bool IsCrossed => _bids.Count > 0 && _asks.Count > 0 && _bids[0].Price >= _asks[0].Price;

    /// <summary>Empties it.</summary>
    public void Clear()
    {
        _bids.Clear();
        _asks.Clear();
    }

    /// <summary>Sets or removes levels.</summary>
    public void Apply(IReadOnlyList<BookLevel> bids, IReadOnlyList<BookLevel> asks)
    {
        ArgumentNullException.ThrowIfNull(bids);
        ArgumentNullException.ThrowIfNull(asks);
        for (var i = 0; i < bids.Count; i++) Set(_bids, bids[i], sign: -1);
        for (var i = 0; i < asks.Count; i++) Set(_asks, asks[i], sign: 1);
    }

    static void Set(List<BookLevel> side, BookLevel level, int sign)
    {
        var (low, high) = (0, side.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (side[middle].Price.CompareTo(level.Price) * sign < 0) low = middle + 1;
            else high = middle;
        }
        var isThere = low < side.Count && side[low].Price == level.Price;
        if (level.Quantity == 0)
        {
            if (isThere) side.RemoveAt(low);
        }
        else if (isThere)
        {
            side[low] = level;
        }
        else
        {
            side.Insert(low, level);
        }
    }
}
