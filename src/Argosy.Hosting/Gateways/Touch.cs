using Argosy.Core.Orders;
using Argosy.Hosting.Orders;

namespace Argosy.Hosting.Gateways;

/// <summary>Whether a price is where an order waits for it.</summary>
internal static class Touch
{
    /// <summary>At the trigger or beyond, at the limit or better.</summary>
    public static bool Is(OrderType type, Side side, decimal limit, decimal trigger, decimal price)
    {
        var sells = side == Side.Sell;
        return type switch
        {
            OrderType.Market => true,
            OrderType.Limit => sells ? price >= limit : price <= limit,
            OrderType.TakeProfit => sells ? price >= trigger : price <= trigger,
            OrderType.Stop or OrderType.StopLimit or OrderType.TrailingStop => sells ? price <= trigger : price >= trigger,
        };
    }

    /// <summary>Whether an order waits for nothing: it ends as soon as the venue has it.</summary>
    public static bool IsImmediate(OrderWish wish) => wish.Type == OrderType.Market || (wish.Type == OrderType.Limit && wish.TimeInForce is TimeInForce.Ioc or TimeInForce.Fok);
}
