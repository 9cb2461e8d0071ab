namespace Argosy.Testnet.Orders;

/// <summary>What the names of order types mean.</summary>
internal static class OrderTypes
{
    public static readonly string[] Spot = ["LIMIT", "LIMIT_MAKER", "MARKET", "STOP_LOSS", "STOP_LOSS_LIMIT", "TAKE_PROFIT", "TAKE_PROFIT_LIMIT"];

    public static readonly string[] Futures = ["LIMIT", "MARKET", "STOP", "STOP_MARKET", "TAKE_PROFIT", "TAKE_PROFIT_MARKET", "TRAILING_STOP_MARKET"];

    /// <summary>Waits for a price before it enters the book.</summary>
    public static bool Triggered(string type) => type is not ("LIMIT" or "LIMIT_MAKER" or "MARKET");

    /// <summary>Triggers in the direction of a profit.</summary>
    public static bool TakesProfit(string type) => type.StartsWith("TAKE_PROFIT", StringComparison.Ordinal);
}
