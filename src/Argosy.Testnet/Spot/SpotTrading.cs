using System.Text.Json.Nodes;
using Argosy.Core.Orders;
using Argosy.Testnet.Accounts;
using Argosy.Testnet.Api;
using Argosy.Testnet.Markets;
using Argosy.Testnet.Orders;
using Argosy.Testnet.Symbols;

namespace Argosy.Testnet.Spot;

/// <summary>Requests about spot orders.</summary>
internal sealed class SpotTrading(ExchangeState state, TradingDesk desk)
{
    /// <summary>What it answers.</summary>
    public IEnumerable<Route> Routes() =>
    [
        new("POST", "/api/v3/order", Access.Signed, 1, Place) { IsOrder = true },
        new("POST", "/api/v3/order/test", Access.Signed, 1, Try),
        new("GET", "/api/v3/order", Access.Signed, 4, request => SpotJson.Order(Find(request, -2013, "Order does not exist."))),
        new("DELETE", "/api/v3/order", Access.Signed, 1, request => SpotJson.Cancelled(Cancel(request))),
        new("POST", "/api/v3/order/cancelReplace", Access.Signed, 1, Replace) { IsOrder = true },
        new("GET", "/api/v3/openOrders", Access.Signed, 6, Open),
        new("DELETE", "/api/v3/openOrders", Access.Signed, 1, CancelAll),
        new("GET", "/api/v3/allOrders", Access.Signed, 20, All),
        new("GET", "/api/v3/myTrades", Access.Signed, 20, Trades),
        new("POST", "/api/v3/order/oco", Access.Signed, 1, PlaceList) { IsOrder = true },
        new("POST", "/api/v3/orderList/oco", Access.Signed, 1, PlaceList) { IsOrder = true },
        new("GET", "/api/v3/orderList", Access.Signed, 4, request => SpotJson.List(FindList(request), null)),
        new("DELETE", "/api/v3/orderList", Access.Signed, 1, CancelList),
        new("GET", "/api/v3/openOrderList", Access.Signed, 6, request => new JsonArray([.. state.Lists.Values.Where(list => list.Account == request.Account && !list.IsDone).Select(list => (JsonNode)SpotJson.List(list, null))])),
    ];

    JsonNode Place(Request request)
    {
        var order = Read(request);
        desk.Place(order);
        var usual = order.Type is "LIMIT" or "MARKET" ? "FULL" : "ACK";
        return SpotJson.Placed(order, request.Parameters.Text("newOrderRespType") ?? usual);
    }

    JsonObject Try(Request request)
    {
        Read(request);
        return [];
    }

    Order Read(Request request)
    {
        var parameters = request.Parameters;
        var type = parameters.Required("type");
        if (!OrderTypes.Spot.Contains(type)) throw new RefusedException(-1116, "Invalid orderType.");
        var byCost = type == "MARKET" && parameters.Text("quoteOrderQty") is not null;
        return Make(request, new OrderText(type, "newClientOrderId")
        {
            Price = type is "LIMIT" or "LIMIT_MAKER" || type.EndsWith("_LIMIT", StringComparison.Ordinal) ? parameters.RequiredNumber("price") : 0,
            StopPrice = OrderTypes.Triggered(type) ? parameters.RequiredNumber("stopPrice") : 0,
            Quantity = byCost ? 0 : parameters.RequiredNumber("quantity"),
            QuoteBudget = byCost ? parameters.RequiredNumber("quoteOrderQty") : 0,
            TimeInForce = type == "LIMIT" || type.EndsWith("_LIMIT", StringComparison.Ordinal) ? parameters.Required("timeInForce") : "GTC",
        });
    }

