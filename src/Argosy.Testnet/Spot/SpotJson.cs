using System.Text.Json.Nodes;
using Argosy.Core.Orders;
using Argosy.Testnet.Accounts;
using Argosy.Testnet.Api;
using Argosy.Testnet.Matching;
using Argosy.Testnet.Orders;

namespace Argosy.Testnet.Spot;

/// <summary>Answers about spot orders and accounts.</summary>
internal static class SpotJson
{
    /// <summary>Name of a prevention mode.</summary>
    public static string Prevention(SelfTrade mode) => mode switch
    {
        SelfTrade.None => "NONE",
        SelfTrade.ExpireTaker => "EXPIRE_TAKER",
        SelfTrade.ExpireMaker => "EXPIRE_MAKER",
        SelfTrade.ExpireBoth => "EXPIRE_BOTH",
        SelfTrade.Decrement => "DECREMENT",
    };

    /// <summary>A prevention mode by name.</summary>
    public static SelfTrade Prevention(string? name) => name switch
    {
        null or "NONE" => SelfTrade.None,
        "EXPIRE_TAKER" => SelfTrade.ExpireTaker,
        "EXPIRE_MAKER" => SelfTrade.ExpireMaker,
        "EXPIRE_BOTH" => SelfTrade.ExpireBoth,
        "DECREMENT" => SelfTrade.Decrement,
        _ => throw new RefusedException(-1130, "Data sent for parameter 'selfTradePreventionMode' is not valid."),
    };

    /// <summary>Answer to a query.</summary>
    public static JsonObject Order(Order order)
    {
        var json = Core(order, order.ClientId);
        json["time"] = order.Time;
        json["updateTime"] = order.UpdateTime;
        json["isWorking"] = order.WorkingTime >= 0;
        json["workingTime"] = order.WorkingTime;
        json["icebergQty"] = "0.00000000";
        json["origQuoteOrderQty"] = Wire.Fixed(order.QuoteBudget);
        json["stopPrice"] = Wire.Fixed(order.StopPrice);
        return json;
    }

    /// <summary>Answer to an order that was placed.</summary>
    public static JsonObject Placed(Order order, string kind)
    {
        if (kind == "ACK")
        {
            return new JsonObject { ["symbol"] = order.Market.Rules.Name, ["orderId"] = order.Id, ["orderListId"] = order.List?.Id ?? -1, ["clientOrderId"] = order.ClientId, ["transactTime"] = order.UpdateTime };
        }
        var json = Core(order, order.ClientId);
        json["transactTime"] = order.UpdateTime;
        json["workingTime"] = order.WorkingTime;
        if (order.StopPrice > 0) json["stopPrice"] = Wire.Fixed(order.StopPrice);
        if (order.QuoteBudget > 0) json["origQuoteOrderQty"] = Wire.Fixed(order.QuoteBudget);
        if (kind != "FULL") return json;
        var fills = new JsonArray();
        foreach (var fill in order.Fills)
        {
            fills.Add((JsonNode)new JsonObject { ["price"] = Wire.Fixed(fill.Price), ["qty"] = Wire.Fixed(fill.Quantity), ["commission"] = Wire.Fixed(fill.Fee), ["commissionAsset"] = fill.FeeAsset, ["tradeId"] = fill.TradeId });
        }
        json["fills"] = fills;
        return json;
    }

    /// <summary>Answer to a cancellation.</summary>
    public static JsonObject Cancelled(Order order)
    {
        var json = Core(order, order.CancelId);
        json["origClientOrderId"] = order.ClientId;
        json["transactTime"] = order.UpdateTime;
        if (order.StopPrice > 0) json["stopPrice"] = Wire.Fixed(order.StopPrice);
        return json;
    }

