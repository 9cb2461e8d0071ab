using Argosy.Core.Events;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Engine.Accounting;

namespace Argosy.Engine.Risk;

/// <summary>
/// What an account may open. A purchase needs free quote including its fee, the proceeds of open short sales left alone; with shorts
/// every opening fill leaves Σ |quantity|·price ≤ equity × leverage at the prices of its moment. Each book's position counts by itself:
/// an opposite one of another book makes no room.
/// </summary>
public sealed class BuyingPower(Ledger ledger, bool allowShort, decimal leverage, bool allowLong = true)
{
    /// <summary>Whether short sales are allowed.</summary>
    public bool AllowShort => allowShort;

    /// <summary>Whether long positions are allowed.</summary>
    public bool AllowLong => allowLong;

    /// <summary>Whether an order of this side may open a position.</summary>
    public bool Opens(Side side) => side == Side.Buy ? allowLong : allowShort;

    /// <summary>Largest Σ |quantity|·price over equity.</summary>
    public decimal Leverage => ledger.Margin?.Terms.Leverage ?? leverage;

    /// <summary>Quote asset an entry may spend now, resting purchases' reservations and short proceeds taken off, quote asset, 0 or more.</summary>
    public decimal FreeQuote
    {
        get
        {
            if (ledger.Margin is { } margin) return margin.FreeNotional;
            var free = ledger.Cash - ledger.Reserved;
            if (ledger.HasBookShort) free = Math.Min(free - ledger.ShortProceeds, Headroom - ledger.Reserved);
            return Math.Max(free, 0);
        }
    }

    /// <summary>Quote asset a short sale may open for now, quote asset, 0 or more.</summary>
    public decimal FreeForShort => ledger.Margin is { } margin ? margin.FreeNotional : Math.Max(Headroom - ledger.Reserved, 0);

    /// <summary>Whether the fill can be paid and carried.</summary>
    public bool CanOpen(int book, int instrument, in Opening opening, Amount quantity)
    {
        if (ledger.Margin is not null) return MarginState(instrument, opening.Mark).CanOpen(in opening, quantity);
        // The common case, a purchase by an account without shorts, needs no equity.
        if (opening.Side == Side.Sell || ledger.HasBookShort) return State(book, instrument, opening.Mark).CanOpen(in opening, quantity, leverage);
        var notional = Amount.Notional(opening.Price, quantity);
        return notional + notional.ShareUp(opening.FeeRatio) <= ledger.Unreserved + opening.OwnReservation;
    }

    /// <summary>Largest quantity the fill may open, base asset, 0 or more, before rounding to the lot.</summary>
    public decimal LargestOpening(int book, int instrument, in Opening opening) => ledger.Margin is not null
        ? MarginState(instrument, opening.Mark).LargestOpening(in opening)
        : State(book, instrument, opening.Mark).LargestOpening(in opening, leverage);

    /// <summary>Why a fill must not open what it could pay, or <see cref="OrderReason.None"/>: brackets of perpetual contracts bound the leverage.</summary>
    public OrderReason Limit(int instrument, in Opening opening, Amount quantity) =>
        ledger.Margin is null ? OrderReason.None : MarginState(instrument, opening.Mark).Limit(in opening, quantity);

    /// <summary>The account of perpetual contracts with one instrument at its price of the moment.</summary>
    public MarginState MarginState(int instrument, decimal mark)
    {
        var margin = ledger.Margin ?? throw new InvalidOperationException("the account has no margin");
        var (net, known) = (ledger.Net(instrument), ledger.Mark(instrument));
        return new MarginState
        {
            Terms = margin.Terms,
            Instrument = instrument,
            Position = margin.Position(instrument),
            Available = margin.Available,
            Equity = ledger.Equity + (net * (mark - known)),
            OtherGross = ledger.GrossExposure - (Math.Abs(net) * known),
        };
    }

    /// <summary>The account with one instrument at its price of the moment.</summary>
    public AccountState State(int book, int instrument, decimal mark)
    {
        var known = ledger.Mark(instrument);
        ref readonly var position = ref ledger.Position(book, instrument);
        var (own, hasShort) = (position.Quantity, ledger.HasBookShort);
        return new AccountState
        {
            Cash = ledger.Cash,
            Reserved = ledger.Reserved,
            Proceeds = hasShort ? ledger.ShortProceeds : 0,
            OwnProceeds = hasShort ? position.ShortProceeds.ToMoney() : 0,
            OwnHeld = Math.Abs(position.Quantity),
            Equity = ledger.Equity + (ledger.Net(instrument) * (mark - known)),
            Own = own,
            OtherGross = ledger.GrossExposure + (ledger.BookGross(instrument) * (mark - known)) - (Math.Abs(own) * mark),
            OtherShort = ledger.HasOtherShort(book, instrument),
        };
    }

    /// <summary>What a resting purchase sets aside: its remaining quantity at its limit with the taker fee, each rounded up, quote asset.</summary>
    public static decimal Reservation(decimal quantity, decimal limit, decimal takerFee)
    {
        var notional = Exact.RoundUp(quantity * limit, Ledger.AssetScale);
        return notional + Exact.RoundUp(notional * takerFee, Ledger.AssetScale);
    }

    /// <summary>What a fill uses of a quote-sized order's amount: the taker fee is counted whoever pays which, quote asset.</summary>
    public static decimal AmountUsed(decimal price, decimal quantity, decimal takerFee) => price * quantity * (1 + takerFee);

    /// <summary>What a resting quote-sized purchase sets aside of the amount it has left, quote asset.</summary>
    public static decimal AmountLeft(decimal amount) => Exact.RoundDown(Math.Max(0, amount), Ledger.AssetScale);

    decimal Headroom => (ledger.Equity * leverage) - ledger.GrossExposure;
}
