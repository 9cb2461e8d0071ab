using Argosy.Core.Events;
using Argosy.Core.Instruments;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Engine.Orders;
using Argosy.Engine.Risk;
using Argosy.Simulation.Fills;

namespace Argosy.Simulation.Venue;

/// <summary>How much of an order fills at a price, and what it pays: held back by the position, the bar's volume and the account's funds.</summary>
sealed class FillSizing(Instrument instrument, FillOptions options, BarVolume volume, WalkMoment moment)
{
    readonly TakerPrice _takerPrice = new(options);

    /// <summary>Sizes an order that executes at a point of the path; changes nothing.</summary>
    /// <param name="o">The order.</param>
    /// <param name="units">Price on the path, units.</param>
    /// <param name="isMaker">Whether it adds liquidity.</param>
    /// <param name="isPart">Whether it is known already that an order to be filled whole finds the rest elsewhere.</param>
    public FillSize Size(in VenueOrder o, long units, bool isMaker, bool isPart = false)
    {
        var order = o.Order;
        var account = moment.Account;
        var path = instrument.ToMoney(units);
        var price = isMaker || _takerPrice.IsFree ? path : TakerPrice(in o, path);
        if (decimal.Sign(price) <= 0) return FillSize.Ended(OrderEventKind.Rejected, OrderReason.BadPrice);
        var wanted = order.SizeIsQuote ? BoughtFor(o.LeftToSpend, price) : o.Left;
        var held = account.Held(order.Book);
        var closable = held.Sign > 0 == (order.Side == Side.Sell) ? held.Magnitude : Amount.Zero;
        var reduced = false;
        if (order.IsReduceOnly || !account.Opens(order.Side))
        {
            // Less than a lot cannot be sold.
            closable = instrument.FloorToLot(closable);
            if (closable.IsZero)
            {
                return order.IsReduceOnly
                    ? FillSize.Ended(OrderEventKind.Cancelled, OrderReason.NothingToReduce)
                    : FillSize.Ended(OrderEventKind.Rejected, order.Side == Side.Sell ? OrderReason.ShortNotAllowed : OrderReason.LongNotAllowed);
            }
            if (closable < wanted)
            {
                wanted = closable;
                reduced = !order.SizeIsQuote;
            }
            wanted = instrument.FloorToLot(wanted);
            reduced |= !order.SizeIsQuote && wanted < o.Left;
        }
        var quantity = volume.Cap(wanted);
        var isCut = quantity < wanted;
        if (order.TimeInForce == TimeInForce.Fok && ((isCut && !isPart) || reduced)) return FillSize.Ended(OrderEventKind.Cancelled, OrderReason.NotWhole);
        if (isCut && quantity.Sign <= 0) return default;
        if (closable.IsZero || quantity > closable)
        {
            var opening = new Opening(order.Side, path, price, isMaker ? options.MakerFee : options.TakerFee, closable, Amount.Of(o.Reserved(options.TakerFee)));
            if (!Afford(order, in opening, ref quantity)) return FillSize.Ended(OrderEventKind.Rejected, OrderReason.InsufficientFunds);
            if (account.Limit(in opening, quantity - closable) is var limited and not OrderReason.None) return FillSize.Ended(OrderEventKind.Rejected, limited);
        }
        if (quantity.Sign <= 0 || BelowMinimum(in o, isCut ? wanted : quantity, price)) return FillSize.Ended(OrderEventKind.Rejected, OrderReason.BelowMinimum);
        return new FillSize { Price = price, Quantity = quantity, IsCut = isCut, IsReduced = reduced && !isCut };
    }

    /// <summary>Units as money.</summary>
    public decimal Money(long units) => instrument.ToMoney(units);

    /// <summary>Price of an order that must fill whole where the path is.</summary>
    public decimal ForcedPrice(ApprovedOrder order, long units) =>
        _takerPrice.At(instrument.ToMoney(units), order.Side, null, order.Size, volume.Whole);

    decimal TakerPrice(in VenueOrder o, decimal path) =>
        _takerPrice.At(path, o.Order.Side, o.ActsAsLimit ? instrument.ToMoney(o.Limit) : null, o.SizeHint(path), volume.Whole);

    Amount BoughtFor(decimal amount, decimal price) => Amount.Of(instrument.FloorToLot(amount / (price * (1 + options.TakerFee))));

    // The part that opens must be paid for: a fixed quantity whole or not at all, a quote-sized one as far as it goes.
    bool Afford(ApprovedOrder order, in Opening opening, ref Amount quantity)
    {
        if (moment.Account.CanOpen(order.Book, in opening, quantity - opening.Closing)) return true;
        quantity = order.SizeIsQuote ? LargestFill(order.Book, in opening) : Amount.Zero;
        return quantity.Sign > 0;
    }

    // Rounding at the fill may cost a unit more than the quotient says.
    Amount LargestFill(int book, in Opening opening)
    {
        var largest = Amount.Of(instrument.FloorToLot(opening.Closing.ToMoney() + moment.Account.LargestOpening(book, in opening)));
        return largest > opening.Closing && !moment.Account.CanOpen(book, in opening, largest - opening.Closing) ? largest - Amount.OfUnits(instrument.LotUnits) : largest;
    }

    // A fixed quantity was checked before it was sent; an amount becomes a quantity only here.
    bool BelowMinimum(in VenueOrder o, Amount quantity, decimal price) =>
        o.Order.SizeIsQuote && !o.Touched && !o.Order.IsReduceOnly && instrument.MinNotional > 0 && quantity.ToMoney() * price < instrument.MinNotional;
}
