using System.Globalization;
using System.Text.Json.Nodes;
using Argosy.Testnet.Api;
using Argosy.Testnet.Markets;
using Argosy.Testnet.Orders;

namespace Argosy.Testnet.Futures;

/// <summary>Requests about marks, funding, margin tiers, and what happened to accounts.</summary>
internal sealed class FuturesHistory(ExchangeState state, FuturesDesk desk)
{
    /// <summary>What it answers.</summary>
    public IEnumerable<Route> Routes() =>
    [
        new("GET", "/fapi/v1/premiumIndex", Access.Open, 1, request => request.Parameters.Text("symbol") is null ? new JsonArray([.. state.Markets.Values.Select(market => (JsonNode)Premium(market))]) : Premium(Market(request))),
        new("GET", "/fapi/v1/fundingRate", Access.Open, 1, Rates),
        new("GET", "/fapi/v1/fundingInfo", Access.Open, 1, _ => new JsonArray([.. state.Markets.Keys.Select(name => (JsonNode)new JsonObject { ["symbol"] = name, ["adjustedFundingRateCap"] = "0.02500000", ["adjustedFundingRateFloor"] = "-0.02500000", ["fundingIntervalHours"] = 8, ["disclaimer"] = false })])),
        new("GET", "/fapi/v1/markPriceKlines", Access.Open, 2, MarkCandles),
        new("GET", "/fapi/v1/leverageBracket", Access.Signed, 1, request => request.Parameters.Text("symbol") is null ? new JsonArray([.. state.Markets.Values.Select(market => (JsonNode)Brackets(market))]) : Brackets(Market(request))),
        new("GET", "/fapi/v1/income", Access.Signed, 30, Income),
        new("GET", "/fapi/v1/forceOrders", Access.Signed, 50, Forced),
    ];

    JsonObject Premium(SymbolMarket market) => new()
    {
        ["symbol"] = market.Rules.Name, ["markPrice"] = Wire.Fixed(market.LastPrice), ["indexPrice"] = Wire.Fixed(market.LastPrice), ["estimatedSettlePrice"] = Wire.Fixed(market.LastPrice), ["lastFundingRate"] = Wire.Fixed(desk.Funding.RateOf(market)),
        ["interestRate"] = "0.00010000", ["nextFundingTime"] = desk.Funding.Next, ["time"] = state.Now,
    };

    JsonArray Rates(Request request)
    {
        var (start, end, limit) = Span(request, 100);
        var markets = request.Parameters.Text("symbol") is null ? state.Markets.Values : (IEnumerable<SymbolMarket>)[Market(request)];
        var rows = markets.SelectMany(market => desk.Funding.Of(market).Select(point => (market.Rules.Name, Point: point))).Where(row => row.Point.Time >= (start ?? 0) && row.Point.Time <= end).OrderBy(row => row.Point.Time);
        return new JsonArray([.. (start is null ? rows.TakeLast(limit) : rows.Take(limit)).Select(row => (JsonNode)new JsonObject
        {
            ["symbol"] = row.Name, ["fundingTime"] = row.Point.Time, ["fundingRate"] = Wire.Fixed(row.Point.Rate), ["markPrice"] = Wire.Fixed(row.Point.Mark),
        })]);
    }

    // The mark is the last price: its candles are the market's, without what was traded.
    JsonArray MarkCandles(Request request)
    {
        var interval = CandleSet.IndexOf(request.Parameters.Required("interval"));
        if (interval < 0) throw new RefusedException(-1120, "Invalid interval.");
        var (start, end, limit) = Span(request, 500);
        var rows = Market(request).Candles.Of(interval).Where(candle => candle.OpenTime >= (start ?? 0) && candle.OpenTime <= end);
        return new JsonArray([.. (start is null ? rows.TakeLast(limit) : rows.Take(limit)).Select(candle => (JsonNode)new JsonArray(
            candle.OpenTime, Wire.Fixed(candle.Open), Wire.Fixed(candle.High), Wire.Fixed(candle.Low), Wire.Fixed(candle.Close), "0", candle.CloseTime, "0", candle.Trades, "0", "0", "0"))]);
    }

    static JsonObject Brackets(SymbolMarket market) => new()
    {
        ["symbol"] = market.Rules.Name,
        ["brackets"] = new JsonArray([.. MarginTiers.All.Select(tier => (JsonNode)new JsonObject
        {
            ["bracket"] = tier.Number, ["initialLeverage"] = tier.MaxLeverage, ["notionalCap"] = tier.Cap, ["notionalFloor"] = tier.Floor, ["maintMarginRatio"] = tier.Rate, ["cum"] = tier.Cum,
        })]),
    };

    JsonArray Income(Request request)
    {
        var (kind, symbol, page) = (request.Parameters.Text("incomeType"), request.Parameters.Text("symbol"), (int)Math.Max(1, request.Parameters.Whole("page") ?? 1));
        var (start, end, limit) = Span(request, 100);
        var rows = desk.Income.Of(request.Account.Id).Where(line => (kind is null || line.Kind == kind) && (symbol is null || line.Symbol == symbol) && line.Time >= (start ?? 0) && line.Time <= end);
        return new JsonArray([.. rows.Skip((page - 1) * limit).Take(limit).Select(line => (JsonNode)new JsonObject
        {
            ["symbol"] = line.Symbol, ["incomeType"] = line.Kind, ["income"] = Wire.Fixed(line.Amount), ["asset"] = FuturesDesk.Asset, ["info"] = line.Kind, ["time"] = line.Time, ["tranId"] = line.Id,
            ["tradeId"] = line.Trade == 0 ? "" : line.Trade.ToString(CultureInfo.InvariantCulture),
        })]);
    }

    JsonArray Forced(Request request)
    {
        var (kind, symbol) = (request.Parameters.Text("autoCloseType"), request.Parameters.Text("symbol"));
        var (start, end, limit) = Span(request, 50);
        var rows = state.Orders.Values.Where(order => order.IsLiquidation && order.Account == request.Account && (symbol is null || order.Market.Rules.Name == symbol) && order.Time >= (start ?? 0) && order.Time <= end
            && (kind is null || kind == "ADL" == order.ClientId.StartsWith("adl_", StringComparison.Ordinal)));
        return new JsonArray([.. rows.Take(Math.Min(100, limit)).Select(order => (JsonNode)FuturesJson.Order(order))]);
    }

    static (long? Start, long End, int Limit) Span(Request request, int usual) => (request.Parameters.Whole("startTime"), request.Parameters.Whole("endTime") ?? long.MaxValue, request.Parameters.Limit(usual, 1500));

    SymbolMarket Market(Request request) => state.Markets.GetValueOrDefault(request.Parameters.Required("symbol")) ?? throw new RefusedException(-1121, "Invalid symbol.");
}
