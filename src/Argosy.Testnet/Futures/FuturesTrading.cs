using System.Text.Json.Nodes;
using Argosy.Core.Orders;
using Argosy.Testnet.Api;
using Argosy.Testnet.Markets;
using Argosy.Testnet.Matching;
using Argosy.Testnet.Orders;
using Argosy.Testnet.Symbols;

namespace Argosy.Testnet.Futures;

/// <summary>Requests about futures orders.</summary>
internal sealed class FuturesTrading(ExchangeState state, TradingDesk desk, FuturesDesk futures)
{
    const long LongestSpanMs = 7 * 86_400_000L;

    /// <summary>What it answers.</summary>
    public IEnumerable<Route> Routes() =>
    [
        new("POST", "/fapi/v1/order", Access.Signed, 1, request => FuturesJson.Order(Place(request, isAlgo: false))) { IsOrder = true },
        new("PUT", "/fapi/v1/order", Access.Signed, 1, request => FuturesJson.Order(Amend(request))) { IsOrder = true },
        new("GET", "/fapi/v1/order", Access.Signed, 1, request => FuturesJson.Order(Find(request, -2013, "Order does not exist."))),
        new("GET", "/fapi/v1/openOrder", Access.Signed, 1, request => Find(request, -2013, "Order does not exist.") is { IsOpen: true } order ? FuturesJson.Order(order) : throw new RefusedException(-2013, "Order does not exist.")),
        new("DELETE", "/fapi/v1/order", Access.Signed, 1, request => FuturesJson.Order(Cancel(Find(request, -2011, "Unknown order sent.")))),
        new("GET", "/fapi/v1/openOrders", Access.Signed, 1, request => Rows(Mine(request).Where(order => order.IsOpen && !Waits(order)), FuturesJson.Order)),
        new("DELETE", "/fapi/v1/allOpenOrders", Access.Signed, 1, request => CancelAll(request, algos: false)),
        new("GET", "/fapi/v1/allOrders", Access.Signed, 5, AllOrders),
        new("GET", "/fapi/v1/userTrades", Access.Signed, 5, Trades),
        new("POST", "/fapi/v1/algoOrder", Access.Signed, 1, request => FuturesJson.Algo(Place(request, isAlgo: true))) { IsOrder = true },
        new("GET", "/fapi/v1/algoOrder", Access.Signed, 1, request => FuturesJson.Algo(FindAlgo(request))),
        new("DELETE", "/fapi/v1/algoOrder", Access.Signed, 1, CancelAlgo),
        new("GET", "/fapi/v1/openAlgoOrders", Access.Signed, 1, request => Rows(Mine(request).Where(order => order.IsOpen && Waits(order)), FuturesJson.Algo)),
        new("GET", "/fapi/v1/allAlgoOrders", Access.Signed, 5, request => Rows(Mine(request).Where(order => order.IsAlgo && order.Time >= (request.Parameters.Whole("startTime") ?? 0) && order.Time <= (request.Parameters.Whole("endTime") ?? long.MaxValue)).Take(request.Parameters.Limit(500, 1000)), FuturesJson.Algo)),
        new("DELETE", "/fapi/v1/algoOpenOrders", Access.Signed, 1, request => CancelAll(request, algos: true)),
    ];

    static bool Waits(Order order) => order is { IsAlgo: true, WorkingTime: < 0 };

