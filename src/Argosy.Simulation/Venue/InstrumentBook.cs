using Argosy.Core.Events;
using Argosy.Core.Instruments;
using Argosy.Core.MarketData;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Engine.Exits;
using Argosy.Engine.Orders;
using Argosy.Engine.Running;
using Argosy.Simulation.Fills;

namespace Argosy.Simulation.Venue;

/// <summary>All orders of one instrument at the simulated venue, and what a piece of path does to them.</summary>
/// <remarks>
/// Prices are whole units, so touching, trading through and ties are exact. The same code serves the real walk and a trial walk over
/// a copy; only the account differs. See the fill contract for every rule named here.
/// </remarks>
sealed class InstrumentBook
{
    readonly Instrument _instrument;
    readonly FillOptions _options;
    readonly OrderTable _orders;
    readonly OrdersOnPath _path;
    readonly OrderLevels _levels;
    readonly QuietRange _quiet;
    readonly BarVolume _volume;
    readonly FillSizing _sizing;
    readonly MovingStops _moving;
    readonly Brackets _brackets;
    readonly FillReports _reports;
    readonly ShownDepth? _depth;
    bool _inJump;
    long _at;

    public InstrumentBook(Instrument instrument, FillOptions options, int books, ExitRulebook rules, bool onTicks = false, ShownDepth? depth = null)
    {
        _instrument = instrument;
        _options = options;
        _depth = depth;
        Moment = new WalkMoment { OnTicks = onTicks };
        _orders = new OrderTable(instrument);
        _volume = new BarVolume(instrument, options);
        _levels = new OrderLevels(instrument, options, _volume, Moment);
        _path = new OrdersOnPath(_orders, _levels);
        _quiet = new QuietRange(instrument, options, _orders, _levels);
        _sizing = new FillSizing(instrument, options, _volume, Moment);
        _moving = new MovingStops(instrument, _orders, rules, Moment);
        _brackets = new Brackets(instrument, _orders, Moment, _moving, rules);
        _reports = new FillReports(options, Moment, books);
    }

    /// <summary>Where and when its walk is, and whose money it moves; set by who walks it.</summary>
    public WalkMoment Moment { get; }

    /// <summary>The orders, for who walks them tick by tick.</summary>
    public OrderTable Orders => _orders;

    /// <summary>Where things happen to the orders.</summary>
    public OrderLevels Levels => _levels;

    /// <summary>Orders that rest or are armed.</summary>
    public int RestingCount => _orders.RestingCount;

    /// <summary>Orders that wait for an open.</summary>
    public int WaitingCount => _orders.WaitingCount;

    /// <summary>Where nothing happens to what rests; none while something waits, trails or may expire.</summary>
    public PriceReach Reach => _quiet.Reach;

    /// <summary>Becomes a copy for a trial; the account stays its own.</summary>
    public void CopyFrom(InstrumentBook other)
    {
        Moment.CopyFrom(other.Moment);
        _orders.CopyFrom(other._orders);
        _volume.CopyFrom(other._volume);
        _reports.CopyFrom(other._reports);
    }

    /// <summary>Ends the children of a strategy book that protect a position it no longer has.</summary>
    public void EndOrphans(int book, decimal position)
    {
        for (var i = 0; i < _orders.Count; i++)
        {
            var order = _orders[i].Order;
            if (_orders[i].Stage == VenueStage.Done || !order.IsChild || order.Book != book || (order.Side == Side.Sell ? position > 0 : position < 0) || _orders.IndexOfOpen(order.Parent) >= 0) continue;
            EndOrder(i, OrderEventKind.Cancelled, OrderReason.PositionClosed);
        }
    }

    /// <summary>Whether two trials left the same orders in the same state.</summary>
    public bool IsLike(InstrumentBook other) => _orders.IsLike(other._orders);

    /// <summary>Whether an order may still enlarge the position.</summary>
    public bool IsOpenEntry(int orderId)
    {
        var index = _orders.IndexOfOpen(orderId);
        return index >= 0 && !_orders[index].Order.IsReduceOnly;
    }

    /// <summary>What all orders of this book have set aside, quote asset.</summary>
    public decimal Reserved() => _orders.Reserved(_options.TakerFee);

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

