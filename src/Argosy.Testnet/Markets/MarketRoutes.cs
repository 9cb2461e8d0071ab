using System.Text.Json.Nodes;
using Argosy.Testnet.Api;
using Argosy.Testnet.Orders;

namespace Argosy.Testnet.Markets;

/// <summary>Requests about the market, alike on spot and futures but for the prefix.</summary>
internal sealed class MarketRoutes(ExchangeState state, string prefix, Func<long> shownTime)
{
    const long Day = 86_400_000;

    /// <summary>What it answers.</summary>
    public IEnumerable<Route> Routes() =>
    [
        new("GET", prefix + "/ping", Access.Open, 1, _ => new JsonObject()),
        new("GET", prefix + "/time", Access.Open, 1, _ => new JsonObject { ["serverTime"] = shownTime() }),
        new("GET", prefix + "/depth", Access.Open, 5, Depth),
        new("GET", prefix + "/trades", Access.Open, 25, request => Rows(request, Trade)),
        new("GET", prefix + "/historicalTrades", Access.Open, 25, request => Rows(request, Trade)),
        new("GET", prefix + "/aggTrades", Access.Open, 4, request => Rows(request, Aggregate)),
        new("GET", prefix + "/klines", Access.Open, 2, Candles),
        new("GET", prefix + "/ticker/24hr", Access.Open, 2, request => Each(request, Ticker)),
        new("GET", prefix + "/ticker/bookTicker", Access.Open, 2, request => Each(request, BookTicker)),
        new("GET", prefix + "/ticker/price", Access.Open, 2, request => Each(request, market => new JsonObject { ["symbol"] = market.Rules.Name, ["price"] = Wire.Fixed(market.LastPrice), ["time"] = state.Now })),
        new("GET", prefix + "/avgPrice", Access.Open, 2, request => new JsonObject { ["mins"] = 5, ["price"] = Wire.Fixed(Market(request).LastPrice), ["closeTime"] = state.Now }),
    ];

    /// <summary>The rolling day's ticker.</summary>
    public JsonObject Ticker(SymbolMarket market)
    {
        var candles = market.Candles.Of(0).Where(candle => candle.CloseTime > state.Now - Day).ToList();
        var open = candles.Count > 0 ? candles[0].Open : market.LastPrice;
        var (volume, quote) = (candles.Sum(candle => candle.Volume), candles.Sum(candle => candle.Quote));
        var (bid, ask) = Best(market);
        return new JsonObject
        {
            ["symbol"] = market.Rules.Name, ["priceChange"] = Wire.Fixed(market.LastPrice - open), ["priceChangePercent"] = Wire.Fixed(open > 0 ? 100m * (market.LastPrice - open) / open : 0),
            ["weightedAvgPrice"] = Wire.Fixed(volume > 0 ? quote / volume : market.LastPrice), ["prevClosePrice"] = Wire.Fixed(open), ["lastPrice"] = Wire.Fixed(market.LastPrice),
            ["lastQty"] = Wire.Fixed(market.Trades.Count > 0 ? market.Trades[^1].Quantity : 0), ["bidPrice"] = Wire.Fixed(bid.Price), ["bidQty"] = Wire.Fixed(bid.Quantity),
            ["askPrice"] = Wire.Fixed(ask.Price), ["askQty"] = Wire.Fixed(ask.Quantity), ["openPrice"] = Wire.Fixed(open),
            ["highPrice"] = Wire.Fixed(candles.Count > 0 ? candles.Max(candle => candle.High) : market.LastPrice), ["lowPrice"] = Wire.Fixed(candles.Count > 0 ? candles.Min(candle => candle.Low) : market.LastPrice),
            ["volume"] = Wire.Fixed(volume), ["quoteVolume"] = Wire.Fixed(quote), ["openTime"] = state.Now - Day, ["closeTime"] = state.Now,
            ["firstId"] = market.Trades.Count > 0 ? market.Trades[0].Id : -1, ["lastId"] = market.NextTradeId - 1, ["count"] = candles.Sum(candle => candle.Trades),
        };
    }

    /// <summary>Best bid and ask with what is there; 0 on an empty side.</summary>
    public static ((decimal Price, decimal Quantity) Bid, (decimal Price, decimal Quantity) Ask) Best(SymbolMarket market)
    {
        var (book, rules) = (market.Book, market.Rules);
        return (book.Bids.IsEmpty ? default : (rules.Price(book.Bids.BestPrice), rules.Quantity(book.Bids.LotsAt(book.Bids.BestPrice))),
            book.Asks.IsEmpty ? default : (rules.Price(book.Asks.BestPrice), rules.Quantity(book.Asks.LotsAt(book.Asks.BestPrice))));
    }

