using Argosy.Core.Events;
using Argosy.Core.Instruments;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Engine.Accounting;
using Argosy.Engine.Orders;

namespace Argosy.Engine.Risk;

/// <summary>The one door from intent to order: approves or refuses. Exits are refused by no account limit.</summary>
sealed class RiskGate(Instrument[] instruments, Ledger ledger, BuyingPower power, decimal takerFee)
{
    /// <summary>Why the intent is refused, or <see cref="OrderReason.None"/>.</summary>
    public OrderReason Check(in OrderIntent intent)
    {
        var instrument = instruments[intent.Instrument];
        var reason = OrderRules.Check(in intent, instrument);
        if (reason != OrderReason.None) return reason;
        if ((intent.Flags & OrderFlags.SizeLater) != 0) return OrderReason.None;

        ref readonly var position = ref ledger.Position(intent.Book, intent.Instrument);
        var sign = position.Held.Sign;
        var reduces = intent.Side == Side.Buy ? sign < 0 : sign > 0;
        if ((intent.Flags & OrderFlags.ReduceOnly) != 0)
        {
            if (!reduces) return OrderReason.NothingToReduce;
            return BelowMinimum(in intent, instrument) ? OrderReason.BelowMinimum : OrderReason.None;
        }
        if (BelowMinimum(in intent, instrument)) return OrderReason.BelowMinimum;
        if (!power.Opens(intent.Side)) return CheckClose(in intent, in position, reduces);
        return intent.Side == Side.Buy && !CanReserve(in intent) ? OrderReason.InsufficientFunds : OrderReason.None;
    }

    bool BelowMinimum(in OrderIntent intent, Instrument instrument)
    {
        if (decimal.Sign(instrument.MinNotional) == 0) return false;
        if (intent.Size.IsQuote) return intent.Size.Value < instrument.MinNotional;
        if (intent.Terms is null && Exact.ToStatistic(intent.Size.Value) * ledger.MarkStatistic(intent.Instrument) > 2 * instrument.MinNotionalStatistic) return false;
        var price = intent.Terms?.Limit ?? intent.Terms?.Trigger ?? ledger.Mark(intent.Instrument);
        return intent.Size.Value * price < instrument.MinNotional;
    }

    // What must open nothing: it closes no more than is held.
    static OrderReason CheckClose(in OrderIntent intent, in Position position, bool reduces)
    {
        if (reduces && (intent.Size.IsQuote || Amount.Of(intent.Size.Value) <= position.Held.Magnitude)) return OrderReason.None;
        return intent.Side == Side.Sell ? OrderReason.ShortNotAllowed : OrderReason.LongNotAllowed;
    }

    // Resting purchases set their cost aside; market and trigger orders are checked at their fill.
    bool CanReserve(in OrderIntent intent)
    {
        if (intent.Type is not (OrderType.Limit or OrderType.StopLimit) || ledger.Margin is not null) return true;
        var needed = intent.Size.IsQuote ? BuyingPower.AmountLeft(intent.Size.Value) : BuyingPower.Reservation(intent.Size.Value, intent.Terms!.Limit!.Value, takerFee);
        ref readonly var position = ref ledger.Position(intent.Book, intent.Instrument);
        return position.Held.Sign < 0 || needed <= power.FreeQuote;
    }
}
