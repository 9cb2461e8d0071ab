using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Engine.Accounting;
using Argosy.Engine.Orders;

namespace Argosy.Engine.Risk;

/// <summary>What resting purchases set aside until they fill or end; covering a short needs nothing, margin is asked for at the fill.</summary>
sealed class Reservations(Ledger ledger, decimal takerFee)
{
    // What quote-sized orders at work have used of their amounts, by order: few have any.
    readonly Dictionary<int, decimal> _spent = [];

    /// <summary>What an order sets aside as it stands, quote asset.</summary>
    public decimal Of(ApprovedOrder order)
    {
        if (!MayReserve(order) || ledger.Margin is not null || order.IsReduceOnly || order.Terms?.Limit is not { } limit) return 0;
        return order.SizeIsQuote ? BuyingPower.AmountLeft(order.Size - _spent.GetValueOrDefault(order.Id)) : BuyingPower.Reservation(order.Size - order.Filled, limit, takerFee);
    }

    /// <summary>Sets aside what the order needs as it stands.</summary>
    public void Add(ApprovedOrder order)
    {
        if (MayReserve(order)) ledger.SetAside += Amount.Of(Of(order));
    }

    /// <summary>Lets go of it, before the order changes.</summary>
    public void Release(ApprovedOrder order)
    {
        if (MayReserve(order)) ledger.SetAside -= Amount.Of(Of(order));
    }

    /// <summary>Counts what a fill used of a quote-sized order's amount.</summary>
    public void Spend(ApprovedOrder order, in Fill fill) =>
        _spent[order.Id] = _spent.GetValueOrDefault(order.Id) + BuyingPower.AmountUsed(fill.Price, fill.Quantity, takerFee);

    /// <summary>The order has ended.</summary>
    public void Forget(ApprovedOrder order)
    {
        if (_spent.Count > 0) _spent.Remove(order.Id);
    }

    // A first look without money: most orders reserve nothing.
    static bool MayReserve(ApprovedOrder order) => order.Side == Side.Buy && (order.Type is OrderType.Limit or OrderType.StopLimit);
}
