using Argosy.Core.Instruments;
using Argosy.Core.Orders;
using Argosy.Engine.Orders;

namespace Argosy.Engine.Running;

/// <content>What comes of executions that nobody waited for any more: protection, and targets decided anew.</content>
public sealed partial class TradingEngine
{
    /// <inheritdoc/>
    public bool Renew(int entryId, in Fill fill)
    {
        if (Orders.Find(entryId) is not { FirstChild: > 0 } entry || _brackets.HasChildren(entry)) return false;
        _brackets.Register(entry, ref _lastOrderId);
        if (!_brackets.HasChildren(entry)) return false;
        _brackets.Grow(entry, in fill, first: true);
        SubmitChildren(entry);
        return true;
    }

    // Nothing of an entry that had ended may stand unprotected.
    void ProtectLate(ApprovedOrder order, in Fill fill, bool first)
    {
        if (order.FirstChild != 0 && !Renew(order.Id, in fill)) _brackets.Grow(order, in fill, first);
        if (Exits.Count > 0 && !order.IsReduceOnly) _exits.BeginAgain(order, in fill);
    }

    // An order that was asked to go and was filled all the same may have left its book where no target wants it.
    void DecideAgain(ApprovedOrder order)
    {
        if (!order.IsLeaving || (order.Flags & OrderFlags.FromTarget) == 0) return;
        foreach (var context in _deliveries[order.Instrument].Contexts)
        {
            if (context.Book == order.Book) _targets.DecideAgain(context);
        }
    }
}