    Order Make(Request request, OrderText text)
    {
        var parameters = request.Parameters;
        var market = Market(parameters);
        var side = parameters.Required("side") switch { "BUY" => Side.Buy, "SELL" => Side.Sell, _ => throw new RefusedException(-1117, "Invalid side.") };
        if (text.TimeInForce is not ("GTC" or "IOC" or "FOK")) throw new RefusedException(-1115, "Invalid timeInForce.");
        if (text.Price > 0) Filters.Ticks(market.Rules, text.Price);
        if (text.StopPrice > 0) Filters.Ticks(market.Rules, text.StopPrice);
        var lots = text.QuoteBudget > 0 ? 0 : Filters.Lots(market.Rules, text.Quantity);
        var reference = text.Price > 0 ? text.Price : text.StopPrice > 0 ? text.StopPrice : market.LastPrice;
        Filters.Notional(market.Rules, text.QuoteBudget > 0 ? text.QuoteBudget : text.Quantity * reference);
        if (market.Open.Values.Count(open => open.Account == request.Account) >= 200) throw Filters.Failure("MAX_NUM_ORDERS");
        var clientId = parameters.Text(text.IdField);
        if (clientId is { Length: > 36 }) throw new RefusedException(-1100, $"Illegal characters found in parameter '{text.IdField}'; legal range is '^[\\.A-Z\\:/a-z0-9_-]{{1,36}}$'.");
        var order = new Order
        {
            Id = state.NextId(), ClientId = clientId ?? state.NewClientId(), Account = request.Account, Market = market, Side = side, Type = text.Type, TimeInForce = text.TimeInForce,
            Price = text.Price, StopPrice = text.StopPrice, Lots = lots, QuoteBudget = text.QuoteBudget, Prevention = SpotJson.Prevention(parameters.Text("selfTradePreventionMode")), Time = state.Now,
        };
        if (order.Type == "LIMIT_MAKER" && market.Book.Crosses(side, market.Rules.NearestTick(order.Price))) throw new RefusedException(-2010, "Order would immediately match and take.");
        if (order.HasTrigger && TradingDesk.IsDue(order)) throw new RefusedException(-2010, "Stop price would trigger immediately.");
        return order;
    }

    Order Cancel(Request request)
    {
        var order = Find(request, -2011, "Unknown order sent.");
        if (!order.IsOpen) throw new RefusedException(-2011, "Unknown order sent.");
        desk.Cancel(order, request.Parameters.Text("newClientOrderId"));
        return order;
    }

    JsonObject Replace(Request request)
    {
        var parameters = request.Parameters;
        var stops = parameters.Required("cancelReplaceMode") == "STOP_ON_FAILURE";
        Order? old = null;
        RefusedException? refusal = null;
        try
        {
            old = Find(parameters.Whole("cancelOrderId"), parameters.Text("cancelOrigClientOrderId"), request.Account, Market(parameters), -2011, "Unknown order sent.");
            if (!old.IsOpen) throw new RefusedException(-2011, "Unknown order sent.");
        }
        catch (RefusedException unknown)
        {
            refusal = unknown;
        }
        if (refusal is not null && stops) throw new RefusedException(-2022, "Order cancel-replace failed.") { Details = Halves("FAILURE", "NOT_ATTEMPTED", Refused(refusal), null) };
        // What is wrong in itself must not cost the old order.
        var order = Read(request);
        if (refusal is null) desk.Cancel(old!, parameters.Text("cancelNewClientOrderId"));
        try
        {
            desk.Place(order);
        }
        catch (RefusedException unplaced)
        {
            throw new RefusedException(refusal is null ? -2021 : -2022, refusal is null ? "Order cancel-replace partially failed." : "Order cancel-replace failed.", refusal is null ? 409 : 400)
            {
                Details = Halves(refusal is null ? "SUCCESS" : "FAILURE", "FAILURE", refusal is null ? SpotJson.Cancelled(old!) : Refused(refusal), Refused(unplaced)),
            };
        }
        return Halves(refusal is null ? "SUCCESS" : "FAILURE", "SUCCESS", refusal is null ? SpotJson.Cancelled(old!) : Refused(refusal), SpotJson.Placed(order, parameters.Text("newOrderRespType") ?? "FULL"));
    }

