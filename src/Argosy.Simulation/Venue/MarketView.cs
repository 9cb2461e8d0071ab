using Argosy.Core.MarketData;
using Argosy.Simulation.Books;
using Argosy.Simulation.Feeds;
using Argosy.Simulation.Queues;

namespace Argosy.Simulation.Venue;

/// <summary>What the market shows as its ticks pass: a book built from messages, the best quote, or nothing but trades.</summary>
sealed class MarketView : IShownQuantity
{
    readonly TickHistory _history;
    readonly BookBuilder? _builder;
    readonly OrderBook _book;

    public MarketView(TickHistory history)
    {
        _history = history;
        _builder = history.Depth is null ? null : new BookBuilder(history.Depth);
        _book = _builder?.Book ?? new OrderBook();
        IsLive = _builder is null && history.Quotes is null;
        if (!IsLive) Depth = new ShownDepth(_book, history.QuantityScale, showsAll: _builder is not null);
    }

    /// <summary>What takers can have; null where only trades are known.</summary>
    public ShownDepth? Depth { get; }

    /// <summary>The book, or what is known of it.</summary>
    public OrderBook Book => _book;

    /// <summary>Whether the market can be traded in: without a whole book nothing is filled.</summary>
    public bool IsLive { get; private set; }

    /// <summary>What building the book met; null without a book.</summary>
    public BookTally? Tally => _builder?.Tally;

    /// <summary>Takes a quote or a message about the book.</summary>
    public void Apply(TickKind kind, int row)
    {
        if (kind == TickKind.Quote) ApplyQuote(_history.Quotes!, row);
        else ApplyMessage(_history.Depth!, row);
    }

    public long At(bool asks, long price)
    {
        if (_builder is not null) return _book.QuantityAt(asks, price);
        if (Depth is null) return IQueueModel.Unknown;
        var best = asks ? _book.Ask : _book.Bid;
        if (price == best) return asks ? _book.AskQuantity : _book.BidQuantity;
        // Better than the best: nobody else stands there. Worse: nobody sees.
        return asks == price < best ? 0 : IQueueModel.Unknown;
    }

    void ApplyQuote(QuoteColumns quotes, int row)
    {
        var (bid, bidQuantity, ask, askQuantity) = (quotes.Bids[row], quotes.BidQuantities[row], quotes.Asks[row], quotes.AskQuantities[row]);
        if (Depth!.HasTaken)
        {
            if (bid != _book.Bid || bidQuantity != _book.BidQuantity) Depth.Renew(asks: false, bid);
            if (ask != _book.Ask || askQuantity != _book.AskQuantity) Depth.Renew(asks: true, ask);
        }
        _book.SetBest(bid, bidQuantity, ask, askQuantity);
        IsLive = true;
    }

    void ApplyMessage(DepthColumns depth, int message)
    {
        var wasLive = IsLive;
        IsLive = _builder!.Apply(message);
        if (!Depth!.HasTaken) return;
        if (!wasLive || !IsLive || depth.Snapshots[message])
        {
            Depth.RenewAll();
            return;
        }
        for (var row = depth.Starts[message]; row < depth.Starts[message + 1]; row++) Depth.Renew(depth.Asks[row], depth.Prices[row]);
    }
}
