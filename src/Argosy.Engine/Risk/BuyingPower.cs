using Argosy.Core.Values;
using Argosy.Engine.Accounting;

namespace Argosy.Engine.Risk;

/// <summary>What an account may open: purchases need free quote including the fee; with shorts or leverage Σ |quantity|·price stays within equity × leverage.</summary>
public sealed class BuyingPower(Ledger ledger, bool allowShort, decimal leverage)
{
    /// <summary>Whether short sales are allowed.</summary>
    public bool AllowShort => allowShort;

    /// <summary>Quote asset an entry may spend now, resting purchases' reservations taken off, quote asset, 0 or more.</summary>
    public decimal FreeQuote
    {
        get
        {
            var free = ledger.Cash - ledger.Reserved;
            if (ledger.HasShort) free = Math.Min(free, Headroom(ledger.Equity, ledger.GrossExposure) - ledger.Reserved);
            return Math.Max(free, 0);
        }
    }

    /// <summary>Quote asset a short sale may open for now, quote asset, 0 or more.</summary>
    public decimal FreeForShort => Math.Max(Headroom(ledger.Equity, ledger.GrossExposure) - ledger.Reserved, 0);

    /// <summary>Whether a purchase of this cost (fee included) can be paid while <paramref name="ownReservation"/> is set aside for it.</summary>
    public bool CanBuy(decimal cost, decimal ownReservation) =>
        ledger.HasShort ? cost <= FreeQuote + ownReservation : cost <= ledger.Cash - ledger.Reserved + ownReservation;

    /// <summary>Largest quantity that may be sold short at <paramref name="price"/> after costs when the instrument is marked at <paramref name="mark"/>, base asset.</summary>
    public decimal LargestShort(int instrument, decimal mark, decimal price, decimal feeRatio)
    {
        var moved = mark - ledger.Mark(instrument);
        var net = ledger.Net(instrument);
        var equity = ledger.Equity + (net * moved);
        var gross = ledger.GrossExposure + (Math.Abs(net) * moved);
        // Selling q at price costs q·(mark − price) and the fee: (equity − q·(mark − price + price·fee))·L ≥ gross + q·mark.
        var room = Headroom(equity, gross) - ledger.Reserved;
        return room <= 0 ? 0 : room / (mark + (leverage * (mark - price + (price * feeRatio))));
    }

    /// <summary>What a resting purchase sets aside: its remaining quantity at its limit with the taker fee, quote asset.</summary>
    public static decimal Reservation(decimal quantity, decimal limit, decimal takerFee) =>
        Exact.RoundUp(quantity * limit * (1 + takerFee), Ledger.AssetScale);

    decimal Headroom(decimal equity, decimal gross) => (equity * leverage) - gross;
}
