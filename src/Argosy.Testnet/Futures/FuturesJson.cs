using System.Globalization;
using System.Text.Json.Nodes;
using Argosy.Core.Orders;
using Argosy.Testnet.Accounts;
using Argosy.Testnet.Api;
using Argosy.Testnet.Markets;
using Argosy.Testnet.Orders;

namespace Argosy.Testnet.Futures;

/// <summary>Answers about futures orders and positions.</summary>
internal static class FuturesJson
{
    const long AlgoNumbers = 1_000_000_000_000_000;

    /// <summary>Mean price of what was filled; 0 before.</summary>
    public static decimal Mean(Order order) => order.ExecutedLots == 0 ? 0 : order.ExecutedQuote / order.Market.Rules.Quantity(order.ExecutedLots);

    /// <summary>A conditional order's number: counted apart from those of orders, one of which it sends when its price comes.</summary>
    public static long AlgoId(Order order) => AlgoNumbers + order.Id;

    /// <summary>The order of a conditional order's number.</summary>
    public static long IdOf(long algoId) => algoId - AlgoNumbers;

    /// <summary>How a conditional order stands.</summary>
    public static string AlgoStatus(Order order) => order.WorkingTime < 0 ? order.Status : order.IsOpen ? "TRIGGERED" : "FINISHED";

    /// <summary>Number of the order that a conditional one sent; empty before.</summary>
    public static string Sent(Order order) => order.WorkingTime < 0 ? "" : order.Id.ToString(CultureInfo.InvariantCulture);

    /// <summary>An order.</summary>
    public static JsonObject Order(Order order) => new()
    {
        ["orderId"] = order.Id, ["symbol"] = order.Market.Rules.Name, ["status"] = order.Status, ["clientOrderId"] = order.ClientId, ["price"] = Wire.Fixed(order.Price), ["avgPrice"] = Wire.Fixed(Mean(order)),
        ["origQty"] = Wire.Fixed(order.Market.Rules.Quantity(order.Lots)), ["executedQty"] = Wire.Fixed(order.Market.Rules.Quantity(order.ExecutedLots)), ["cumQty"] = Wire.Fixed(order.Market.Rules.Quantity(order.ExecutedLots)),
        ["cumQuote"] = Wire.Fixed(order.ExecutedQuote), ["timeInForce"] = order.TimeInForce, ["type"] = order.IsAlgo ? order.IsMarket ? "MARKET" : "LIMIT" : order.Type, ["reduceOnly"] = order.ReduceOnly, ["closePosition"] = order.ClosesPosition,
        ["side"] = order.Side == Side.Buy ? "BUY" : "SELL", ["positionSide"] = order.PositionSide, ["stopPrice"] = Wire.Fixed(order.StopPrice), ["workingType"] = "CONTRACT_PRICE", ["priceProtect"] = false, ["origType"] = order.Type,
        ["priceMatch"] = "NONE", ["selfTradePreventionMode"] = "EXPIRE_MAKER", ["goodTillDate"] = 0, ["time"] = order.Time, ["updateTime"] = order.UpdateTime,
    };

    /// <summary>A conditional order of the separate list.</summary>
    public static JsonObject Algo(Order order) => new()
    {
        ["algoId"] = AlgoId(order), ["clientAlgoId"] = order.ClientId, ["algoType"] = "CONDITIONAL", ["orderType"] = order.Type, ["symbol"] = order.Market.Rules.Name, ["side"] = order.Side == Side.Buy ? "BUY" : "SELL",
        ["positionSide"] = order.PositionSide, ["timeInForce"] = order.TimeInForce, ["quantity"] = Wire.Fixed(order.Market.Rules.Quantity(order.Lots)),
        ["algoStatus"] = AlgoStatus(order), ["actualOrderId"] = Sent(order), ["actualQty"] = Wire.Fixed(order.Market.Rules.Quantity(order.ExecutedLots)),
        ["actualPrice"] = Wire.Fixed(Mean(order)), ["triggerPrice"] = Wire.Fixed(order.StopPrice), ["price"] = Wire.Fixed(order.Price), ["icebergQuantity"] = null, ["selfTradePreventionMode"] = "EXPIRE_MAKER",
        ["workingType"] = "CONTRACT_PRICE", ["priceMatch"] = "NONE", ["closePosition"] = order.ClosesPosition, ["priceProtect"] = false, ["reduceOnly"] = order.ReduceOnly, ["activatePrice"] = Wire.Fixed(order.ActivationPrice),
        ["callbackRate"] = Wire.Fixed(order.CallbackRate), ["createTime"] = order.Time, ["updateTime"] = order.UpdateTime, ["triggerTime"] = Math.Max(0, order.WorkingTime), ["goodTillDate"] = 0,
    };

    /// <summary>A position with its risk.</summary>
    public static JsonObject Position(FuturesDesk desk, Account account, SymbolMarket market, Position position)
    {
        var notional = FuturesDesk.Notional(market, position);
        var signed = position.Lots < 0 ? -notional : notional;
        var initial = Wire.Fixed(notional / position.Leverage);
        return new JsonObject
        {
            ["symbol"] = market.Rules.Name, ["positionSide"] = position.Leg, ["positionAmt"] = Wire.Fixed(market.Rules.Quantity(position.Lots)), ["entryPrice"] = Wire.Fixed(position.Entry), ["breakEvenPrice"] = Wire.Fixed(position.Entry),
            ["markPrice"] = Wire.Fixed(market.LastPrice), ["unRealizedProfit"] = Wire.Fixed(FuturesDesk.Unrealised(market, position)), ["unrealizedProfit"] = Wire.Fixed(FuturesDesk.Unrealised(market, position)),
            ["liquidationPrice"] = Wire.Fixed(desk.LiquidationPrice(account, market, position)), ["isolatedMargin"] = Wire.Fixed(position.IsIsolated ? position.IsolatedWallet + FuturesDesk.Unrealised(market, position) : 0),
            ["notional"] = Wire.Fixed(signed), ["marginAsset"] = FuturesDesk.Asset, ["isolatedWallet"] = Wire.Fixed(position.IsolatedWallet), ["isolated"] = position.IsIsolated, ["initialMargin"] = initial,
            ["maintMargin"] = Wire.Fixed(FuturesDesk.Maintenance(market, position)), ["positionInitialMargin"] = initial, ["openOrderInitialMargin"] = "0.00000000", ["adl"] = 1, ["bidNotional"] = "0", ["askNotional"] = "0",
            ["leverage"] = position.Leverage.ToString(CultureInfo.InvariantCulture), ["marginType"] = position.IsIsolated ? "isolated" : "cross", ["updateTime"] = position.UpdateTime,
        };
    }

    /// <summary>One of the account's own trades.</summary>
    public static JsonObject Trade(OrderFill fill) => new()
    {
        ["buyer"] = fill.Order.Side == Side.Buy, ["commission"] = Wire.Fixed(fill.Fee), ["commissionAsset"] = fill.FeeAsset, ["id"] = fill.TradeId, ["maker"] = fill.IsMaker, ["orderId"] = fill.Order.Id, ["price"] = Wire.Fixed(fill.Price),
        ["qty"] = Wire.Fixed(fill.Quantity), ["quoteQty"] = Wire.Fixed(fill.Price * fill.Quantity), ["realizedPnl"] = Wire.Fixed(fill.Realised), ["side"] = fill.Order.Side == Side.Buy ? "BUY" : "SELL", ["positionSide"] = fill.Order.PositionSide,
        ["symbol"] = fill.Order.Market.Rules.Name, ["time"] = fill.Time,
    };
}