    /// <summary>Takes an order that goes live at open number <paramref name="liveFrom"/>, due at <paramref name="dueTime"/> where no bar is missing.</summary>
    public void Add(ApprovedOrder order, long liveFrom, long dueTime) => _orders.Add(order, liveFrom, dueTime);

    public void Cancel(int orderId, OrderReason reason)
    {
        var index = _orders.IndexOfOpen(orderId);
        if (index >= 0) EndOrder(index, OrderEventKind.Cancelled, reason);
    }

    /// <summary>Moves a resting limit; at its next open it arrives there anew.</summary>
    public void Amend(int orderId, decimal limit, long liveFrom)
    {
        var index = _orders.IndexOfOpen(orderId);
        if (index < 0 || _orders[index].Order.Type != OrderType.Limit) return;
        ref var o = ref _orders[index];
        o.Limit = _instrument.MoneyToUnits(limit);
        _orders.Changed();
        if (o.Stage == VenueStage.Resting)
        {
            _orders.SetStage(index, VenueStage.Waiting);
            o.LiveFrom = liveFrom;
            o.DueTime = Moment.Time;
        }
        Moment.Account.Emit(OrderEvent.Moved(orderId, Moment.Time, limit));
    }

    /// <summary>Ends GTD orders whose time lies before <paramref name="barEnd"/>, at the open of that bar.</summary>
    public void Expire(long barEnd)
    {
        for (var i = 0; i < _orders.Count; i++)
        {
            var order = _orders[i].Order;
            if (order.TimeInForce == TimeInForce.Gtd && _orders[i].Stage != VenueStage.Done && order.Terms!.ExpireTime < barEnd)
            {
                EndOrder(i, OrderEventKind.Expired, OrderReason.None);
            }
        }
    }

    /// <summary>Walks resting orders along one leg inside a bar.</summary>
    public void Leg(long from, long to)
    {
        var at = from;
        while (Step(ref at, to))
        {
        }
    }

    /// <summary>Walks on to the next thing that happens, or to the end of the leg; returns whether anything happened.</summary>
    public bool Step(ref long at, long to)
    {
        if (!_path.Next(at, to, out var index, out var point))
        {
            _path.Trail(at, to);
            at = to;
            _moving.Reach(to);
            return false;
        }
        _path.Trail(at, point);
        _at = at = point;
        if (_orders[index].ActsAsLimit) Execute(index, _orders[index].Limit, FillTraits.Maker);
        else Trigger(index, at);
        return true;
    }

    /// <summary>Walks resting orders along the jump from the last price to an open: limits at their own price, triggers at the open.</summary>
    public void Jump(long from, long open)
    {
        var at = from;
        var jumped = 0;
        _inJump = true;
        while (_path.Next(at, open, out var index, out var point))
        {
            _path.Trail(at, point);
            _at = at = point;
            if (_orders[index].ActsAsLimit)
            {
                Execute(index, _orders[index].Limit, FillTraits.Maker);
                continue;
            }
            _orders.SetStage(index, VenueStage.Jumped);
            _orders[index].LiveFrom = jumped++;
        }
        _inJump = false;
        _path.Trail(at, open);
        _moving.Reach(open);
        _at = open;
        // In the order in which the jump passed them.
        for (var k = 0; k < jumped; k++)
        {
            for (var i = 0; i < _orders.Count; i++)
            {
                if (_orders[i].Stage != VenueStage.Jumped || _orders[i].LiveFrom != k) continue;
                _orders.SetStage(i, VenueStage.Resting);
                Trigger(i, open);
                break;
            }
        }
    }

    /// <summary>Lets orders that have waited for this open arrive; first those that close a position, then the rest.</summary>
    /// <returns>Whether anything arrived.</returns>
    public bool Arrive(long price, long openNumber, bool closing, bool onlyAtOnce)
    {
        var any = false;
        _at = price;
        for (var i = 0; i < _orders.Count; i++)
        {
            if (_orders[i].Stage != VenueStage.Waiting || _orders[i].LiveFrom > openNumber || _orders[i].Round == Moment.Round || Closes(_orders[i].Order) != closing) continue;
            if (onlyAtOnce && (_orders[i].Round != 0 || !FillsAtOnce(in _orders[i], price))) continue;
            any = true;
            ArriveAt(i, price);
        }
        return any;
    }

