using Argosy.Core.Events;
using Argosy.Core.Instruments;
using Argosy.Core.Orders;
using Argosy.Engine.Orders;

namespace Argosy.Engine.Risk;

/// <summary>Which orders make sense at all: combinations, steps and prices, before anything is asked of the account.</summary>
static class OrderRules
{
    public static OrderReason Check(in OrderIntent intent, Instrument instrument)
    {
        var terms = intent.Terms;
        if (terms is null)
        {
            return intent.Type == OrderType.Market && intent.TimeInForce == TimeInForce.Gtc && (intent.Flags & OrderFlags.PostOnly) == 0
                ? CheckSize(in intent, instrument)
                : intent.Type == OrderType.Market ? OrderReason.BadCombination : OrderReason.BadPrice;
        }
        var reason = CheckCombination(in intent, terms);
        if (reason == OrderReason.None) reason = CheckPrices(in intent, terms, instrument);
        if (reason == OrderReason.None && terms.Protection is { } protection) reason = CheckProtection(in intent, protection, instrument);
        return reason == OrderReason.None ? CheckSize(in intent, instrument) : reason;
    }

    static OrderReason CheckCombination(in OrderIntent intent, OrderTerms terms)
    {
        var hasLimit = intent.Type is OrderType.Limit or OrderType.StopLimit;
        var hasTrigger = intent.Type is OrderType.Stop or OrderType.TakeProfit or OrderType.StopLimit;
        var trails = intent.Type == OrderType.TrailingStop;
        if ((terms.Limit is not null) != hasLimit || (terms.Trigger is not null) != hasTrigger || (terms.TrailRatio is not null) != trails) return OrderReason.BadPrice;

        var postOnly = (intent.Flags & OrderFlags.PostOnly) != 0;
        if (postOnly && !hasLimit) return OrderReason.BadCombination;
        var fits = intent.TimeInForce switch
        {
            TimeInForce.Gtc => true,
            TimeInForce.Ioc or TimeInForce.Fok => intent.Type != OrderType.Market && !postOnly,
            TimeInForce.Gtd => intent.Type != OrderType.Market,
        };
        if (!fits || (terms.ExpireTime is not null) != (intent.TimeInForce == TimeInForce.Gtd)) return OrderReason.BadCombination;
        return terms.Protection is not null && (intent.Flags & OrderFlags.ReduceOnly) != 0 ? OrderReason.BadCombination : OrderReason.None;
    }

    static OrderReason CheckPrices(in OrderIntent intent, OrderTerms terms, Instrument instrument)
    {
        if (terms.Limit is { } limit && (limit <= 0 || !instrument.OnTick(limit))) return OrderReason.BadStep;
        if (terms.Trigger is { } trigger && (trigger <= 0 || !instrument.OnTick(trigger))) return OrderReason.BadStep;
        return terms.TrailRatio is { } trail && trail is <= 0 or >= 1 ? OrderReason.BadPrice : OrderReason.None;
    }

    static OrderReason CheckProtection(in OrderIntent intent, Protection protection, Instrument instrument)
    {
        if (protection.StopPrice is { } stop && (stop <= 0 || !instrument.OnTick(stop))) return OrderReason.BadStep;
        if (protection.TargetPrice is { } target && (target <= 0 || !instrument.OnTick(target))) return OrderReason.BadStep;
        if (protection.StopRatio is <= 0 or >= 1 || protection.TrailRatio is <= 0 or >= 1 || protection.TargetRatio is <= 0) return OrderReason.BadPrice;
        if (protection.TargetRatio is >= 1 && intent.Side == Side.Sell) return OrderReason.BadPrice;
        var stops = (protection.StopPrice is null ? 0 : 1) + (protection.StopRatio is null ? 0 : 1) + (protection.TrailRatio is null ? 0 : 1);
        var targets = (protection.TargetPrice is null ? 0 : 1) + (protection.TargetRatio is null ? 0 : 1);
        return stops > 1 || targets > 1 || stops + targets == 0 ? OrderReason.BadCombination : OrderReason.None;
    }

    static OrderReason CheckSize(in OrderIntent intent, Instrument instrument)
    {
        if ((intent.Flags & OrderFlags.SizeLater) != 0) return OrderReason.None;
        if (decimal.Sign(intent.Size.Value) <= 0) return OrderReason.BelowMinimum;
        return !intent.Size.IsQuote && !instrument.OnLot(intent.Size.Value) ? OrderReason.BadStep : OrderReason.None;
    }
}
