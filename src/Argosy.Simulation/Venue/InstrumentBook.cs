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
sealed partial class InstrumentBook
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

    /// <summary>Takes an order that goes live at open number <paramref name="liveFrom"/>, due at <paramref name="dueTime"/> where no bar is missing.</summary>
    public void Add(ApprovedOrder order, long liveFrom, long dueTime) => _orders.Add(order, liveFrom, dueTime);

    public void Cancel(int orderId, OrderReason reason)
    {
        var index = _orders.IndexOfOpen(orderId);
        if (index >= 0) EndOrder(index, OrderEventKind.Cancelled, reason);
    }

    /// <summary>Gives an order another size, filled part included.</summary>
    public void Resize(int orderId, decimal size)
    {
        var index = _orders.IndexOfOpen(orderId);
        if (index < 0 || _orders[index].Order.SizeIsQuote) return;
        _orders[index].Left = Amount.Of(Math.Max(0, size - _orders[index].Order.Filled));
        _orders.Changed();
    }

    /// <summary>Moves a resting limit, or a stop's trigger; at its next open it is there. A limit rests nowhere until then, a stop where it was.</summary>
    public void Amend(int orderId, decimal price, long liveFrom)
    {
        var index = _orders.IndexOfOpen(orderId);
        if (index < 0 || _orders[index].Order.Type is not (OrderType.Limit or OrderType.Stop)) return;
        ref var o = ref _orders[index];
        if (o.Order.Type == OrderType.Stop)
        {
            _orders.MoveLater(orderId, _instrument.MoneyToUnits(price), liveFrom);
            Moment.Account.Emit(OrderEvent.Moved(orderId, Moment.Time, price));
            return;
        }
        o.Limit = _instrument.MoneyToUnits(price);
        _orders.Changed();
        if (o.Stage == VenueStage.Resting)
        {
            _orders.SetStage(index, VenueStage.Waiting);
            o.LiveFrom = liveFrom;
            o.DueTime = Moment.Time;
        }
        Moment.Account.Emit(OrderEvent.Moved(orderId, Moment.Time, price));
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

    /// <summary>Cancels every order there is.</summary>
    public void CancelAll(long time, OrderReason reason)
    {
        Moment.Time = time;
        for (var i = 0; i < _orders.Count; i++)
        {
            if (_orders[i].Stage != VenueStage.Done) EndOrder(i, OrderEventKind.Cancelled, reason);
        }
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