    static JsonObject Halves(string cancelled, string placed, JsonObject cancellation, JsonObject? order) => new()
    {
        ["cancelResult"] = cancelled, ["newOrderResult"] = placed, ["cancelResponse"] = cancellation, ["newOrderResponse"] = order,
    };

    static JsonObject Refused(RefusedException refusal) => new() { ["code"] = refusal.Code, ["msg"] = refusal.Message };

    JsonArray Open(Request request)
    {
        var only = request.Parameters.Text("symbol") is null ? null : Market(request.Parameters);
        return new JsonArray([.. state.Markets.Values.Where(market => only is null || market == only).SelectMany(market => market.Open.Values).Where(order => order.Account == request.Account).Select(order => (JsonNode)SpotJson.Order(order))]);
    }

    JsonArray CancelAll(Request request)
    {
        var orders = Market(request.Parameters).Open.Values.Where(order => order.Account == request.Account).ToList();
        if (orders.Count == 0) throw new RefusedException(-2011, "Unknown order sent.");
        foreach (var order in orders.Where(order => order.IsOpen)) desk.Cancel(order);
        return new JsonArray([.. orders.Select(order => (JsonNode)SpotJson.Cancelled(order))]);
    }

    JsonArray All(Request request)
    {
        var (parameters, market) = (request.Parameters, Market(request.Parameters));
        var (from, start, end) = (parameters.Whole("orderId"), parameters.Whole("startTime") ?? 0, parameters.Whole("endTime") ?? long.MaxValue);
        var orders = state.Orders.Values.Where(order => order.Account == request.Account && order.Market == market && (from is null || order.Id >= from) && order.Time >= start && order.Time <= end);
        var limit = parameters.Limit(500, 1000);
        return new JsonArray([.. (from is null && start == 0 ? orders.TakeLast(limit) : orders.Take(limit)).Select(order => (JsonNode)SpotJson.Order(order))]);
    }

    JsonArray Trades(Request request)
    {
        var (parameters, market) = (request.Parameters, Market(request.Parameters));
        var (from, one, start, end) = (parameters.Whole("fromId"), parameters.Whole("orderId"), parameters.Whole("startTime") ?? 0, parameters.Whole("endTime") ?? long.MaxValue);
        var fills = market.FillsFrom(from ?? 0, start).Where(fill => fill.Order.Account == request.Account && (one is null || fill.Order.Id == one) && fill.Time <= end);
        var limit = parameters.Limit(500, 1000);
        return new JsonArray([.. (from is null && start == 0 ? fills.TakeLast(limit) : fills.Take(limit)).Select(fill => (JsonNode)SpotJson.Trade(fill))]);
    }

    JsonNode PlaceList(Request request)
    {
        var parameters = request.Parameters;
        var quantity = parameters.RequiredNumber("quantity");
        var (above, below) = parameters.Text("aboveType") is null ? OldLegs(parameters, quantity) : (Leg(parameters, "above", quantity), Leg(parameters, "below", quantity));
        if (OrderTypes.Triggered(above.Type) == OrderTypes.Triggered(below.Type)) throw new RefusedException(-1165, "An OCO needs one LIMIT_MAKER leg and one leg with a trigger.");
        var list = new OrderList(state.NextId(), parameters.Text("listClientOrderId") ?? state.NewClientId(), request.Account, Market(parameters), state.Now);
        list.Orders.Add(Make(request, above));
        list.Orders.Add(Make(request, below));
        var (limit, stop) = OrderTypes.Triggered(above.Type) ? (below.Price, above.StopPrice) : (above.Price, below.StopPrice);
        var sells = list.Orders[0].Side == Side.Sell;
        if (sells ? limit <= stop : limit >= stop) throw new RefusedException(-2010, "The relationship of the prices for the orders is not correct.");
        desk.Place(list);
        return SpotJson.List(list, order => SpotJson.Placed(order, parameters.Text("newOrderRespType") ?? "RESULT"));
    }

