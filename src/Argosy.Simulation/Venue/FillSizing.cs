using Argosy.Core.Events;
using Argosy.Core.Instruments;
using Argosy.Core.Orders;
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
        decimal? limit = o.ActsAsLimit ? instrument.ToMoney(o.Limit) : null;
        var price = isMaker ? path : _takerPrice.At(path, order.Side, limit, o.SizeHint(path), volume.Whole);
        if (decimal.Sign(price) <= 0) return FillSize.Ended(OrderEventKind.Rejected, OrderReason.BadPrice);
        var wanted = order.SizeIsQuote ? instrument.FloorToLot(o.Left / (price * (1 + options.TakerFee))) : o.Left;
        var held = account.Position(order.Book);
        var heldSign = decimal.Sign(held);
        var closable = heldSign == 0 || (heldSign > 0) != (order.Side == Side.Sell) ? 0 : Math.Abs(held);
        var reduced = false;
        if (order.IsReduceOnly || (order.Side == Side.Sell && !account.AllowShort))
        {
            // Less than a lot cannot be sold.
            closable = instrument.FloorToLot(closable);
            if (closable == 0)
            {
                return order.IsReduceOnly
                    ? FillSize.Ended(OrderEventKind.Cancelled, OrderReason.NothingToReduce)
                    : FillSize.Ended(OrderEventKind.Rejected, OrderReason.ShortNotAllowed);
            }
            if (closable < wanted)
            {
                wanted = closable;
                reduced = !order.SizeIsQuote;
            }
            if (!instrument.OnLot(wanted)) wanted = instrument.FloorToLot(wanted);
            reduced |= !order.SizeIsQuote && wanted < o.Left;
        }
        var quantity = volume.Cap(wanted);
        var isCut = quantity < wanted;
        if (order.TimeInForce == TimeInForce.Fok && ((isCut && !isPart) || reduced)) return FillSize.Ended(OrderEventKind.Cancelled, OrderReason.NotWhole);
        if (isCut && quantity <= 0) return default;
        if (closable == 0 || quantity > closable)
        {
            var opening = new Opening(order.Side, path, price, isMaker ? options.MakerFee : options.TakerFee, closable, o.Reserved(options.TakerFee));
            if (!Afford(order, in opening, ref quantity)) return FillSize.Ended(OrderEventKind.Rejected, OrderReason.InsufficientFunds);
            if (account.Limit(in opening, quantity - closable) is var limited and not OrderReason.None) return FillSize.Ended(OrderEventKind.Rejected, limited);
        }
        if (decimal.Sign(quantity) <= 0 || BelowMinimum(in o, isCut ? wanted : quantity, price)) return FillSize.Ended(OrderEventKind.Rejected, OrderReason.BelowMinimum);
        return new FillSize { Price = price, Quantity = quantity, IsCut = isCut, IsReduced = reduced && !isCut };
    }

    /// <summary>Units as money.</summary>
    public decimal Money(long units) => instrument.ToMoney(units);

    /// <summary>Price of an order that must fill whole where the path is.</summary>
    public decimal ForcedPrice(ApprovedOrder order, long units) =>
        _takerPrice.At(instrument.ToMoney(units), order.Side, null, order.Size, volume.Whole);

    // The part that opens must be paid for: a fixed quantity whole or not at all, a quote-sized one as far as it goes.
    bool Afford(ApprovedOrder order, in Opening opening, ref decimal quantity)
    {
        if (moment.Account.CanOpen(order.Book, in opening, quantity - opening.Closing)) return true;
        quantity = order.SizeIsQuote ? LargestFill(order.Book, in opening) : 0;
        return quantity > 0;
    }

    // Rounding at the fill may cost a unit more than the quotient says.
    decimal LargestFill(int book, in Opening opening)
    {
        var largest = instrument.FloorToLot(opening.Closing + moment.Account.LargestOpening(book, in opening));
        return largest > opening.Closing && !moment.Account.CanOpen(book, in opening, largest - opening.Closing) ? largest - instrument.LotSize : largest;
    }

    // A fixed quantity was checked before it was sent; an amount becomes a quantity only here.
    bool BelowMinimum(in VenueOrder o, decimal quantity, decimal price) =>
        o.Order.SizeIsQuote && !o.Touched && !o.Order.IsReduceOnly && instrument.MinNotional > 0 && quantity * price < instrument.MinNotional;
}
