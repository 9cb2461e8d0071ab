namespace Argosy.Simulation.Books;

/// <summary>One side of an order book: levels in an array with the best last, so that what changes most moves least.</summary>
sealed class BookSide(bool asks)
{
    // Rising from worst to best: a bid's price, an ask's price negated.
    long[] _keys = new long[256];
    long[] _quantities = new long[256];

    public int Count { get; private set; }

    /// <summary>Price of a level, 0 = best, price units.</summary>
    public long Price(int level)
    {
        var key = _keys[Count - 1 - level];
        return asks ? -key : key;
    }

    /// <summary>Quantity at a level, 0 = best, quantity units.</summary>
    public long Quantity(int level) => _quantities[Count - 1 - level];

    /// <summary>Quantity at a price; 0 where there is no level.</summary>
    public long QuantityAt(long price)
    {
        var at = Find(asks ? -price : price);
        return at >= 0 ? _quantities[at] : 0;
    }

    public void Clear() => Count = 0;

    /// <summary>Sets the quantity at a price; 0 removes the level.</summary>
    public void Set(long price, long quantity)
    {
        var key = asks ? -price : price;
        var at = Find(key);
        if (at >= 0)
        {
            if (quantity > 0) _quantities[at] = quantity;
            else Remove(at);
            return;
        }
        if (quantity > 0) Insert(~at, key, quantity);
    }

    int Find(long key)
    {
        var keys = _keys;
        int low = 0, high = Count - 1;
        while (low <= high)
        {
            var middle = (int)(((uint)low + (uint)high) >> 1);
            var found = keys[middle];
            if (found == key) return middle;
            if (found < key) low = middle + 1;
            else high = middle - 1;
        }
        return ~low;
    }

    void Remove(int at)
    {
        var moved = Count - at - 1;
        Array.Copy(_keys, at + 1, _keys, at, moved);
        Array.Copy(_quantities, at + 1, _quantities, at, moved);
        Count--;
    }

    void Insert(int at, long key, long quantity)
    {
        if (Count == _keys.Length)
        {
            Array.Resize(ref _keys, Count * 2);
            Array.Resize(ref _quantities, Count * 2);
        }
        var moved = Count - at;
        Array.Copy(_keys, at, _keys, at + 1, moved);
        Array.Copy(_quantities, at, _quantities, at + 1, moved);
        _keys[at] = key;
        _quantities[at] = quantity;
        Count++;
    }
}