    static (OrderText Limit, OrderText Stop) OldLegs(Parameters parameters, decimal quantity)
    {
        var stopLimit = parameters.Number("stopLimitPrice");
        var limit = new OrderText("LIMIT_MAKER", "limitClientOrderId") { Price = parameters.RequiredNumber("price"), Quantity = quantity };
        return (limit, new OrderText(stopLimit is null ? "STOP_LOSS" : "STOP_LOSS_LIMIT", "stopClientOrderId")
        {
            Price = stopLimit ?? 0, StopPrice = parameters.RequiredNumber("stopPrice"), Quantity = quantity, TimeInForce = stopLimit is null ? "GTC" : parameters.Text("stopLimitTimeInForce") ?? "GTC",
        });
    }

    static OrderText Leg(Parameters parameters, string leg, decimal quantity)
    {
        var type = parameters.Required(leg + "Type");
        if (!OrderTypes.Spot.Contains(type) || type is "LIMIT" or "MARKET") throw new RefusedException(-1116, "Invalid orderType.");
        return new OrderText(type, leg + "ClientOrderId")
        {
            Price = type == "LIMIT_MAKER" || type.EndsWith("_LIMIT", StringComparison.Ordinal) ? parameters.RequiredNumber(leg + "Price") : 0,
            StopPrice = OrderTypes.Triggered(type) ? parameters.RequiredNumber(leg + "StopPrice") : 0,
            Quantity = quantity,
            TimeInForce = type.EndsWith("_LIMIT", StringComparison.Ordinal) ? parameters.Text(leg + "TimeInForce") ?? "GTC" : "GTC",
        };
    }

    JsonNode CancelList(Request request)
    {
        var list = FindList(request);
        if (list.IsDone) throw new RefusedException(-2011, "Unknown order list sent.");
        desk.Cancel(list.Orders.Find(order => order.IsOpen)!);
        return SpotJson.List(list, SpotJson.Cancelled);
    }

    OrderList FindList(Request request)
    {
        var (id, clientId) = (request.Parameters.Whole("orderListId"), request.Parameters.Text("listClientOrderId") ?? request.Parameters.Text("origClientOrderId"));
        return state.Lists.Values.LastOrDefault(list => list.Account == request.Account && (id is null ? list.ClientId == clientId : list.Id == id)) ?? throw new RefusedException(-2018, "Order list does not exist.");
    }

    Order Find(Request request, int code, string text) =>
        Find(request.Parameters.Whole("orderId"), request.Parameters.Text("origClientOrderId"), request.Account, Market(request.Parameters), code, text);

    Order Find(long? id, string? clientId, Account account, SymbolMarket market, int code, string text)
    {
        if (id is null && clientId is null) throw new RefusedException(-1102, "Param 'origClientOrderId' or 'orderId' must be sent, but both were empty/null!");
        var found = id is { } number ? state.Orders.GetValueOrDefault(number) : market.Open.Values.FirstOrDefault(order => order.Account == account && order.ClientId == clientId)
            ?? state.Orders.Values.LastOrDefault(order => order.Account == account && order.Market == market && order.ClientId == clientId);
        return found is not null && found.Account == account && found.Market == market ? found : throw new RefusedException(code, text);
    }

    SymbolMarket Market(Parameters parameters) => state.Markets.GetValueOrDefault(parameters.Required("symbol")) ?? throw new RefusedException(-1121, "Invalid symbol.");

    // One leg as the client wrote it.
    sealed record OrderText(string Type, string IdField)
    {
        public decimal Price { get; init; }

        public decimal StopPrice { get; init; }

        public decimal Quantity { get; init; }

        public decimal QuoteBudget { get; init; }

        public string TimeInForce { get; init; } = "GTC";
    }
}
