using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Hosting.Orders;

namespace Argosy.Venues.Binance;

/// <summary>An order in Binance spot's fields.</summary>
internal static class BinanceOrderForm
{
    public static Result<List<KeyValuePair<string, string>>> Spot(OrderRequest order, string symbol)
    {
        var wish = order.Wish;
        if (wish.ReduceOnly) return Error.NotSupported("Binance spot knows no reduce-only orders");
        if (wish.TimeInForce == TimeInForce.Gtd) return Error.NotSupported("Binance spot knows no orders with an end; the host cancels them");
        if (wish.PostOnly && wish.Type != OrderType.Limit) return Error.NotSupported("Binance spot knows post-only for limit orders alone");
        if (Word(wish) is not { } type) return Error.NotSupported("Binance spot's trailing stops cannot be told from stops; the host moves them");
        const int most = 10;
        var fields = new List<KeyValuePair<string, string>>(most) { new("symbol", symbol), new("side", wish.Side == Side.Buy ? "BUY" : "SELL"), new("type", type) };
        if (type is "LIMIT" or "STOP_LOSS_LIMIT") fields.Add(new("timeInForce", Word(wish.TimeInForce)));
        fields.Add(new("quantity", Exact.Text(wish.Quantity)));
        if (type is "LIMIT" or "LIMIT_MAKER" or "STOP_LOSS_LIMIT") fields.Add(new("price", Exact.Text(wish.Price)));
        if (type is "STOP_LOSS" or "STOP_LOSS_LIMIT" or "TAKE_PROFIT") fields.Add(new("stopPrice", Exact.Text(wish.Trigger)));
        fields.Add(new("newClientOrderId", order.Id.ToString()));
        // Two of our own never trade with each other, whatever the symbol's default: an execution with itself has one trade id for both its sides.
        fields.Add(new("selfTradePreventionMode", "EXPIRE_MAKER"));
        // What is executed comes through the account's stream; this answer says only that the order is there.
        fields.Add(new("newOrderRespType", "ACK"));
        return fields;
    }

    static string? Word(OrderWish wish) => wish.Type switch
    {
        OrderType.Limit => wish.PostOnly ? "LIMIT_MAKER" : "LIMIT",
        OrderType.Market => "MARKET",
        OrderType.Stop => "STOP_LOSS",
        OrderType.StopLimit => "STOP_LOSS_LIMIT",
        OrderType.TakeProfit => "TAKE_PROFIT",
        OrderType.TrailingStop => null,
    };

    static string Word(TimeInForce inForce) => inForce switch
    {
        TimeInForce.Ioc => "IOC",
        TimeInForce.Fok => "FOK",
        TimeInForce.Gtc or TimeInForce.Gtd => "GTC",
    };
}