    /// <summary>Forgets orders that ended; returns how many.</summary>
    public int Sweep() => _orders.Sweep();

    /// <summary>Whether a bar's range reaches any resting order; most bars reach none, and are not walked.</summary>
    public bool IsTouchedBy(BarColumns bars, int row) => _quiet.IsLeftBy(bars, row);

    /// <summary>Whether anything could happen at a bar's open: an arrival, an expiry, or a jump that reaches a resting order.</summary>
    public bool MayActAtOpen(BarColumns bars, int row) => _quiet.MayEndAtOpen(bars, row);

    /// <summary>Whether the high hurts first: while short, or flat with only purchases resting.</summary>
    public bool AdverseIsHigh(decimal netPosition) => _path.AdverseIsHigh(netPosition);

    /// <summary>Whether walking the bar one way or the other could give other fills.</summary>
    public bool MayDependOnPath(long high, long low, bool watchesEquity) => _path.MayDependOnPath(high, low, watchesEquity);

    /// <summary>Executes a closing order that no participation cap and no funds check hold back.</summary>
    public void ForceFill(ApprovedOrder order, long units) =>
        _reports.Emit(order, units, _sizing.ForcedPrice(order, units), Amount.Of(order.Size), FillTraits.Final | Moment.LegTraits);

    /// <summary>Executes a liquidation: at the mark itself, with its own fee, ratio of the notional.</summary>
    public void Liquidate(ApprovedOrder order, long units, decimal feeRatio) =>
        _reports.Emit(order, units, _instrument.ToMoney(units), Amount.Of(order.Size), FillTraits.Final | Moment.LegTraits, feeRatio);

    /// <summary>Cancels every order there is.</summary>
    public void CancelAll(long time, OrderReason reason)
    {
        Moment.Time = time;
        for (var i = 0; i < _orders.Count; i++)
        {
            if (_orders[i].Stage != VenueStage.Done) EndOrder(i, OrderEventKind.Cancelled, reason);
        }
    }

    void Trigger(int index, long price)
    {
        _orders[index].IsTriggered = true;
        var order = _orders[index].Order;
        Moment.Account.Emit(OrderEvent.Change(OrderEventKind.Triggered, order.Id, Moment.Time));
        if (_orders[index].Stage == VenueStage.Done) return;
        if (order.Type == OrderType.StopLimit) ArriveLimit(index, price);
        else TakeMarket(index, price);
    }

    void ArriveAt(int index, long price)
    {
        ref var o = ref _orders[index];
        var order = o.Order;
        o.IsFirstTry = o.Round == 0;
        o.Round = Moment.Round;
        if (order.Type == OrderType.Market || (o.IsTriggered && order.Type != OrderType.StopLimit))
        {
            if (order.State == OrderState.Submitted && !o.Touched && !o.IsTriggered) Moment.Account.Emit(OrderEvent.Change(OrderEventKind.Accepted, order.Id, Moment.Time));
            TakeMarket(index, price);
            return;
        }
        if (o.ActsAsLimit)
        {
            ArriveLimit(index, price);
            return;
        }
        if (order.Type == OrderType.TrailingStop && !order.IsChild) o.Best = price;
        _orders.SetStage(index, VenueStage.Resting);
        Moment.Account.Emit(OrderEvent.Change(OrderEventKind.Accepted, order.Id, Moment.Time));
        _orders[index].PassedOnArrival = _levels.HasPassed(in _orders[index], price);
        if (_orders[index].PassedOnArrival) Trigger(index, price);
    }