    Order Place(Request request, bool isAlgo)
    {
        var parameters = request.Parameters;
        var (type, market) = (parameters.Required("type"), Market(parameters));
        if (!OrderTypes.Futures.Contains(type)) throw new RefusedException(-1116, "Invalid orderType.");
        if (isAlgo != OrderTypes.Triggered(type)) throw isAlgo ? new RefusedException(-4500, "Invalid order type for an algo order.") : new RefusedException(-4120, "Order type not supported for this endpoint. Please use the Algo Order API endpoints instead.");
        var side = parameters.Required("side") switch { "BUY" => Side.Buy, "SELL" => Side.Sell, _ => throw new RefusedException(-1117, "Invalid side.") };
        var (leg, isHedged) = (parameters.Text("positionSide") ?? FuturesDesk.Both, futures.IsHedged(request.Account));
        if (leg is not (FuturesDesk.Both or "LONG" or "SHORT") || leg == FuturesDesk.Both == isHedged) throw new RefusedException(-4061, "Order's position side does not match user's setting.");
        if (isHedged && parameters.Text("reduceOnly") is not null) throw new RefusedException(-1106, "Parameter 'reduceonly' sent when not required.");
        var price = type is "LIMIT" or "STOP" or "TAKE_PROFIT" ? parameters.RequiredNumber("price") : 0;
        if (price > 0) Filters.Ticks(market.Rules, price);
        var trails = type == "TRAILING_STOP_MARKET";
        var stop = OrderTypes.Triggered(type) && !trails ? parameters.Number("triggerPrice") ?? parameters.RequiredNumber("stopPrice") : 0;
        if (stop > 0) Filters.Ticks(market.Rules, stop);
        var closes = parameters.Flag("closePosition");
        var (reduces, quantity) = (parameters.Flag("reduceOnly") || (isHedged && leg == "LONG" == (side == Side.Sell)), closes ? 0 : parameters.RequiredNumber("quantity"));
        var lots = closes ? 0 : Filters.Lots(market.Rules, quantity);
        if (!closes && !reduces) Filters.Notional(market.Rules, quantity * (price > 0 ? price : market.LastPrice), futures: true);
        var tif = parameters.Text("timeInForce") ?? (price > 0 ? "GTC" : "IOC");
        if (tif is not ("GTC" or "IOC" or "FOK" or "GTX")) throw new RefusedException(-1115, "Invalid timeInForce.");
        if (tif == "GTX" && market.Book.Crosses(side, market.Rules.NearestTick(price))) throw new RefusedException(-5022, "Due to the order could not be executed as maker, the Post Only order will be rejected.");
        var callback = trails ? parameters.RequiredNumber("callbackRate") : 0;
        if (trails && callback is < 0.1m or > 10m) throw new RefusedException(-2007, "Invalid callBack rate.");
        var order = new Order
        {
            Id = state.NextId(), ClientId = parameters.Text(isAlgo ? "clientAlgoId" : "newClientOrderId") ?? state.NewClientId(), Account = request.Account, Market = market, Side = side, PositionSide = leg, Type = type, TimeInForce = tif, Price = price,
            StopPrice = stop, Lots = lots, Prevention = SelfTrade.ExpireMaker, Time = state.Now, ReduceOnly = reduces, ClosesPosition = closes, CallbackRate = callback,
            ActivationPrice = trails ? parameters.Number("activationPrice") ?? parameters.Number("activatePrice") ?? 0 : 0, IsAlgo = isAlgo,
        };
        if (TradingDesk.IsDue(order)) throw new RefusedException(-2021, "Order would immediately trigger.");
        desk.Place(order);
        futures.Follow(market);
        return order;
    }

    Order Amend(Request request)
    {
        var old = Find(request, -2013, "Order does not exist.");
        if (!old.IsOpen || old.Type != "LIMIT") throw new RefusedException(-2013, "Order does not exist.");
        var (rules, parameters) = (old.Market.Rules, request.Parameters);
        var (price, lots) = (parameters.Number("price") ?? old.Price, parameters.Number("quantity") is { } quantity ? Filters.Lots(rules, quantity) : old.Lots);
        Filters.Ticks(rules, price);
        if (lots <= old.ExecutedLots) throw new RefusedException(-5028, "Quantity is not above what was executed.");
        desk.Amend(old, price, lots);
        return old;
    }