    /// <summary>A list with its legs, and their reports where asked.</summary>
    public static JsonObject List(OrderList list, Func<Order, JsonObject>? report)
    {
        var json = new JsonObject
        {
            ["orderListId"] = list.Id, ["contingencyType"] = "OCO", ["listStatusType"] = list.IsDone ? "ALL_DONE" : "EXEC_STARTED", ["listOrderStatus"] = list.IsDone ? "ALL_DONE" : "EXECUTING",
            ["listClientOrderId"] = list.ClientId, ["transactionTime"] = list.Time, ["symbol"] = list.Market.Rules.Name, ["orders"] = Legs(list, "symbol", "orderId", "clientOrderId"),
        };
        if (report is not null) json["orderReports"] = new JsonArray([.. list.Orders.Select(order => (JsonNode)report(order))]);
        return json;
    }

    /// <summary>The legs of a list by number and id.</summary>
    public static JsonArray Legs(OrderList list, string symbol, string id, string clientId) =>
        new([.. list.Orders.Select(order => (JsonNode)new JsonObject { [symbol] = list.Market.Rules.Name, [id] = order.Id, [clientId] = order.ClientId })]);

    /// <summary>One of the account's own trades.</summary>
    public static JsonObject Trade(OrderFill fill) => new()
    {
        ["symbol"] = fill.Order.Market.Rules.Name, ["id"] = fill.TradeId, ["orderId"] = fill.Order.Id, ["orderListId"] = fill.Order.List?.Id ?? -1, ["price"] = Wire.Fixed(fill.Price),
        ["qty"] = Wire.Fixed(fill.Quantity), ["quoteQty"] = Wire.Fixed(fill.Price * fill.Quantity), ["commission"] = Wire.Fixed(fill.Fee), ["commissionAsset"] = fill.FeeAsset,
        ["time"] = fill.Time, ["isBuyer"] = fill.Order.Side == Side.Buy, ["isMaker"] = fill.IsMaker, ["isBestMatch"] = true,
    };

    /// <summary>The account with its balances.</summary>
    public static JsonObject Account(ExchangeState state, Account account, bool omitZero)
    {
        var balances = new JsonArray();
        foreach (var (asset, balance) in account.Balances)
        {
            if (omitZero && balance.Free + balance.Locked == 0) continue;
            balances.Add((JsonNode)new JsonObject { ["asset"] = asset, ["free"] = Wire.Fixed(balance.Free), ["locked"] = Wire.Fixed(balance.Locked) });
        }
        return new JsonObject
        {
            ["makerCommission"] = (int)(state.MakerFee * 10_000), ["takerCommission"] = (int)(state.TakerFee * 10_000), ["buyerCommission"] = 0, ["sellerCommission"] = 0,
            ["commissionRates"] = new JsonObject { ["maker"] = Wire.Fixed(state.MakerFee), ["taker"] = Wire.Fixed(state.TakerFee), ["buyer"] = "0.00000000", ["seller"] = "0.00000000" },
            ["canTrade"] = true, ["canWithdraw"] = false, ["canDeposit"] = true, ["brokered"] = false, ["requireSelfTradePrevention"] = false, ["preventSor"] = false,
            ["updateTime"] = state.Now, ["accountType"] = "SPOT", ["balances"] = balances, ["permissions"] = new JsonArray("SPOT"), ["uid"] = account.Id,
        };
    }

    static JsonObject Core(Order order, string clientId) => new()
    {
        ["symbol"] = order.Market.Rules.Name, ["orderId"] = order.Id, ["orderListId"] = order.List?.Id ?? -1, ["clientOrderId"] = clientId, ["price"] = Wire.Fixed(order.Price),
        ["origQty"] = Wire.Fixed(order.Market.Rules.Quantity(order.Lots)), ["executedQty"] = Wire.Fixed(order.Market.Rules.Quantity(order.ExecutedLots)),
        ["cummulativeQuoteQty"] = Wire.Fixed(order.ExecutedQuote), ["status"] = order.Status, ["timeInForce"] = order.TimeInForce, ["type"] = order.Type,
        ["side"] = order.Side == Side.Buy ? "BUY" : "SELL", ["selfTradePreventionMode"] = Prevention(order.Prevention),
    };
}
