using System.Text.Json.Nodes;
using Argosy.Testnet.Api;
using Argosy.Testnet.Markets;
using Argosy.Testnet.Orders;

namespace Argosy.Testnet.Streams;

/// <summary>Turns what happened on a market into the messages of its streams.</summary>
internal sealed class MarketStreams(ExchangeState state, StreamHub hub)
{
    readonly Dictionary<SymbolMarket, ((decimal, decimal), (decimal, decimal))> _best = [];

    /// <summary>Tells what changed since the last call.</summary>
    public void Publish(SymbolMarket market)
    {
        var symbol = Lower(market);
        foreach (var trade in market.Unpublished)
        {
            hub.Publish(symbol + "@trade", () => Trade(market, trade));
            hub.Publish(symbol + "@aggTrade", () => Aggregate(market, trade));
        }
        var traded = market.Unpublished.Count > 0;
        market.Unpublished.Clear();
        foreach (var (interval, candle) in market.Candles.Advance(state.Now)) PublishCandle(market, interval, candle, isClosed: true);
        if (traded)
        {
            for (var i = 0; i < CandleSet.Intervals.Length; i++) PublishCandle(market, i, market.Candles.Of(i)[^1], isClosed: false);
            hub.Publish(symbol + "@miniTicker", () => MiniTicker(market));
            hub.Publish("!miniTicker@arr", () => new JsonArray(MiniTicker(market)));
            hub.Publish(symbol + "@ticker", () => Ticker(market));
            hub.Publish("!ticker@arr", () => new JsonArray(Ticker(market)));
        }
        PublishBook(market, symbol);
    }

    static string Lower(SymbolMarket market) => market.Rules.Name.ToLowerInvariant();

    void PublishBook(SymbolMarket market, string symbol)
    {
        var (bids, asks) = market.Book.TakeChanges();
        if (bids.Count + asks.Count == 0) return;
        var (first, previous) = (market.PublishedUpdateId + 1, market.PublishedUpdateId);
        market.PublishedUpdateId = market.Book.UpdateId;
        hub.Publish(symbol + "@depth", () => Depth(market, bids, asks, first, previous));
        foreach (var levels in (int[])[5, 10, 20]) hub.Publish($"{symbol}@depth{levels}", () => Partial(market, levels));
        var best = MarketRoutes.Best(market);
        if (_best.TryGetValue(market, out var known) && known == best) return;
        _best[market] = best;
        hub.Publish(symbol + "@bookTicker", () => BookTicker(market, best));
    }

    void PublishCandle(SymbolMarket market, int interval, Candle candle, bool isClosed) =>
        hub.Publish($"{Lower(market)}@kline_{CandleSet.Intervals[interval].Name}", () => Kline(market, interval, candle, isClosed));

    JsonObject Trade(SymbolMarket market, PublicTrade trade) => new()
    {
        ["e"] = "trade", ["E"] = state.Now, ["s"] = market.Rules.Name, ["t"] = trade.Id, ["p"] = Wire.Fixed(trade.Price), ["q"] = Wire.Fixed(trade.Quantity), ["T"] = trade.Time, ["m"] = trade.BuyerIsMaker, ["M"] = true,
    };

    JsonObject Aggregate(SymbolMarket market, PublicTrade trade) => new()
    {
        ["e"] = "aggTrade", ["E"] = state.Now, ["s"] = market.Rules.Name, ["a"] = trade.Id, ["p"] = Wire.Fixed(trade.Price), ["q"] = Wire.Fixed(trade.Quantity), ["f"] = trade.Id, ["l"] = trade.Id, ["T"] = trade.Time,
        ["m"] = trade.BuyerIsMaker, ["M"] = true,
    };

    JsonObject Kline(SymbolMarket market, int interval, Candle candle, bool isClosed) => new()
    {
        ["e"] = "kline", ["E"] = state.Now, ["s"] = market.Rules.Name,
        ["k"] = new JsonObject
        {
            ["t"] = candle.OpenTime, ["T"] = candle.CloseTime, ["s"] = market.Rules.Name, ["i"] = CandleSet.Intervals[interval].Name, ["f"] = candle.FirstTrade, ["L"] = candle.LastTrade,
            ["o"] = Wire.Fixed(candle.Open), ["c"] = Wire.Fixed(candle.Close), ["h"] = Wire.Fixed(candle.High), ["l"] = Wire.Fixed(candle.Low), ["v"] = Wire.Fixed(candle.Volume), ["n"] = candle.Trades,
            ["x"] = isClosed, ["q"] = Wire.Fixed(candle.Quote), ["V"] = Wire.Fixed(candle.TakerVolume), ["Q"] = Wire.Fixed(candle.TakerQuote), ["B"] = "0",
        },
    };

