using Argosy.Core.Events;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Hosting.Gateways;
using Argosy.Hosting.Ports;

namespace Argosy.Hosting.Desks;

/// <summary>The account's own limits: they hold whatever a worker says. Exits are not asked.</summary>
internal sealed class AccountGate(DeskOptions options, IReadOnlyDictionary<string, Listing> listings)
{
    const long MinuteMs = 60_000, DayMs = 86_400_000;

    readonly Queue<long> _entries = new();
    decimal _largest;
    long _largestDay;

    /// <summary>The limits that hold now.</summary>
    public DeskOptions Options { get; set; } = options;

    /// <summary>Why an entry is refused; null where it may go.</summary>
    public (OrderReason Reason, string Why)? Refusal(DeskOrder order, OrderShape shape, GateView view)
    {
        if (!listings.TryGetValue(order.Instrument, out var listing) || !listing.IsOpen) return (OrderReason.RiskRule, $"{order.Instrument} does not trade at this venue now");
        if (Steps(listing, shape) is { } step) return step;
        var price = shape.Limit > 0 ? shape.Limit : shape.Trigger > 0 ? shape.Trigger : view.LastPrice;
        var notional = price * shape.Quantity;
        if (price > 0 && notional < listing.Instrument.MinNotional) return (OrderReason.BelowMinimum, $"notional {Exact.Text(notional)} is below the minimum of {Exact.Text(listing.Instrument.MinNotional)}");
        if ((Limits(order, shape, view, notional) ?? Counts(order.Instrument, listing, view)) is { } refused) return refused;
        (_largest, _largestDay) = (Math.Max(notional, LargestOn(view.Now / DayMs)), view.Now / DayMs);
        return null;
    }

    /// <summary>What is used of the limits that count entries.</summary>
    /// <param name="now">Unix ms.</param>
    public LimitUse UsedAt(long now)
    {
        Forget(now);
        return new LimitUse(_entries.Count, LargestOn(now / DayMs));
    }

    static (OrderReason Reason, string Why)? Steps(Listing listing, OrderShape shape)
    {
        var (instrument, quantity) = (listing.Instrument, shape.Quantity);
        if (quantity <= 0 || !instrument.OnLot(quantity)) return (OrderReason.BadStep, $"quantity {Exact.Text(quantity)} is no whole number of lots of {Exact.Text(instrument.LotSize)}");
        if (shape.Type == OrderType.Market && listing.MarketLot > 0 && quantity % listing.MarketLot != 0) return (OrderReason.BadStep, $"quantity {Exact.Text(quantity)} is no whole number of market lots of {Exact.Text(listing.MarketLot)}");
        if (quantity < listing.MinQuantity) return (OrderReason.BelowMinimum, $"quantity {Exact.Text(quantity)} is below the minimum of {Exact.Text(listing.MinQuantity)}");
        if (listing.MaxQuantity > 0 && quantity > listing.MaxQuantity) return (OrderReason.RiskRule, $"quantity {Exact.Text(quantity)} is above the venue's maximum of {Exact.Text(listing.MaxQuantity)}");
        if (!instrument.OnTick(shape.Limit) || !instrument.OnTick(shape.Trigger)) return (OrderReason.BadStep, $"a price is no whole number of ticks of {Exact.Text(instrument.TickSize)}");
        return null;
    }

    (OrderReason Reason, string Why)? Limits(DeskOrder order, OrderShape shape, GateView view, decimal notional)
    {
        if (Options.MaxOrderNotional > 0 && notional > Options.MaxOrderNotional) return (OrderReason.RiskRule, $"notional {Exact.Text(notional)} is above the account's limit of {Exact.Text(Options.MaxOrderNotional)} an order");
        if (Options.MaxPositionNotional > 0)
        {
            // In hedge mode a position is enlarged by entries of its own direction.
            var working = view.Open.Where(o => !o.Request.Wish.IsExit && o.Request.Wish.Instrument == order.Instrument && (o.Request.Wish.Leg == PositionLeg.Both || o.Request.Wish.Side == order.Wanted.Side)).Sum(o => o.Request.Wish.Quantity - o.Filled);
            var whole = (Math.Abs(view.Position) + working + shape.Quantity) * (view.LastPrice > 0 ? view.LastPrice : notional / shape.Quantity);
            if (whole > Options.MaxPositionNotional) return (OrderReason.RiskRule, $"position and working entries of {Exact.Text(whole)} would be above the account's limit of {Exact.Text(Options.MaxPositionNotional)}");
        }
        if (Options.PriceCollar <= 0 || view.LastPrice <= 0 || shape.Type != OrderType.Limit) return null;
        var beyond = order.Wanted.Side == Side.Buy ? shape.Limit - (view.LastPrice * (1 + Options.PriceCollar)) : (view.LastPrice * (1 - Options.PriceCollar)) - shape.Limit;
        return beyond > 0 ? (OrderReason.RiskRule, $"limit {Exact.Text(shape.Limit)} lies more than {Exact.Text(Options.PriceCollar * 100)} % beyond the last price {Exact.Text(view.LastPrice)}") : null;
    }

    (OrderReason Reason, string Why)? Counts(string instrument, Listing listing, GateView view)
    {
        if (Options.MaxOpenOrders > 0 && view.Open.Count >= Options.MaxOpenOrders) return (OrderReason.RiskRule, $"the account has its limit of {Options.MaxOpenOrders} open orders");
        if (listing.MaxOrders > 0 && view.Open.Count(o => o.Request.Wish.Instrument == instrument) >= listing.MaxOrders) return (OrderReason.RiskRule, $"the venue allows {listing.MaxOrders} open orders of {instrument}");
        if (Options.MaxEntriesPerMinute <= 0) return null;
        Forget(view.Now);
        if (_entries.Count >= Options.MaxEntriesPerMinute) return (OrderReason.RiskRule, $"the account sent its limit of {Options.MaxEntriesPerMinute} entries within a minute");
        _entries.Enqueue(view.Now);
        return null;
    }

    decimal LargestOn(long day) => day == _largestDay ? _largest : 0;

    void Forget(long now)
    {
        while (_entries.TryPeek(out var first) && first <= now - MinuteMs) _entries.Dequeue();
    }
}

/// <summary>What is used of the limits of an account that count entries; nothing of it outlives the desk.</summary>
/// <param name="EntriesInMinute">Entries let through within the last minute, where there is a limit of them.</param>
/// <param name="LargestEntry">Largest notional of an entry let through since 00:00 UTC, or since the desk was opened, quote asset; 0 for none.</param>
public readonly record struct LimitUse(int EntriesInMinute, decimal LargestEntry);

/// <summary>What the gate looks at.</summary>
/// <param name="Now">Unix ms.</param>
/// <param name="LastPrice">Quote asset; 0 where none is known.</param>
/// <param name="Position">The account's books together, base asset, signed.</param>
/// <param name="Open">Our open orders.</param>
internal readonly record struct GateView(long Now, decimal LastPrice, decimal Position, IReadOnlyList<GatewayOrder> Open);