    Order Cancel(Order order)
    {
        if (!order.IsOpen) throw new RefusedException(-2011, "Unknown order sent.");
        desk.Cancel(order, order.ClientId);
        return order;
    }

    JsonObject CancelAlgo(Request request)
    {
        var order = FindAlgo(request);
        if (!order.IsOpen || !Waits(order)) throw new RefusedException(-2011, "Unknown order sent.");
        Cancel(order);
        return new JsonObject { ["algoId"] = FuturesJson.AlgoId(order), ["clientAlgoId"] = order.ClientId, ["code"] = "200", ["msg"] = "success" };
    }

    JsonObject CancelAll(Request request, bool algos)
    {
        foreach (var order in Mine(request).Where(order => order.IsOpen && Waits(order) == algos).ToList()) Cancel(order);
        return new JsonObject { ["code"] = 200, ["msg"] = "The operation of cancel all open order is done." };
    }

    IEnumerable<Order> Mine(Request request)
    {
        var only = request.Parameters.Text("symbol") is null ? null : Market(request.Parameters);
        return state.Orders.Values.Where(order => order.Account == request.Account && (only is null || order.Market == only));
    }

    JsonArray AllOrders(Request request)
    {
        var (from, start, end, limit) = (request.Parameters.Whole("orderId"), request.Parameters.Whole("startTime"), request.Parameters.Whole("endTime") ?? long.MaxValue, request.Parameters.Limit(500, 1000));
        var orders = Mine(request).Where(order => !Waits(order) && order.Id >= (from ?? 0) && order.Time >= (start ?? 0) && order.Time <= end);
        return Rows(from is null && start is null ? orders.TakeLast(limit) : orders.Take(limit), FuturesJson.Order);
    }

    JsonArray Trades(Request request)
    {
        var (from, start, end, limit) = (request.Parameters.Whole("fromId"), request.Parameters.Whole("startTime"), request.Parameters.Whole("endTime") ?? long.MaxValue, request.Parameters.Limit(500, 1000));
        if (from is not null && start is not null) throw new RefusedException(-1128, "Combination of optional parameters invalid.");
        if (start is not null && end != long.MaxValue && end - start > LongestSpanMs) throw new RefusedException(-4165, "Invalid time interval.");
        var only = request.Parameters.Whole("orderId");
        IEnumerable<SymbolMarket> markets = request.Parameters.Text("symbol") is null ? state.Markets.Values : [Market(request.Parameters)];
        var fills = markets.SelectMany(market => market.FillsFrom(from ?? 0, start ?? 0)).Where(fill => fill.Order.Account == request.Account && (only is null || fill.Order.Id == only) && fill.Time <= end).OrderBy(fill => fill.TradeId);
        return Rows(from is null && start is null ? fills.TakeLast(limit) : fills.Take(limit), FuturesJson.Trade);
    }

    static JsonArray Rows<T>(IEnumerable<T> items, Func<T, JsonObject> row) => new([.. items.Select(item => (JsonNode)row(item))]);

    Order Find(Request request, int code, string text)
    {
        var (id, clientId) = (request.Parameters.Whole("orderId"), request.Parameters.Text("origClientOrderId"));
        return Mine(request).LastOrDefault(order => !Waits(order) && (id is null ? order.ClientId == clientId : order.Id == id)) ?? throw new RefusedException(code, text);
    }

    Order FindAlgo(Request request)
    {
        var (id, clientId) = (request.Parameters.Whole("algoId"), request.Parameters.Text("clientAlgoId"));
        return Mine(request).LastOrDefault(order => order.IsAlgo && (id is null ? order.ClientId == clientId : order.Id == FuturesJson.IdOf(id.Value))) ?? throw new RefusedException(-2013, "Order does not exist.");
    }

    SymbolMarket Market(Parameters parameters) => state.Markets.GetValueOrDefault(parameters.Required("symbol")) ?? throw new RefusedException(-1121, "Invalid symbol.");
}
