using Argosy.Core.Orders;

namespace Argosy.Testnet.Matching;

/// <summary>A book that matches by price, then by time, in whole ticks and lots.</summary>
/// <remarks>Pure and deterministic: no clock, no chance. A trade happens at the resting order's price. The book is never crossed.</remarks>
internal sealed class MatchingBook
{
    readonly SortedSet<long> _changedBids = [], _changedAsks = [];

    public BookLadder Bids { get; } = new(Side.Buy);

    public BookLadder Asks { get; } = new(Side.Sell);

    /// <summary>Number of changes of levels so far.</summary>
    public long UpdateId { get; private set; } = 1;

    /// <summary>Puts an order in: what crosses trades, the rest stays where it may.</summary>
    public MatchOutcome Submit(in Taker taker)
    {
        var outcome = new MatchOutcome { Left = taker.Lots };
        if (taker.FillOrKill && Available(taker) < taker.Lots) return outcome;
        var makers = Opposite(taker.Side);
        var budget = taker.Budget;
        while (outcome.Left > 0 && !makers.IsEmpty && Reaches(taker, makers.BestPrice))
        {
            var maker = makers.First;
            var lots = Math.Min(outcome.Left, maker.Lots);
            if (IsOwn(taker, maker))
            {
                if (!Prevent(taker, maker, lots, outcome)) break;
                continue;
            }
            if (budget is { } left)
            {
                lots = (long)Int128.Min(lots, left / maker.Price);
                if (lots == 0) break;
                budget = left - ((Int128)lots * maker.Price);
            }
            Reduce(maker, lots);
            outcome.Left -= lots;
            outcome.Matches.Add(new Match(maker, maker.Price, lots));
        }
        if (taker is { Rests: true, Limit: { } limit } && outcome is { Left: > 0, TakerExpired: false })
        {
            outcome.Resting = Rest(new BookOrder(taker.Id, taker.Owner, taker.Side, limit, outcome.Left));
        }
        return outcome;
    }

    /// <summary>Takes an order out; false where it is not in the book.</summary>
    public bool Cancel(BookOrder order)
    {
        if (!Own(order.Side).Remove(order)) return false;
        Touch(order.Side, order.Price);
        return true;
    }

    /// <summary>Whether an order at this price would trade at once.</summary>
    public bool Crosses(Side side, long price) => !Opposite(side).IsEmpty && (side == Side.Buy ? price >= Asks.BestPrice : price <= Bids.BestPrice);

    /// <summary>What a market order for so many lots would cost, ticks times lots, and how many of them the book has.</summary>
    public (Int128 Cost, long Lots) CostOf(Side side, long lots)
    {
        var (cost, left) = (Int128.Zero, lots);
        foreach (var (price, shown) in Opposite(side).Levels(int.MaxValue))
        {
            var taken = Math.Min(left, shown);
            cost += (Int128)taken * price;
            left -= taken;
            if (left == 0) break;
        }
        return (cost, lots - left);
    }

    /// <summary>Levels that changed since the last call, with what they hold now; empty levels hold 0.</summary>
    public (List<(long Price, long Lots)> Bids, List<(long Price, long Lots)> Asks) TakeChanges()
    {
        List<(long, long)> bids = [.. _changedBids.Reverse().Select(price => (price, Bids.LotsAt(price)))];
        List<(long, long)> asks = [.. _changedAsks.Select(price => (price, Asks.LotsAt(price)))];
        _changedBids.Clear();
        _changedAsks.Clear();
        return (bids, asks);
    }

    BookOrder Rest(BookOrder order)
    {
        Own(order.Side).Add(order);
        Touch(order.Side, order.Price);
        return order;
    }

    // True where the taker goes on.
    bool Prevent(in Taker taker, BookOrder maker, long lots, MatchOutcome outcome)
    {
        outcome.Prevented.Add(maker);
        if (taker.Prevention == SelfTrade.Decrement)
        {
            Reduce(maker, lots);
            outcome.Left -= lots;
            outcome.TakerExpired = outcome.Left == 0;
            return outcome.Left > 0;
        }
        if (taker.Prevention is SelfTrade.ExpireMaker or SelfTrade.ExpireBoth) Reduce(maker, maker.Lots);
        else outcome.Prevented.Remove(maker);
        outcome.TakerExpired = taker.Prevention is SelfTrade.ExpireTaker or SelfTrade.ExpireBoth;
        return !outcome.TakerExpired;
    }

    void Reduce(BookOrder maker, long lots)
    {
        maker.Lots -= lots;
        if (maker.Lots == 0) Own(maker.Side).Remove(maker);
        Touch(maker.Side, maker.Price);
    }

    long Available(in Taker taker)
    {
        var lots = 0L;
        foreach (var maker in Opposite(taker.Side).Orders())
        {
            if (lots >= taker.Lots || !Reaches(taker, maker.Price)) break;
            if (!IsOwn(taker, maker)) lots += maker.Lots;
            else if (taker.Prevention != SelfTrade.ExpireMaker) break;
        }
        return lots;
    }

    void Touch(Side side, long price)
    {
        UpdateId++;
        (side == Side.Buy ? _changedBids : _changedAsks).Add(price);
    }

    static bool IsOwn(in Taker taker, BookOrder maker) => taker.Prevention != SelfTrade.None && taker.Owner != BookOrder.House && maker.Owner == taker.Owner;

    static bool Reaches(in Taker taker, long price) => taker.Limit is not { } limit || (taker.Side == Side.Buy ? price <= limit : price >= limit);

    BookLadder Own(Side side) => side == Side.Buy ? Bids : Asks;

    BookLadder Opposite(Side side) => side == Side.Buy ? Asks : Bids;
}
