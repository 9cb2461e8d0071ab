using Argosy.Testnet.Matching;
using Argosy.Testnet.Orders;
using Argosy.Testnet.Symbols;

namespace Argosy.Testnet.Markets;

/// <summary>One symbol's book, trades and candles.</summary>
internal sealed class SymbolMarket(SymbolRules rules)
{
    const int TradesKept = 5000;

    public SymbolRules Rules { get; } = rules;

    public MatchingBook Book { get; } = new();

    public CandleSet Candles { get; } = new();

    /// <summary>Latest public trades, oldest first.</summary>
    public List<PublicTrade> Trades { get; } = [];

    /// <summary>Client orders that are open, by number.</summary>
    public SortedDictionary<long, Order> Open { get; } = [];

    /// <summary>Clients' trades, oldest first.</summary>
    public List<OrderFill> Fills { get; } = [];

    /// <summary>Price of the last trade, quote asset; 0 before the first.</summary>
    public decimal LastPrice { get; set; }

    /// <summary>Update number the last depth message ended with.</summary>
    public long PublishedUpdateId { get; set; } = 1;

    /// <summary>Number of the symbol's next trade.</summary>
    public long NextTradeId { get; set; } = 1;

    /// <summary>Trades since the stream was last served.</summary>
    public List<PublicTrade> Unpublished { get; } = [];

    /// <summary>Clients' trades from a number and a time on, oldest first; a client that asks what is new does not make the exchange look at all there ever was.</summary>
    public IEnumerable<OrderFill> FillsFrom(long tradeId, long time)
    {
        var (first, end) = (0, Fills.Count);
        while (first < end)
        {
            var middle = (first + end) / 2;
            if (Fills[middle].TradeId < tradeId || Fills[middle].Time < time) first = middle + 1;
            else end = middle;
        }
        for (; first < Fills.Count; first++) yield return Fills[first];
    }

    public void Record(in PublicTrade trade)
    {
        LastPrice = trade.Price;
        Trades.Add(trade);
        if (Trades.Count > TradesKept * 2) Trades.RemoveRange(0, TradesKept);
        Unpublished.Add(trade);
        Candles.Add(trade);
    }
}

/// <summary>A trade everybody sees.</summary>
internal readonly record struct PublicTrade(long Id, decimal Price, decimal Quantity, long Time, bool BuyerIsMaker)
{
    public decimal Quote => Price * Quantity;
}
