using Argosy.Core.Orders;
using Argosy.Hosting.Gateways;

namespace Argosy.Hosting.Desks;

/// <summary>Whether an order would meet one of ours that rests on the same account.</summary>
internal static class SelfTrade
{
    /// <summary>The first of our resting orders it would meet; null where there is none.</summary>
    /// <param name="instrument">Base and quote asset.</param>
    /// <param name="side">Buy or sell.</param>
    /// <param name="shape">The order.</param>
    /// <param name="last">The last price; 0 where none is known, then a market order meets nothing we know of.</param>
    /// <param name="reach">How far from the last price a market order reaches, ratio.</param>
    /// <param name="open">Our orders.</param>
    public static GatewayOrder? Met(string instrument, Side side, OrderShape shape, decimal last, decimal reach, IReadOnlyList<GatewayOrder> open)
    {
        var buys = side == Side.Buy;
        var to = shape.Type switch
        {
            OrderType.Limit => shape.Limit,
            OrderType.Market => last * (buys ? 1 + reach : 1 - reach),
            // They wait for a price that is not there yet.
            OrderType.Stop or OrderType.StopLimit or OrderType.TakeProfit or OrderType.TrailingStop => 0,
        };
        if (to == 0) return null;
        foreach (var order in open)
        {
            var wish = order.Request.Wish;
            if (wish.Instrument != instrument || wish.Side == side || wish.Type != OrderType.Limit || order.CancelWanted) continue;
            if (buys ? to >= wish.Price : to <= wish.Price) return order;
        }
        return null;
    }
}
