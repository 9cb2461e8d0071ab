using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Hosting.Orders;
using Argosy.Hosting.Ports;

namespace Argosy.Venues.Binance.Usdm;

/// <summary>An order in the venue's fields, and which of its two lists it goes to.</summary>
/// <param name="IsAlgo">Whether it waits for a price: then it goes to the list of conditional orders.</param>
/// <param name="Fields">In the order sent.</param>
internal sealed record UsdmOrderForm(bool IsAlgo, List<KeyValuePair<string, string>> Fields)
{
    /// <summary>Whether orders of this type wait in the list of conditional orders.</summary>
    public static bool Waits(OrderType type) => type is OrderType.Stop or OrderType.TakeProfit or OrderType.StopLimit or OrderType.TrailingStop;

    /// <summary>Writes an order.</summary>
    /// <param name="id">Our id.</param>
    /// <param name="wish">The order.</param>
    /// <param name="symbol">The venue's spelling.</param>
    /// <param name="isHedged">Whether the account has two positions an instrument.</param>
    public static Result<UsdmOrderForm> Of(ClientOrderId id, OrderWish wish, string symbol, bool isHedged)
    {
        if (wish.Type == OrderType.TrailingStop) return Error.NotSupported("trailing stops are moved by the host, as stops");
        if (wish.PostOnly && wish.Type != OrderType.Limit) return Error.BadInput($"post-only is for limit orders, this is a {wish.Type}");
        var isAlgo = Waits(wish.Type);
        List<KeyValuePair<string, string>> fields = [];
        if (isAlgo) fields.Add(new("algoType", "CONDITIONAL"));
        fields.Add(new("symbol", symbol));
        fields.Add(new("side", wish.Side == Side.Buy ? "BUY" : "SELL"));
        fields.Add(new("type", Word(wish.Type)));
        if (isHedged) fields.Add(new("positionSide", LegOf(wish)));
        if (wish.Type is OrderType.Limit or OrderType.StopLimit) fields.Add(new("timeInForce", wish.PostOnly ? "GTX" : Word(wish.TimeInForce)));
        fields.Add(new("quantity", Exact.Text(wish.Quantity)));
        if (wish.Type is OrderType.Limit or OrderType.StopLimit) fields.Add(new("price", Exact.Text(wish.Price)));
        if (isAlgo)
        {
            fields.Add(new("triggerPrice", Exact.Text(wish.Trigger)));
            fields.Add(new("workingType", "CONTRACT_PRICE"));
        }
        // In hedge mode the side of the position says it, and the venue refuses the word.
        if (wish.ReduceOnly && !isHedged) fields.Add(new("reduceOnly", "true"));
        fields.Add(new(isAlgo ? "clientAlgoId" : "newClientOrderId", id.ToString()));
        // Executions come by the account's stream: waiting for them here would only be later.
        if (!isAlgo) fields.Add(new("newOrderRespType", "ACK"));
        return new UsdmOrderForm(isAlgo, fields);
    }

    // Where the wish does not say it: entries open the position of their own direction, exits close the other one's.
    static string LegOf(OrderWish wish) => wish.Leg switch
    {
        PositionLeg.Long => "LONG",
        PositionLeg.Short => "SHORT",
        PositionLeg.Both => (wish.Side == Side.Buy) != (wish.IsExit || wish.ReduceOnly) ? "LONG" : "SHORT",
    };

    static string Word(OrderType type) => type switch
    {
        OrderType.Market => "MARKET",
        OrderType.Limit => "LIMIT",
        OrderType.Stop => "STOP_MARKET",
        OrderType.TakeProfit => "TAKE_PROFIT_MARKET",
        OrderType.StopLimit => "STOP",
        OrderType.TrailingStop => "TRAILING_STOP_MARKET",
    };

    static string Word(TimeInForce inForce) => inForce switch
    {
        TimeInForce.Ioc => "IOC",
        TimeInForce.Fok => "FOK",
        // The host ends what has an end.
        TimeInForce.Gtc or TimeInForce.Gtd => "GTC",
    };
}
