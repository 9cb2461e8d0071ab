using Argosy.Core.Orders;
using Argosy.Core.Values;

namespace Argosy.Engine.Risk;

/// <summary>An account as one opening fill meets it: the one place where buying power is worked out, for the run's own account and for trials.</summary>
/// <remarks>
/// A purchase needs quote asset that no resting order has reserved and no short sale brought in. While anything is short, or becomes so,
/// Σ |quantity| · price must not exceed equity · leverage after the fill, costs included.
/// </remarks>
public readonly record struct AccountState
{
    /// <summary>Quote asset held, short proceeds included.</summary>
    public required decimal Cash { get; init; }

    /// <summary>Quote asset that resting purchases have reserved.</summary>
    public required decimal Reserved { get; init; }

    /// <summary>Quote asset that the open short positions brought in.</summary>
    public required decimal Proceeds { get; init; }

    /// <summary>The part of <see cref="Proceeds"/> that belongs to the position the fill would close.</summary>
    public required decimal OwnProceeds { get; init; }

    /// <summary>Quantity of the position the fill would close, base asset, 0 or more.</summary>
    public required decimal OwnHeld { get; init; }

    /// <summary>Equity with the instrument at its price of that moment, quote asset.</summary>
    public required decimal Equity { get; init; }

    /// <summary>Signed quantity of the book's own position in the instrument, base asset.</summary>
    public required decimal Own { get; init; }

    /// <summary>Σ |quantity| · mark of all other positions, those of other books in this instrument included, quote asset.</summary>
    public required decimal OtherGross { get; init; }

    /// <summary>Whether another position is short.</summary>
    public required bool OtherShort { get; init; }

    /// <summary>Whether the opening part of the fill can be paid and carried.</summary>
    public bool CanOpen(in Opening opening, Amount quantity, decimal leverage)
    {
        var total = opening.Closing + quantity;
        if (opening.Side == Side.Buy)
        {
            var notional = Amount.Notional(opening.Price, total);
            if ((notional + notional.ShareUp(opening.FeeRatio)).ToMoney() > Free(in opening)) return false;
        }
        var own = OwnAfter(in opening, total);
        if (!OtherShort && own >= 0) return true;
        var equity = Equity - (total.ToMoney() * Loss(in opening));
        return OtherGross + (Math.Abs(own) * opening.Mark) + Reserved - opening.OwnReservation.ToMoney() <= equity * leverage;
    }

    /// <summary>Largest quantity the fill may open, base asset, 0 or more, before rounding to the lot.</summary>
    public decimal LargestOpening(in Opening opening, decimal leverage)
    {
        var largest = decimal.MaxValue;
        var closing = opening.Closing.ToMoney();
        if (opening.Side == Side.Buy) largest = (Free(in opening) / (opening.Price * (1 + opening.FeeRatio))) - closing;
        if (OtherShort || opening.Side == Side.Sell)
        {
            var loss = Loss(in opening);
            var room = ((Equity - (closing * loss)) * leverage) - OtherGross - (Math.Abs(OwnAfter(in opening, opening.Closing)) * opening.Mark) - Reserved + opening.OwnReservation.ToMoney();
            largest = Math.Min(largest, room / (opening.Mark + (leverage * loss)));
        }
        return Math.Max(0, largest);
    }

    // Cash for a purchase: the proceeds of what it covers are free again.
    decimal Free(in Opening opening)
    {
        var released = OwnHeld == 0 ? 0 : OwnProceeds * opening.Closing.ToMoney() / OwnHeld;
        return Cash - Reserved + opening.OwnReservation.ToMoney() - Proceeds + released;
    }

    decimal OwnAfter(in Opening opening, Amount total) => Own + (opening.Side == Side.Buy ? total : -total).ToMoney();

    // What trading one unit costs in equity.
    static decimal Loss(in Opening opening) =>
        (opening.Side == Side.Buy ? opening.Price - opening.Mark : opening.Mark - opening.Price) + (opening.Price * opening.FeeRatio);
}
