namespace Argosy.Simulation.Books;

/// <summary>Resting bids and asks by level, in whole units of price and quantity. Changing it allocates nothing once it has grown.</summary>
public sealed class OrderBook
{
    readonly BookSide _bids = new(asks: false);
    readonly BookSide _asks = new(asks: true);

    /// <summary>Best bid, price units; 0 without one.</summary>
    public long Bid => _bids.Count > 0 ? _bids.Price(0) : 0;

    /// <summary>Quantity at the best bid, quantity units; 0 without one.</summary>
    public long BidQuantity => _bids.Count > 0 ? _bids.Quantity(0) : 0;

    /// <summary>Best ask, price units; <see cref="long.MaxValue"/> without one.</summary>
    public long Ask => _asks.Count > 0 ? _asks.Price(0) : long.MaxValue;

    /// <summary>Quantity at the best ask, quantity units; 0 without one.</summary>
    public long AskQuantity => _asks.Count > 0 ? _asks.Quantity(0) : 0;

    /// <summary>Whether a bid lies at or above an ask: no market looks like that.</summary>
    public bool IsCrossed => Bid >= Ask;

    /// <summary>Levels on a side.</summary>
    public int Levels(bool asks) => Side(asks).Count;

    /// <summary>A level of a side, 0 = best: price and quantity in units.</summary>
    public (long Price, long Quantity) Level(bool asks, int level) => (Side(asks).Price(level), Side(asks).Quantity(level));

    /// <summary>Quantity at a price, quantity units; 0 where there is no level.</summary>
    public long QuantityAt(bool asks, long price) => Side(asks).QuantityAt(price);

    /// <summary>Sets the new quantity at a price; 0 removes the level.</summary>
    public void Set(bool asks, long price, long quantity) => Side(asks).Set(price, quantity);

    /// <summary>Becomes a book of which only the best prices are known.</summary>
    public void SetBest(long bid, long bidQuantity, long ask, long askQuantity)
    {
        Clear();
        _bids.Set(bid, bidQuantity);
        _asks.Set(ask, askQuantity);
    }

    /// <summary>Takes all levels away.</summary>
    public void Clear()
    {
        _bids.Clear();
        _asks.Clear();
    }

    BookSide Side(bool asks) => asks ? _asks : _bids;
}
