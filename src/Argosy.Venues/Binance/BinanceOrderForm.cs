using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Hosting.Ports;
using Argosy.Venues.Wire;

namespace Argosy.Venues.Binance;

/// <summary>An order in Binance spot's fields.</summary>
internal static class BinanceOrderForm
{
    public static Result<List<KeyValuePair<string, string>>> Spot(OrderTicket ticket, string symbol)
    {
        if (ticket.ReduceOnly) return Error.NotSupported("Binance spot knows no reduce-only orders");
        if (ticket.TimeInForce == TimeInForce.Gtd) return Error.NotSupported("Binance spot knows no orders with an end; the host cancels them");
        var type = ticket switch
        {
            { Type: OrderType.Limit, PostOnly: true } => "LIMIT_MAKER",
            { Type: OrderType.Limit } => "LIMIT",
            { Type: OrderType.Market } => "MARKET",
            { Type: OrderType.Stop or OrderType.TrailingStop } => "STOP_LOSS",
            { Type: OrderType.StopLimit } => "STOP_LOSS_LIMIT",
            _ => "TAKE_PROFIT",
        };
        List<KeyValuePair<string, string>> fields = [new("symbol", symbol), new("side", ticket.Side == Side.Buy ? "BUY" : "SELL"), new("type", type)];
        if (type is "LIMIT" or "STOP_LOSS_LIMIT") fields.Add(new("timeInForce", Word(ticket.TimeInForce)));
        fields.Add(new("quantity", Exact.Text(ticket.Quantity)));
        if (type is "LIMIT" or "LIMIT_MAKER" or "STOP_LOSS_LIMIT") fields.Add(new("price", Exact.Text(ticket.Price)));
        if (ticket.Type == OrderType.TrailingStop) fields.Add(new("trailingDelta", Exact.Text(decimal.Round(ticket.TrailRatio * 10_000, MidpointRounding.ToEven))));
        else if (ticket.Trigger > 0) fields.Add(new("stopPrice", Exact.Text(ticket.Trigger)));
        fields.Add(new("newClientOrderId", ticket.ClientId));
        fields.Add(new("newOrderRespType", "FULL"));
        return fields;
    }

    static string Word(TimeInForce inForce) => inForce switch
    {
        TimeInForce.Ioc => "IOC",
        TimeInForce.Fok => "FOK",
        TimeInForce.Gtc or TimeInForce.Gtd => "GTC",
    };
}