    /// <summary>Levels as pairs of texts.</summary>
    public static JsonArray Levels(SymbolMarket market, IEnumerable<(long Price, long Lots)> levels) =>
        new([.. levels.Select(level => (JsonNode)new JsonArray(Wire.Fixed(market.Rules.Price(level.Price)), Wire.Fixed(market.Rules.Quantity(level.Lots))))]);

    JsonObject Depth(Request request)
    {
        var market = Market(request);
        var limit = request.Parameters.Limit(100, 5000);
        var depth = new JsonObject { ["lastUpdateId"] = market.Book.UpdateId, ["bids"] = Levels(market, market.Book.Bids.Levels(limit)), ["asks"] = Levels(market, market.Book.Asks.Levels(limit)) };
        if (state.IsFutures) (depth["E"], depth["T"]) = (state.Now, state.Now);
        return depth;
    }

    JsonArray Rows(Request request, Func<PublicTrade, JsonObject> row)
    {
        var (parameters, market) = (request.Parameters, Market(request));
        var (from, start, end, limit) = (parameters.Whole("fromId"), parameters.Whole("startTime"), parameters.Whole("endTime") ?? long.MaxValue, parameters.Limit(500, 1000));
        var trades = market.Trades.Where(trade => (from is null || trade.Id >= from) && (start is null || trade.Time >= start) && trade.Time <= end);
        return new JsonArray([.. (from is null && start is null ? trades.TakeLast(limit) : trades.Take(limit)).Select(trade => (JsonNode)row(trade))]);
    }

    static JsonObject Trade(PublicTrade trade) => new()
    {
        ["id"] = trade.Id, ["price"] = Wire.Fixed(trade.Price), ["qty"] = Wire.Fixed(trade.Quantity), ["quoteQty"] = Wire.Fixed(trade.Quote), ["time"] = trade.Time, ["isBuyerMaker"] = trade.BuyerIsMaker, ["isBestMatch"] = true,
    };

    static JsonObject Aggregate(PublicTrade trade) => new()
    {
        ["a"] = trade.Id, ["p"] = Wire.Fixed(trade.Price), ["q"] = Wire.Fixed(trade.Quantity), ["f"] = trade.Id, ["l"] = trade.Id, ["T"] = trade.Time, ["m"] = trade.BuyerIsMaker, ["M"] = true,
    };

    JsonArray Candles(Request request)
    {
        var parameters = request.Parameters;
        var interval = CandleSet.IndexOf(parameters.Required("interval"));
        if (interval < 0) throw new RefusedException(-1120, "Invalid interval.");
        var (start, end, limit) = (parameters.Whole("startTime"), parameters.Whole("endTime") ?? long.MaxValue, parameters.Limit(500, state.IsFutures ? 1500 : 1000));
        var candles = Market(request).Candles.Of(interval).Where(candle => (start is null || candle.OpenTime >= start) && candle.OpenTime <= end);
        return new JsonArray([.. (start is null ? candles.TakeLast(limit) : candles.Take(limit)).Select(candle => (JsonNode)new JsonArray(
            candle.OpenTime, Wire.Fixed(candle.Open), Wire.Fixed(candle.High), Wire.Fixed(candle.Low), Wire.Fixed(candle.Close), Wire.Fixed(candle.Volume), candle.CloseTime, Wire.Fixed(candle.Quote),
            candle.Trades, Wire.Fixed(candle.TakerVolume), Wire.Fixed(candle.TakerQuote), "0"))]);
    }

    JsonObject BookTicker(SymbolMarket market)
    {
        var (bid, ask) = Best(market);
        return new JsonObject { ["symbol"] = market.Rules.Name, ["bidPrice"] = Wire.Fixed(bid.Price), ["bidQty"] = Wire.Fixed(bid.Quantity), ["askPrice"] = Wire.Fixed(ask.Price), ["askQty"] = Wire.Fixed(ask.Quantity), ["time"] = state.Now };
    }

    JsonNode Each(Request request, Func<SymbolMarket, JsonObject> row)
    {
        if (request.Parameters.Text("symbol") is not null) return row(Market(request));
        if (request.Parameters.Text("symbols") is not { } list) return new JsonArray([.. state.Markets.Values.Select(market => (JsonNode)row(market))]);
        var names = list.Trim('[', ']').Split(',', StringSplitOptions.RemoveEmptyEntries).Select(name => name.Trim(' ', '"'));
        return new JsonArray([.. names.Select(name => (JsonNode)row(state.Markets.GetValueOrDefault(name) ?? throw new RefusedException(-1121, "Invalid symbol.")))]);
    }

    SymbolMarket Market(Request request) => state.Markets.GetValueOrDefault(request.Parameters.Required("symbol")) ?? throw new RefusedException(-1121, "Invalid symbol.");
}
