using Argosy.Core.Links;
using Argosy.Core.Orders;
using Argosy.Engine.Accounting;
using Argosy.Engine.Orders;

namespace Argosy.Worker.Running;

/// <summary>An approved order in the words of the link.</summary>
static class Wanted
{
    /// <summary>An order with the quantity and prices it has at its venue.</summary>
    public static OrderWanted Of(ApprovedOrder order, decimal quantity, decimal limit, decimal trigger, OrderType type, TimeInForce timeInForce, Ledger ledger, string why) => new()
    {
        Id = order.Id,
        Instrument = order.Instrument,
        Side = order.Side,
        Type = type,
        Quantity = quantity,
        Limit = limit,
        Trigger = trigger,
        TimeInForce = timeInForce,
        PostOnly = (order.Flags & OrderFlags.PostOnly) != 0,
        ReduceOnly = order.IsReduceOnly,
        IsExit = IsExit(order, quantity, ledger),
        Purpose = order.Purpose,
        Entry = order.Parent,
        DecisionPrice = ledger.Mark(order.Instrument),
        Why = why,
    };

    // What only reduces is an exit, whether or not its flags say so.
    static bool IsExit(ApprovedOrder order, decimal quantity, Ledger ledger)
    {
        if (order.IsReduceOnly) return true;
        var held = ledger.Position(order.Book, order.Instrument).Quantity;
        return (order.Side == Side.Buy ? held < 0 : held > 0) && quantity <= Math.Abs(held);
    }
}
