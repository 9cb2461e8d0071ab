using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Engine.Accounting;
using Argosy.Engine.Orders;

namespace Argosy.Engine.Risk;

/// <summary>
/// What an account may open. A purchase needs free quote including its fee, the proceeds of open short sales left alone; with shorts
/// every opening fill leaves Σ |quantity|·price ≤ equity × leverage at the prices of its moment.
/// </summary>
public sealed class BuyingPower(Ledger ledger, bool allowShort, decimal leverage, decimal takerFee)
{
    /// <summary>Whether short sales are allowed.</summary>
    public bool AllowShort => allowShort;

    /// <summary>Quote asset an entry may spend now, resting purchases' reservations taken off, quote asset, 0 or more.</summary>
    public decimal FreeQuote
    {
        get
        {
            var free = ledger.Cash - ledger.Reserved;
            if (ledger.HasShort) free = Math.Min(free - ledger.ShortProceeds, Headroom - ledger.Reserved);
            return Math.Max(free, 0);
        }
    }

    /// <summary>Quote asset a short sale may open for now, quote asset, 0 or more.</summary>
    public decimal FreeForShort => Math.Max(Headroom - ledger.Reserved, 0);

    decimal Headroom => (ledger.Equity * leverage) - ledger.GrossExposure;

    /// <summary>What an order at work sets aside: a resting purchase what is left of it at its limit with the taker fee, quote asset; 0 for any other.</summary>
    public decimal ReservationOf(ApprovedOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        if (order.Type is not (OrderType.Limit or OrderType.StopLimit) || order.Side == Side.Sell || order.IsReduceOnly || order.Terms?.Limit is not { } limit) return 0;
        if (!order.SizeIsQuote) return Reservation(order.Size - order.Filled, limit);
        return order.Filled == 0 ? order.Size : Math.Max(0, order.Size - Reservation(order.Filled, limit));
    }

    /// <summary>What a purchase of this quantity at its limit sets aside, quote asset.</summary>
    public decimal Reservation(decimal quantity, decimal limit) => Exact.RoundUp(quantity * limit * (1 + takerFee), Ledger.AssetScale);

    /// <summary>Whether the account may take this fill, whose part beyond <see cref="Opening.Closable"/> opens.</summary>
    public bool Allows(in Opening opening, decimal quantity)
    {
        var order = opening.Order;
        var buys = order.Side == Side.Buy;
        var notional = Exact.Round(opening.Price * quantity, Ledger.AssetScale);
        var fee = Exact.RoundUp(notional * takerFee, Ledger.AssetScale);
        var reserved = ledger.Reserved - ReservationOf(order);
        if (buys && notional + fee > ledger.Cash - reserved - ProceedsBesides(in opening) - opening.Spent) return false;
        if (buys && !ledger.HasShort) return true;
        var (equity, gross) = After(in opening, quantity, (buys ? (opening.Mark * quantity) - notional : notional - (opening.Mark * quantity)) - fee);
        return gross + reserved <= equity * leverage;
    }

    /// <summary>Largest quantity, the closing part included, that the account may take; rounding to the lot apart, base asset, 0 or more.</summary>
    public decimal Largest(in Opening opening)
    {
        var buys = opening.Order.Side == Side.Buy;
        var reserved = ledger.Reserved - ReservationOf(opening.Order);
        var unit = opening.Price * (1 + takerFee);
        var largest = buys ? (ledger.Cash - reserved - ProceedsBesides(in opening) - opening.Spent) / unit : decimal.MaxValue;
        if (!buys || ledger.HasShort)
        {
            // Each unit costs the way from its price to the mark and the fee; what opens adds its mark to the exposure.
            var cost = (buys ? opening.Price - opening.Mark : opening.Mark - opening.Price) + (opening.Price * takerFee);
            var (equity, gross) = After(in opening, opening.Closable, -opening.Closable * cost);
            var room = (equity * leverage) - gross - reserved;
            largest = Math.Min(largest, opening.Closable + (room <= 0 ? 0 : room / (opening.Mark + (leverage * cost))));
        }
        return Math.Max(largest, 0);
    }

    // Equity and exposure at the prices of the moment, once the quantity is traded and its result booked.
    (decimal Equity, decimal Gross) After(in Opening opening, decimal quantity, decimal result)
    {
        var instrument = opening.Order.Instrument;
        var net = ledger.Net(instrument);
        var old = ledger.Mark(instrument);
        var traded = opening.Order.Side == Side.Buy ? quantity : -quantity;
        var equity = ledger.Equity + (net * (opening.Mark - old)) + result;
        var gross = ledger.GrossExposure - (Math.Abs(net) * old) + (Math.Abs(net + traded) * opening.Mark);
        return (equity, gross);
    }

    // A purchase that closes its own short first may spend what that short was sold for.
    decimal ProceedsBesides(in Opening opening)
    {
        if (!ledger.HasShort) return 0;
        ref readonly var own = ref ledger.Position(opening.Order.Book, opening.Order.Instrument);
        var released = own.Quantity < 0 && opening.Closable > 0 ? -own.Cost * Math.Min(1, opening.Closable / -own.Quantity) : 0;
        return Math.Max(0, ledger.ShortProceeds - released);
    }
}

/// <summary>A fill that would open or enlarge a position.</summary>
/// <param name="Order">The order.</param>
/// <param name="Mark">Price of the moment on the path, quote asset.</param>
/// <param name="Price">Price after costs, quote asset.</param>
/// <param name="Closable">How much of it closes what the book holds the other way, base asset.</param>
/// <param name="Spent">What a walk that is only tried has spent already, quote asset.</param>
public readonly record struct Opening(ApprovedOrder Order, decimal Mark, decimal Price, decimal Closable, decimal Spent = 0);