    // A limit order arrives, or a stop limit has been triggered: taker when marketable, else it rests. What the cap leaves of a taker
    // arrives again at the next open: it never was a price on the book.
    void ArriveLimit(int index, long price)
    {
        var order = _orders[index].Order;
        if (_depth is not null) price = _depth.Touch(order.Side);
        var takes = _orders[index].IsMarketable(price);
        if (takes)
        {
            if ((order.Flags & OrderFlags.PostOnly) != 0)
            {
                EndOrder(index, OrderEventKind.Rejected, OrderReason.WouldTake);
                return;
            }
            Execute(index, price, FillTraits.None);
            if (_orders[index].Stage == VenueStage.Done) return;
        }
        if (order.TimeInForce is TimeInForce.Ioc or TimeInForce.Fok)
        {
            EndOrder(index, OrderEventKind.Cancelled, order.TimeInForce == TimeInForce.Ioc ? OrderReason.ImmediateOnly : OrderReason.NotWhole);
            return;
        }
        // What takes all the depth there is within its limit is the best price on the book from now on.
        if (takes && _depth is not { ShowsAll: true }) Wait(index);
        else _orders.SetStage(index, VenueStage.Resting);
        if (order.State == OrderState.Submitted) Moment.Account.Emit(OrderEvent.Change(OrderEventKind.Accepted, order.Id, Moment.Time));
    }

    // What the cap leaves over goes on at the next open; immediate orders end with what they got.
    void TakeMarket(int index, long price)
    {
        Execute(index, price, FillTraits.None);
        if (_orders[index].Stage == VenueStage.Done) return;
        if (_orders[index].Order.TimeInForce is TimeInForce.Ioc or TimeInForce.Fok)
        {
            EndOrder(index, OrderEventKind.Cancelled, OrderReason.ImmediateOnly);
            return;
        }
        Wait(index);
    }

    // For the next open.
    void Wait(int index)
    {
        _orders.SetStage(index, VenueStage.Waiting);
        _orders[index].LiveFrom = long.MinValue;
    }

    bool Closes(ApprovedOrder order)
    {
        if (order.IsReduceOnly) return true;
        var sign = Moment.Account.Held(order.Book).Sign;
        return order.Side == Side.Buy ? sign < 0 : sign > 0;
    }

    bool FillsAtOnce(in VenueOrder o, long price)
    {
        if (o.Order.Type == OrderType.Market) return true;
        return o.Order.Type == OrderType.Limit && o.IsMarketable(price);
    }

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
        if (size.IsReduced && _orders[index].Stage != VenueStage.Done) EndOrder(index, OrderEventKind.Cancelled, order.IsReduceOnly ? OrderReason.NothingToReduce : OrderReason.ShortNotAllowed);
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

    // Children arrive where their entry fills: what the price has passed already acts there, in a jump at the open it leads to.
    void ArriveChildren(ApprovedOrder entry)
    {
        for (var i = 0; i < _orders.Count; i++)
        {
            var child = _orders[i].Order;
            if (child.Parent != entry.Id || _orders[i].Stage != VenueStage.Resting || !_orders[i].IsNew) continue;
            _orders[i].IsNew = false;
            Moment.Account.Emit(OrderEvent.Change(OrderEventKind.Accepted, child.Id, Moment.Time));
            if (_orders[i].ActsAsLimit)
            {
                if (!_orders[i].IsMarketable(_depth?.Touch(child.Side) ?? _at)) continue;
                if (_inJump) Wait(i);
                else ArriveLimit(i, _at);
                continue;
            }
            _orders[i].PassedOnArrival = _levels.HasPassed(in _orders[i], _at);
            if (!_orders[i].PassedOnArrival) continue;
            if (_inJump || Moment.AtClose) Wait(i);
            else Trigger(i, _at);
        }
    }

    // A child's fill ends what is left of its entry.
    void EndEntry(int entryId)
    {
        var index = _orders.IndexOfOpen(entryId);
        if (index >= 0) EndOrder(index, OrderEventKind.Cancelled, OrderReason.SiblingFilled);
    }

    void EndOrder(int index, OrderEventKind kind, OrderReason reason)
    {
        var order = _orders[index].Order;
        var touched = _orders[index].Touched;
        _orders.SetStage(index, VenueStage.Done);
        Moment.Account.Emit(OrderEvent.Change(kind, order.Id, Moment.Time, reason));
        if (touched || order.FirstChild == 0) return;
        for (var i = 0; i < _orders.Count; i++)
        {
            if (_orders[i].Order.Parent == order.Id && _orders[i].Stage == VenueStage.Held) EndOrder(i, OrderEventKind.Cancelled, OrderReason.ParentEnded);
        }
    }
}
