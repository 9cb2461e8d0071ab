using Argosy.Core.Orders;

namespace Argosy.Venues.Binance;

/// <summary>Binance's words for types and states of orders.</summary>
internal static class BinanceWords
{
    /// <summary>Our type; a type we never send reads as market: such an order is not ours.</summary>
    public static OrderType Type(string word, bool isFutures) => word switch
    {
        "LIMIT" or "LIMIT_MAKER" => OrderType.Limit,
        "STOP_LOSS" or "STOP_MARKET" => OrderType.Stop,
        "STOP_LOSS_LIMIT" or "STOP" => OrderType.StopLimit,
        "TAKE_PROFIT" or "TAKE_PROFIT_LIMIT" or "TAKE_PROFIT_MARKET" => OrderType.TakeProfit,
        "TRAILING_STOP_MARKET" when isFutures => OrderType.TrailingStop,
        _ => OrderType.Market,
    };

    /// <summary>Our state; null for a word that is not known.</summary>
    public static OrderState? State(string word) => word switch
    {
        "NEW" or "PENDING_CANCEL" or "NEW_INSURANCE" or "NEW_ADL" => OrderState.Working,
        "PENDING_NEW" => OrderState.Submitted,
        "PARTIALLY_FILLED" => OrderState.PartiallyFilled,
        "FILLED" => OrderState.Filled,
        "CANCELED" => OrderState.Cancelled,
        "EXPIRED" or "EXPIRED_IN_MATCH" => OrderState.Expired,
        "REJECTED" => OrderState.Rejected,
        _ => null,
    };

    /// <summary>Whether it is a word for what happened to an order.</summary>
    public static bool IsExecution(string word) => word is "NEW" or "TRADE" or "CANCELED" or "EXPIRED" or "REJECTED" or "REPLACED" or "TRADE_PREVENTION" or "AMENDMENT" or "CALCULATED";

    public static Side? Side(string word) => word switch
    {
        "BUY" => Core.Orders.Side.Buy,
        "SELL" => Core.Orders.Side.Sell,
        _ => null,
    };
}