    JsonObject Depth(SymbolMarket market, List<(long Price, long Lots)> bids, List<(long Price, long Lots)> asks, long first, long previous)
    {
        var depth = new JsonObject { ["e"] = "depthUpdate", ["E"] = state.Now, ["s"] = market.Rules.Name, ["U"] = first, ["u"] = market.Book.UpdateId, ["b"] = MarketRoutes.Levels(market, bids), ["a"] = MarketRoutes.Levels(market, asks) };
        if (state.IsFutures) (depth["T"], depth["pu"]) = (state.Now, previous);
        return depth;
    }

    JsonObject Partial(SymbolMarket market, int levels)
    {
        var (bids, asks) = (MarketRoutes.Levels(market, market.Book.Bids.Levels(levels)), MarketRoutes.Levels(market, market.Book.Asks.Levels(levels)));
        if (!state.IsFutures) return new JsonObject { ["lastUpdateId"] = market.Book.UpdateId, ["bids"] = bids, ["asks"] = asks };
        return new JsonObject { ["e"] = "depthUpdate", ["E"] = state.Now, ["T"] = state.Now, ["s"] = market.Rules.Name, ["U"] = market.Book.UpdateId, ["u"] = market.Book.UpdateId, ["pu"] = market.PublishedUpdateId, ["b"] = bids, ["a"] = asks };
    }

    JsonObject BookTicker(SymbolMarket market, ((decimal Price, decimal Quantity) Bid, (decimal Price, decimal Quantity) Ask) best)
    {
        var ticker = new JsonObject { ["u"] = market.Book.UpdateId, ["s"] = market.Rules.Name, ["b"] = Wire.Fixed(best.Bid.Price), ["B"] = Wire.Fixed(best.Bid.Quantity), ["a"] = Wire.Fixed(best.Ask.Price), ["A"] = Wire.Fixed(best.Ask.Quantity) };
        if (state.IsFutures) (ticker["e"], ticker["E"], ticker["T"]) = ("bookTicker", state.Now, state.Now);
        return ticker;
    }

    JsonObject MiniTicker(SymbolMarket market)
    {
        var (open, high, low, volume, quote, _) = Day(market);
        return new JsonObject
        {
            ["e"] = "24hrMiniTicker", ["E"] = state.Now, ["s"] = market.Rules.Name, ["c"] = Wire.Fixed(market.LastPrice), ["o"] = Wire.Fixed(open), ["h"] = Wire.Fixed(high), ["l"] = Wire.Fixed(low), ["v"] = Wire.Fixed(volume), ["q"] = Wire.Fixed(quote),
        };
    }

    JsonObject Ticker(SymbolMarket market)
    {
        var (open, high, low, volume, quote, trades) = Day(market);
        var (bid, ask) = MarketRoutes.Best(market);
        return new JsonObject
        {
            ["e"] = "24hrTicker", ["E"] = state.Now, ["s"] = market.Rules.Name, ["p"] = Wire.Fixed(market.LastPrice - open), ["P"] = Wire.Fixed(open > 0 ? 100m * (market.LastPrice - open) / open : 0),
            ["w"] = Wire.Fixed(volume > 0 ? quote / volume : market.LastPrice), ["x"] = Wire.Fixed(open), ["c"] = Wire.Fixed(market.LastPrice), ["Q"] = Wire.Fixed(market.Trades[^1].Quantity), ["b"] = Wire.Fixed(bid.Price),
            ["B"] = Wire.Fixed(bid.Quantity), ["a"] = Wire.Fixed(ask.Price), ["A"] = Wire.Fixed(ask.Quantity), ["o"] = Wire.Fixed(open), ["h"] = Wire.Fixed(high), ["l"] = Wire.Fixed(low), ["v"] = Wire.Fixed(volume),
            ["q"] = Wire.Fixed(quote), ["O"] = state.Now - 86_400_000, ["C"] = state.Now, ["F"] = market.Trades[0].Id, ["L"] = market.NextTradeId - 1, ["n"] = trades,
        };
    }

    (decimal Open, decimal High, decimal Low, decimal Volume, decimal Quote, int Trades) Day(SymbolMarket market)
    {
        var candles = market.Candles.Of(0);
        var first = Math.Max(0, candles.Count - 1440);
        var (high, low, volume, quote, trades) = (decimal.MinValue, decimal.MaxValue, 0m, 0m, 0);
        for (var i = first; i < candles.Count; i++)
        {
            (high, low) = (Math.Max(high, candles[i].High), Math.Min(low, candles[i].Low));
            (volume, quote, trades) = (volume + candles[i].Volume, quote + candles[i].Quote, trades + candles[i].Trades);
        }
        return (candles[first].Open, high, low, volume, quote, trades);
    }
}
