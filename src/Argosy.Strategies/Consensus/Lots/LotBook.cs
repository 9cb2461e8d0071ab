using Argosy.Core.Orders;

namespace Argosy.Strategies.Consensus.Lots;

/// <summary>The open lots of one instrument, oldest first, made of real fills alone. Every sale takes the oldest lots first.</summary>
public sealed class LotBook
{
    readonly List<Lot> _lots = new(32);

    /// <summary>How many lots are open.</summary>
    public int Count => _lots.Count;

    /// <summary>The lots, oldest first.</summary>
    public IReadOnlyList<Lot> Open => _lots;

    /// <summary>Lowest entry price of an open lot, quote asset; null without one.</summary>
    public decimal? Lowest { get; private set; }

    /// <summary>Highest entry price of an open lot, quote asset; null without one.</summary>
    public decimal? Highest { get; private set; }

    /// <summary>Entry price of the oldest open lot, quote asset; null without one.</summary>
    public decimal? OldestPrice => _lots.Count == 0 ? null : _lots[0].Price;

    /// <summary>Mean entry price of all open lots, quote asset; null without one.</summary>
    public decimal? MeanPrice { get; private set; }

    /// <summary>Takes a fill; what less than <paramref name="smallest"/> is left of a lot goes on with the next one.</summary>
    /// <param name="fill">The fill.</param>
    /// <param name="smallest">The instrument's lot size, base asset.</param>
    /// <param name="position">The position after the fill, base asset: without one no lot is open.</param>
    public void Take(in Fill fill, decimal smallest, decimal position)
    {
        if (position <= 0) _lots.Clear();
        else if (fill.Side == Side.Buy) Add(in fill);
        else Remove(fill.Quantity, smallest);
        Measure();
    }

    void Add(in Fill fill)
    {
        var quantity = fill.Quantity - ((fill.Traits & FillTraits.FeeInBase) != 0 ? fill.Fee : 0);
        if (quantity <= 0) return;
        var cost = fill.Price * quantity;
        if (_lots.Count > 0 && _lots[^1].Order == fill.OrderId) _lots[^1] = _lots[^1] with { Quantity = _lots[^1].Quantity + quantity, Cost = _lots[^1].Cost + cost };
        else _lots.Add(new Lot(fill.OrderId, quantity, cost));
    }

    void Remove(decimal quantity, decimal smallest)
    {
        while (quantity > 0 && _lots.Count > 0)
        {
            var oldest = _lots[0];
            var taken = Math.Min(quantity, oldest.Quantity);
            quantity -= taken;
            var left = oldest.Quantity - taken;
            _lots.RemoveAt(0);
            if (left <= 0) continue;
            var rest = oldest with { Quantity = left, Cost = oldest.Price * left };
            if (left >= smallest || _lots.Count == 0) _lots.Insert(0, rest);
            else _lots[0] = _lots[0] with { Quantity = _lots[0].Quantity + rest.Quantity, Cost = _lots[0].Cost + rest.Cost };
        }
    }

    void Measure()
    {
        (Lowest, Highest, MeanPrice) = (null, null, null);
        var (quantity, cost) = (0m, 0m);
        foreach (var lot in _lots)
        {
            var price = lot.Price;
            Lowest = Lowest is { } low ? Math.Min(low, price) : price;
            Highest = Highest is { } high ? Math.Max(high, price) : price;
            quantity += lot.Quantity;
            cost += lot.Cost;
        }
        if (quantity > 0) MeanPrice = cost / quantity;
    }
}
