using Argosy.Core.Events;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Engine.Orders;

namespace Argosy.Engine.Logs;

/// <summary>How events and orders enter a run's state hash: every word in a fixed order, so that equal histories mix equally.</summary>
static class StateMix
{
    /// <summary>Mixes in what a venue said.</summary>
    public static void Mix(this ref RunningHash hash, in OrderEvent e)
    {
        hash.Add(((ulong)e.Kind << 40) | ((ulong)e.Reason << 32) | (uint)e.OrderId);
        if (e.Kind != OrderEventKind.Filled)
        {
            hash.Add(e.Time);
            if (e.Kind == OrderEventKind.Moved) hash.Add(e.Price);
            return;
        }
        hash.Add(e.Fill.Time);
        hash.Add(e.Fill.Price);
        hash.Add(e.Fill.Quantity);
        hash.Add(e.Fill.Fee);
        hash.Add((ulong)e.Fill.Traits);
    }

    /// <summary>Mixes in a settlement of funding.</summary>
    public static void Mix(this ref RunningHash hash, in FundingSettlement settlement)
    {
        hash.Add(((ulong)(ushort)settlement.Instrument << 48) ^ (ulong)settlement.Time);
        hash.Add(settlement.Price);
        hash.Add(settlement.Rate);
        if (settlement.Late != 0) hash.Add(settlement.Late);
    }

    /// <summary>Mixes in an order as it was made, refused or ended unsent.</summary>
    public static void Mix(this ref RunningHash hash, ApprovedOrder order)
    {
        hash.Add(((ulong)(uint)order.Id << 32) | ((ulong)order.Type << 24) | ((ulong)order.Side << 16) | ((ulong)order.State << 8) | (ulong)order.Reason);
        hash.Add(order.Size);
        hash.Add(((ulong)(ushort)order.Instrument << 48) | ((ulong)(ushort)order.Book << 32) | ((ulong)order.TimeInForce << 24)
            | ((ulong)order.Flags << 16) | ((ulong)order.Purpose << 8) | (order.SizeIsQuote ? 1UL : 0));
        hash.Add(((ulong)(uint)order.Follows << 32) | (uint)order.Sibling);
        if (order.Terms is { } terms) hash.MixTerms(terms);
    }

    static void MixTerms(this ref RunningHash hash, OrderTerms terms)
    {
        hash.MixAmount(terms.Limit);
        hash.MixAmount(terms.Trigger);
        hash.MixAmount(terms.TrailRatio);
        hash.Add(terms.ExpireTime ?? long.MinValue);
        if (terms.ExitRule is { } rule) hash.Add((long)rule);
        if (terms.Protection is not { } protection) return;
        hash.MixAmount(protection.StopPrice);
        hash.MixAmount(protection.StopRatio);
        hash.MixAmount(protection.TrailRatio);
        hash.MixAmount(protection.TargetPrice);
        hash.MixAmount(protection.TargetRatio);
    }

    // Prices and ratios are above zero, so zero stands for none.
    static void MixAmount(this ref RunningHash hash, decimal? amount) => hash.Add(amount ?? 0);
}
