using Argosy.Core.Links;
using Argosy.Core.Orders;
using Argosy.Hosting.Gateways;
using Argosy.Hosting.Orders;

namespace Argosy.Hosting.Desks;

/// <summary>From a run's words to the venue's and back.</summary>
internal static class Wishes
{
    /// <summary>The order a recorded wish stood for, as far as the record tells.</summary>
    public static OrderWanted Wanted(OrderWish wish) => new()
    {
        Id = wish.RunOrder,
        Instrument = -1,
        Side = wish.Side,
        Type = wish.Type,
        Quantity = wish.Quantity,
        Limit = wish.Price,
        Trigger = wish.Trigger,
        TimeInForce = wish.TimeInForce,
        PostOnly = wish.PostOnly,
        ReduceOnly = wish.ReduceOnly,
        IsExit = wish.IsExit,
        Purpose = wish.Purpose,
        Entry = EntryOf(wish.Group),
        Why = wish.Why,
    };

    /// <summary>Number of the legs that close one entry; those of an exit without an entry are its own replacements.</summary>
    public static long Group(int deployment, OrderWanted wanted) =>
        !wanted.IsExit || wanted.Id == 0 ? 0 : ((long)deployment << 32) | (wanted.Entry > 0 ? (uint)wanted.Entry : 0x8000_0000u | (uint)wanted.Id);

    /// <summary>What an order looks like at the venue.</summary>
    /// <param name="order">The order.</param>
    /// <param name="quantity">What is left to fill, in whole lots.</param>
    public static OrderShape Shape(DeskOrder order, decimal quantity)
    {
        var wanted = order.Wanted;
        if (order.IsTouched && order.HasTrigger)
        {
            return wanted.Type == OrderType.StopLimit ? new(OrderType.Limit, quantity, wanted.Limit, 0) : new(OrderType.Market, quantity, 0, 0);
        }
        return wanted.Type switch
        {
            OrderType.Market => new(OrderType.Market, quantity, 0, 0),
            OrderType.Limit => new(OrderType.Limit, quantity, wanted.Limit, 0),
            // The run moves its trailing stops; at the venue they are stops that are replaced.
            OrderType.Stop or OrderType.TrailingStop => new(OrderType.Stop, quantity, 0, wanted.Trigger),
            OrderType.TakeProfit => new(OrderType.TakeProfit, quantity, 0, wanted.Trigger),
            OrderType.StopLimit => new(OrderType.StopLimit, quantity, wanted.Limit, wanted.Trigger),
        };
    }

    /// <summary>Whether a price is where the order waits for it: at the trigger or beyond, at the limit or better.</summary>
    public static bool IsTouched(OrderWanted wanted, decimal price) => Touch.Is(wanted.Type, wanted.Side, wanted.Limit, wanted.Trigger, price);

    static int EntryOf(long group) => (group & 0x8000_0000) != 0 ? 0 : (int)(group & 0x7FFF_FFFF);
}
