using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Simulation.Books;

namespace Argosy.Simulation.Venue;

/// <summary>What takers can have: the levels the book shows, less what we have taken from them ourselves since they changed last.</summary>
/// <remarks>The recorded market did not see us: without this memory one level would fill us again and again.</remarks>
sealed class ShownDepth(OrderBook book, int quantityScale, bool showsAll)
{
    Taken[] _taken = new Taken[16];
    int _count;

    /// <summary>Whether all levels are shown, not only the best.</summary>
    public bool ShowsAll => showsAll;

    /// <summary>Best price a taker finds, whatever is left of it: <see cref="long.MaxValue"/> or 0 without one.</summary>
    public long Touch(Side taker) => taker == Side.Buy ? book.Ask : book.Bid;

    /// <summary>The next level from <paramref name="level"/> on, within a limit (0: none), at which something is left.</summary>
    public bool Offer(Side taker, long limit, ref int level, out long price, out decimal quantity)
    {
        var asks = taker == Side.Buy;
        for (; level < book.Levels(asks); level++)
        {
            (price, var shown) = book.Level(asks, level);
            if (limit != 0 && (asks ? price > limit : price < limit)) break;
            quantity = Exact.FromUnits(shown, quantityScale) - TakenAt(asks, price);
            if (quantity > 0) return true;
        }
        (price, quantity) = (0, 0);
        return false;
    }

    /// <summary>Remembers what was taken from a level.</summary>
    public void Take(Side taker, long price, decimal quantity)
    {
        var asks = taker == Side.Buy;
        for (var i = 0; i < _count; i++)
        {
            if (_taken[i].Asks != asks || _taken[i].Price != price) continue;
            _taken[i].Quantity += quantity;
            return;
        }
        if (_count == _taken.Length) Array.Resize(ref _taken, _count * 2);
        _taken[_count++] = new Taken { Asks = asks, Price = price, Quantity = quantity };
    }

    /// <summary>The market says anew what a level holds.</summary>
    public void Renew(bool asks, long price)
    {
        for (var i = 0; i < _count; i++)
        {
            if (_taken[i].Asks != asks || _taken[i].Price != price) continue;
            _taken[i] = _taken[--_count];
            return;
        }
    }

    /// <summary>The market says anew what all levels hold.</summary>
    public void RenewAll() => _count = 0;

    /// <summary>Whether anything was taken that is still shown.</summary>
    public bool HasTaken => _count > 0;

    decimal TakenAt(bool asks, long price)
    {
        for (var i = 0; i < _count; i++)
        {
            if (_taken[i].Asks == asks && _taken[i].Price == price) return _taken[i].Quantity;
        }
        return 0;
    }

    struct Taken
    {
        public bool Asks;
        public long Price;
        public decimal Quantity;
    }
}
