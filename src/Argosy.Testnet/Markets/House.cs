using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Testnet.Matching;
using Argosy.Testnet.Orders;

namespace Argosy.Testnet.Markets;

/// <summary>Everybody who is no client, on one market: quotes around the price and takes what the price runs through.</summary>
/// <remarks>
/// A client's order that the price passes is filled to the last lot. At the price itself the outside world trades no more than it really
/// did: orders there are served by time, clients' among them.
/// </remarks>
internal sealed class House(SymbolMarket market, TradingDesk desk, IPriceSource source, ulong seed)
{
    const int Levels = 20;

    readonly SeededGenerator _chance = new(seed);
    readonly List<BookOrder> _quotes = [];
    Print? _last;

    /// <summary>Value of each level the market shows, quote asset; 0 shows an empty book.</summary>
    public decimal LevelValue { get; set; } = 20_000m;

    /// <summary>When its next trade is due, or null.</summary>
    public long? NextTime => source.Peek()?.Time;

    /// <summary>Does what is next.</summary>
    public void Step()
    {
        if (source.Peek() is not { } print) return;
        source.Take();
        Follow(print);
    }

    /// <summary>Moves the market by one trade.</summary>
    /// <remarks>Stops it touches meet the quotes shown after it, not the empty book between two quotes.</remarks>
    public void Follow(in Print print)
    {
        var moved = print;
        desk.Uninterrupted(market, () => Move(moved));
    }

    void Move(in Print print)
    {
        _last = print;
        Withdraw();
        var price = market.Rules.NearestTick(print.Price);
        Sweep(price);
        var lots = market.Rules.LotsIn(print.Quantity);
        if (lots > 0) Trade(price, lots, print.Taker);
        Quote(price);
    }

    /// <summary>Shows fresh quotes around the last price.</summary>
    public void Requote()
    {
        Withdraw();
        if (market.LastPrice > 0) Quote(market.Rules.NearestTick(_last?.Price ?? market.LastPrice));
    }

    void Withdraw()
    {
        foreach (var quote in _quotes) market.Book.Cancel(quote);
        _quotes.Clear();
    }

    void Sweep(long price)
    {
        var book = market.Book;
        while (!book.Bids.IsEmpty && book.Bids.BestPrice > price) desk.HouseTakes(market, Side.Sell, book.Bids.First.Lots, book.Bids.BestPrice);
        while (!book.Asks.IsEmpty && book.Asks.BestPrice < price) desk.HouseTakes(market, Side.Buy, book.Asks.First.Lots, book.Asks.BestPrice);
    }

    void Trade(long price, long lots, Side taker)
    {
        var book = market.Book;
        // Clients that wait on the taker's own side of this price meet the trade instead.
        if (taker == Side.Buy && book.Bids.LotsAt(price) > 0) taker = Side.Sell;
        else if (taker == Side.Sell && book.Asks.LotsAt(price) > 0) taker = Side.Buy;
        var maker = book.Submit(new Taker(0, BookOrder.House, taker == Side.Buy ? Side.Sell : Side.Buy, price, lots, SelfTrade.None) { Rests = true }).Resting;
        desk.HouseTakes(market, taker, lots, price);
        if (maker is not null) book.Cancel(maker);
    }

    void Quote(long price)
    {
        if (LevelValue <= 0) return;
        var gap = Math.Max(1, price / 10_000);
        for (var i = 1; i <= Levels; i++)
        {
            var distance = i == 1 ? 1 : gap * (i - 1);
            foreach (var side in (Side[])[Side.Buy, Side.Sell])
            {
                var at = side == Side.Buy ? price - distance : price + distance;
                if (at <= 0) continue;
                var lots = market.Rules.LotsIn(LevelValue / market.Rules.Price(at) * (decimal)(0.5 + _chance.NextUnit()));
                if (lots <= 0 || market.Book.Crosses(side, at)) continue;
                if (market.Book.Submit(new Taker(0, BookOrder.House, side, at, lots, SelfTrade.None) { Rests = true }).Resting is { } quote) _quotes.Add(quote);
            }
        }
    }
}
