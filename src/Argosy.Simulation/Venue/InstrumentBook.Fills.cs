using Argosy.Core.Events;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Engine.Orders;

namespace Argosy.Simulation.Venue;

/// <content>What an order gets where the path meets it, and what its fill does to the orders bound to it.</content>
sealed partial class InstrumentBook
{
    /// <summary>Sets how much of the bar's volume may be taken; a negative volume means uncapped.</summary>
    public void SetVolume(double volume) => _volume.Set(volume);

    /// <summary>Offers the orders exactly a quantity, base asset.</summary>
    public void Offer(decimal quantity) => _volume.Offer(quantity);

    /// <summary>Fills a resting limit at its own price with at most what it is offered; returns the quantity, base asset.</summary>
    public decimal FillResting(int index, decimal offered, long lastPrice)
    {
        _at = lastPrice;
        _volume.Offer(offered);
        var order = _orders[index].Order;
        var before = order.Filled;
        Execute(index, _orders[index].Limit, FillTraits.Maker);
        return order.Filled - before;
    }

    /// <summary>Executes a closing order that no participation cap and no funds check hold back.</summary>
    public void ForceFill(ApprovedOrder order, long units) =>
        _reports.Emit(order, units, _sizing.ForcedPrice(order, units), Amount.Of(order.Size), FillTraits.Final | Moment.LegTraits);

    /// <summary>Executes a liquidation: at the mark itself, with its own fee, ratio of the notional.</summary>
    public void Liquidate(ApprovedOrder order, long units, decimal feeRatio) =>
        _reports.Emit(order, units, _instrument.ToMoney(units), Amount.Of(order.Size), FillTraits.Final | Moment.LegTraits, feeRatio);

    void Execute(int index, long units, FillTraits liquidity)
    {
        if (_depth is not null && liquidity != FillTraits.Maker)
        {
            TakeDepth(index, _depth);
            return;
        }
        var size = _sizing.Size(in _orders[index], units, liquidity == FillTraits.Maker);
        if (size.Reason != OrderReason.None) EndOrder(index, size.End, size.Reason);
        else if (!size.Quantity.IsZero) Settle(index, units, in size, liquidity);
    }

    // A taker walks the book: a fill at each level, from the best on, as far as limit, size and funds go.
    void TakeDepth(int index, ShownDepth depth)
    {
        var order = _orders[index].Order;
        var limit = _orders[index].ActsAsLimit ? _orders[index].Limit : 0;
        if (order.TimeInForce == TimeInForce.Fok && !IsWhole(index, limit, depth)) return;
        var level = 0;
        while (_orders[index].Stage != VenueStage.Done && depth.Offer(order.Side, limit, ref level, out var units, out var offered))
        {
            _volume.Offer(offered);
            var size = _sizing.Size(in _orders[index], units, isMaker: false, isPart: true);
            if (size.Reason != OrderReason.None)
            {
                EndOrder(index, size.End, size.Reason);
                return;
            }
            level++;
            if (size.Quantity.IsZero) continue;
            depth.Take(order.Side, units, size.Quantity.ToMoney());
            Settle(index, units, in size, FillTraits.None);
            if (!size.IsCut) return;
        }
    }

    // Judged at the worst price it would reach: what is whole and paid for there is so at every level before.
    bool IsWhole(int index, long limit, ShownDepth depth)
    {
        var (order, level, total, worst) = (_orders[index].Order, 0, 0m, 0L);
        for (; depth.Offer(order.Side, limit, ref level, out var units, out var offered); level++)
        {
            total += offered;
            worst = units;
            if (total >= _orders[index].SizeHint(_sizing.Money(worst))) break;
        }
        _volume.Offer(total);
        var size = worst == 0 ? FillSize.Ended(OrderEventKind.Cancelled, OrderReason.NotWhole) : _sizing.Size(in _orders[index], worst, isMaker: false);
        if (size.Reason == OrderReason.None && size.Quantity.Sign > 0) return true;
        EndOrder(index, size.Reason == OrderReason.None ? OrderEventKind.Cancelled : size.End, size.Reason == OrderReason.None ? OrderReason.NotWhole : size.Reason);
        return false;
    }

    void Settle(int index, long units, in FillSize size, FillTraits liquidity)
    {
        ref var o = ref _orders[index];
        var order = o.Order;
        var isFinal = o.Take(in size, _options.TakerFee) && !size.IsReduced;
        var traits = liquidity | Traits(in o);
        if (isFinal) traits |= FillTraits.Final;
        _volume.Take(size.Quantity);
        o.Touched = true;
        if (isFinal) _orders.SetStage(index, VenueStage.Done);
        _brackets.Activate(order, size.Price, size.Quantity);
        var siblingLeft = _brackets.ReduceSibling(order, size.Quantity);
        _reports.Emit(order, units, size.Price, size.Quantity, traits);
        while (_brackets.SpentBeside(order) is >= 0 and var spent) EndOrder(spent, OrderEventKind.Cancelled, OrderReason.SiblingFilled);
        if (siblingLeft >= 0 && _orders[siblingLeft].Stage != VenueStage.Done && _orders[siblingLeft].IsSpent) EndOrder(siblingLeft, OrderEventKind.Cancelled, OrderReason.SiblingFilled);
        if (order.IsChild) EndEntry(order.Parent);
        if (size.IsReduced && _orders[index].Stage != VenueStage.Done) EndOrder(index, OrderEventKind.Cancelled, order.IsReduceOnly ? OrderReason.NothingToReduce : order.Side == Side.Sell ? OrderReason.ShortNotAllowed : OrderReason.LongNotAllowed);
        if (order.FirstChild != 0) ArriveChildren(order);
    }

    // What a fill of the order says of where it happens and how the order got there.
    FillTraits Traits(in VenueOrder o)
    {
        var traits = Moment.LegTraits;
        if (o.PassedOnArrival) traits |= FillTraits.TriggeredOnArrival;
        if (Moment.Time - o.DueTime > Moment.LateAfterMs && (Moment.OnTicks || (traits & FillTraits.AtOpen) != 0) && o.IsFirstTry && o.Round == Moment.Round) traits |= FillTraits.AfterGap;
        return traits;
    }

    // A child's fill ends what is left of its entry.
    void EndEntry(int entryId)
    {
        var index = _orders.IndexOfOpen(entryId);
        if (index >= 0) EndOrder(index, OrderEventKind.Cancelled, OrderReason.SiblingFilled);
    }
}
