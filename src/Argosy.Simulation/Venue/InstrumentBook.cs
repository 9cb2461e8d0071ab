using Argosy.Core.Events;
using Argosy.Core.Instruments;
using Argosy.Core.MarketData;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Engine.Accounting;
using Argosy.Engine.Orders;
using Argosy.Engine.Risk;
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
    readonly TakerPrice _takerPrice;
    readonly long[] _entryRow;
    VenueOrder[] _orders = new VenueOrder[4];
    int _count;
    decimal _budget;
    decimal _barVolume;
    bool _capped;
    bool _swept = true;
    bool _reachKnown;
    bool _mayExpire;
    bool _inJump;
    long _at;
    double _reachUp;
    double _reachDown;

    public InstrumentBook(Instrument instrument, FillOptions options, int books)
    {
        _instrument = instrument;
        _options = options;
        _takerPrice = new TakerPrice(options);
        _entryRow = new long[books];
        Array.Fill(_entryRow, -1);
    }

    /// <summary>Whose money it is.</summary>
    public IWalkAccount Account { get; set; } = null!;

    /// <summary>Time of the fills to come, Unix ms.</summary>
    public long Time { get; set; }

    /// <summary>Traits of every fill of the leg being walked.</summary>
    public FillTraits LegTraits { get; set; }

    /// <summary>Row of the bar being walked.</summary>
    public int Row { get; set; } = -1;

    /// <summary>Number of the phase in which orders arrive; none arrives twice in one.</summary>
    public int Round { get; set; }

    /// <summary>Whether orders arrive at a close: what they lead to waits for the next open.</summary>
    public bool AtClose { get; set; }

    /// <summary>Later than this after it was due, a fill at an open is late, ms.</summary>
    public long LateAfterMs { get; set; } = long.MaxValue;

    /// <summary>Orders that rest or are armed.</summary>
    public int RestingCount { get; private set; }

    /// <summary>Orders that wait for an open.</summary>
    public int WaitingCount { get; private set; }

    /// <summary>Orders of any kind, ended ones not yet swept included.</summary>
    public int Count => _count;

    public void CopyFrom(InstrumentBook other)
    {
        if (_orders.Length < other._count) _orders = new VenueOrder[other._orders.Length];
        Array.Copy(other._orders, _orders, other._count);
        _count = other._count;
        Array.Copy(other._entryRow, _entryRow, _entryRow.Length);
        (_budget, _barVolume, _capped) = (other._budget, other._barVolume, other._capped);
        (Time, LegTraits, Row, LateAfterMs) = (other.Time, other.LegTraits, other.Row, other.LateAfterMs);
        Round = other.Round;
        (RestingCount, WaitingCount) = (other.RestingCount, other.WaitingCount);
    }

    /// <summary>Ends the children of a strategy book that protect a position it no longer has.</summary>
    public void EndOrphans(int book, decimal position)
    {
        for (var i = 0; i < _count; i++)
        {
            var order = _orders[i].Order;
            if (_orders[i].Stage == VenueStage.Done || !order.IsChild || order.Book != book || (order.Side == Side.Sell ? position > 0 : position < 0) || IsOpen(order.Parent)) continue;
            EndOrder(i, OrderEventKind.Cancelled, OrderReason.PositionClosed);
        }
    }

    /// <summary>Whether two trials left the same orders in the same state.</summary>
    public bool IsLike(InstrumentBook other)
    {
        for (var i = 0; i < _count; i++)
        {
            ref readonly var a = ref _orders[i];
            ref readonly var b = ref other._orders[i];
            if (a.Stage != b.Stage) return false;
            if (a.Stage == VenueStage.Done) continue;
            if ((a.IsTriggered, a.Left, a.Best, a.Limit, a.Trigger) != (b.IsTriggered, b.Left, b.Best, b.Limit, b.Trigger)) return false;
        }
        return true;
    }

    /// <summary>Whether an order may still enlarge the position.</summary>
    public bool IsOpenEntry(int orderId)
    {
        for (var i = 0; i < _count; i++)
        {
            if (_orders[i].Order.Id == orderId) return _orders[i].Stage != VenueStage.Done && !_orders[i].Order.IsReduceOnly;
        }
        return false;
    }

    bool IsOpen(int orderId)
    {
        for (var i = 0; i < _count; i++)
        {
            if (_orders[i].Order.Id == orderId) return _orders[i].Stage != VenueStage.Done;
        }
        return false;
    }

    /// <summary>Sets how much of the bar's volume may be taken; a negative volume means uncapped.</summary>
    public void SetVolume(double volume)
    {
        _capped = volume >= 0;
        _barVolume = _capped ? (decimal)volume : 0;
        _budget = _barVolume * _options.Participation;
    }

    /// <summary>Takes an order that goes live at open number <paramref name="liveFrom"/>, due at <paramref name="dueTime"/> where no bar is missing.</summary>
    public void Add(ApprovedOrder order, long liveFrom, long dueTime)
    {
        if (_count == _orders.Length) Array.Resize(ref _orders, _count * 2);
        ref var slot = ref _orders[_count++];
        _reachKnown = false;
        slot = default;
        slot.Order = order;
        slot.LiveFrom = liveFrom;
        slot.DueTime = dueTime;
        if (order.IsChild)
        {
            slot.Stage = VenueStage.Held;
            return;
        }
        slot.Left = order.Size;
        if (order.Terms?.Limit is { } limit) slot.Limit = _instrument.MoneyToUnits(limit);
        if (order.Terms?.Trigger is { } trigger) slot.Trigger = _instrument.MoneyToUnits(trigger);
        slot.TrailRatio = order.Terms?.TrailRatio ?? 0;
        slot.Stage = VenueStage.Waiting;
        WaitingCount++;
    }

    public void Cancel(int orderId, OrderReason reason)
    {
        for (var i = 0; i < _count; i++)
        {
            if (_orders[i].Order.Id == orderId && _orders[i].Stage != VenueStage.Done)
            {
                EndOrder(i, OrderEventKind.Cancelled, reason);
                return;
            }
        }
    }

    /// <summary>Ends GTD orders whose time lies before <paramref name="barEnd"/>, at the open of that bar.</summary>
    public void Expire(long barEnd)
    {
        for (var i = 0; i < _count; i++)
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
        if (!NextOnPath(at, to, out var index, out var point))
        {
            Trail(at, to);
            at = to;
            return false;
        }
        Trail(at, point);
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
        while (NextOnPath(at, open, out var index, out var point))
        {
            Trail(at, point);
            _at = at = point;
            if (_orders[index].ActsAsLimit)
            {
                Execute(index, _orders[index].Limit, FillTraits.Maker);
                continue;
            }
            SetStage(index, VenueStage.Jumped);
            _orders[index].LiveFrom = jumped++;
        }
        _inJump = false;
        Trail(at, open);
        _at = open;
        // In the order in which the jump passed them.
        for (var k = 0; k < jumped; k++)
        {
            for (var i = 0; i < _count; i++)
            {
                if (_orders[i].Stage != VenueStage.Jumped || _orders[i].LiveFrom != k) continue;
                SetStage(i, VenueStage.Resting);
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
        for (var i = 0; i < _count; i++)
        {
            if (_orders[i].Stage != VenueStage.Waiting || _orders[i].LiveFrom > openNumber || _orders[i].Round == Round || Closes(_orders[i].Order) != closing) continue;
            if (onlyAtOnce && (_orders[i].Round != 0 || !FillsAtOnce(in _orders[i], price))) continue;
            any = true;
            ArriveAt(i, price);
        }
        return any;
    }

    /// <summary>Forgets orders that ended; returns how many.</summary>
    public int Sweep()
    {
        if (_swept) return 0;
        _swept = true;
        var kept = 0;
        for (var i = 0; i < _count; i++)
        {
            if (_orders[i].Stage == VenueStage.Done) continue;
            if (kept != i) _orders[kept] = _orders[i];
            kept++;
        }
        var swept = _count - kept;
        Array.Clear(_orders, kept, swept);
        _count = kept;
        return swept;
    }

    /// <summary>Whether a bar's range reaches any resting order; most bars reach none, and are not walked.</summary>
    public bool IsTouchedBy(BarColumns bars, int row)
    {
        if (RestingCount == 0) return false;
        if (!_reachKnown) FindReach();
        return bars.High[row] >= _reachUp || bars.Low[row] <= _reachDown;
    }

    /// <summary>Whether anything could happen at a bar's open: an arrival, an expiry, or a jump that reaches a resting order.</summary>
    public bool MayActAtOpen(BarColumns bars, int row)
    {
        if (_count == 0) return false;
        if (WaitingCount > 0) return true;
        if (!_reachKnown) FindReach();
        return _mayExpire || bars.Open[row] >= _reachUp || bars.Open[row] <= _reachDown;
    }

    /// <summary>Where nothing happens to what rests; none while something waits, trails or may expire.</summary>
    public PriceReach Reach
    {
        get
        {
            if (WaitingCount > 0) return PriceReach.None;
            if (!_reachKnown) FindReach();
            return _reachKnown && !_mayExpire ? new PriceReach(_reachDown, _reachUp) : PriceReach.None;
        }
    }

    /// <summary>Whether the high hurts first: while short, or flat with only purchases resting.</summary>
    public bool AdverseIsHigh(decimal netPosition)
    {
        if (netPosition != 0) return netPosition < 0;
        var purchases = false;
        for (var i = 0; i < _count; i++)
        {
            if (_orders[i].Stage != VenueStage.Resting || _orders[i].Order.IsReduceOnly) continue;
            if (_orders[i].Order.Side == Side.Sell) return false;
            purchases = true;
        }
        return purchases;
    }

    /// <summary>Whether walking the bar one way or the other could give other fills: more than one thing to happen, or one that leads to another.</summary>
    public bool MayDependOnPath(long high, long low, bool watchesEquity)
    {
        var reachable = 0;
        for (var i = 0; i < _count; i++)
        {
            ref readonly var o = ref _orders[i];
            if (o.Stage != VenueStage.Resting || !Reachable(in o, high, low)) continue;
            if (watchesEquity || o.Order.Terms?.Protection is not null || o.Order.Type is OrderType.TrailingStop or OrderType.StopLimit) return true;
            if (++reachable > 1) return true;
        }
        return false;
    }

    /// <summary>Executes a closing order that no participation cap and no funds check hold back.</summary>
    public void ForceFill(ApprovedOrder order, long units)
    {
        var path = _instrument.ToMoney(units);
        var price = _takerPrice.At(path, order.Side, null, order.Size, _barVolume);
        EmitFill(order, units, price, order.Size, FillTraits.Final | LegTraits);
    }

    // The nearest prices above and below at which something happens; a trailing stop moves with every bar.
    void FindReach()
    {
        _reachKnown = true;
        _mayExpire = false;
        _reachUp = double.PositiveInfinity;
        _reachDown = double.NegativeInfinity;
        for (var i = 0; i < _count; i++)
        {
            ref readonly var o = ref _orders[i];
            _mayExpire |= o.Order.TimeInForce == TimeInForce.Gtd;
            if (o.Stage != VenueStage.Resting) continue;
            if (o.Order.Type == OrderType.TrailingStop || _options.TouchProbability > 0)
            {
                _reachUp = double.NegativeInfinity;
                _reachKnown = false;
                return;
            }
            var upward = o.ActsAsLimit ? o.Order.Side == Side.Sell : TriggersUpward(in o);
            var level = _instrument.ToStatistic(o.ActsAsLimit ? LimitPoint(in o) : o.Trigger);
            if (upward) _reachUp = Math.Min(_reachUp, level);
            else _reachDown = Math.Max(_reachDown, level);
        }
    }

    bool Reachable(in VenueOrder o, long high, long low)
    {
        var buys = o.Order.Side == Side.Buy;
        if (o.Order.Type == OrderType.TrailingStop)
        {
            return buys ? high >= TrailLevel(in o, Math.Min(o.Best, low)) : low <= TrailLevel(in o, Math.Max(o.Best, high));
        }
        if (o.ActsAsLimit) return buys ? low <= LimitPoint(in o) : high >= LimitPoint(in o);
        return TriggersUpward(in o) ? high >= o.Trigger : low <= o.Trigger;
    }

    bool NextOnPath(long at, long to, out int index, out long point)
    {
        index = -1;
        point = 0;
        var bestDistance = long.MaxValue;
        var bestClass = int.MaxValue;
        for (var i = 0; i < _count; i++)
        {
            ref readonly var o = ref _orders[i];
            if (o.Stage != VenueStage.Resting || !Meets(in o, at, to, out var where)) continue;
            var distance = Math.Abs(where - at);
            var precedence = o.ActsAsLimit ? 1 : 0;
            if (distance > bestDistance || (distance == bestDistance && precedence >= bestClass)) continue;
            (index, point, bestDistance, bestClass) = (i, where, distance, precedence);
        }
        return index >= 0;
    }

    // Where on the leg something happens to the order, if anything does.
    bool Meets(in VenueOrder o, long at, long to, out long where)
    {
        long level;
        bool upward;
        if (o.ActsAsLimit)
        {
            where = 0;
            if (_capped && _instrument.FloorToLot(_budget) <= 0) return false;
            level = LimitPoint(in o);
            upward = o.Order.Side == Side.Sell;
        }
        else if (o.Order.Type == OrderType.TrailingStop)
        {
            level = TrailLevel(in o, o.Best);
            upward = o.Order.Side == Side.Buy;
        }
        else
        {
            level = o.Trigger;
            upward = TriggersUpward(in o);
        }
        // What the leg begins beyond has acted, or waits for an open: only where the leg leads counts.
        where = upward ? Math.Max(at, level) : Math.Min(at, level);
        return upward ? to >= level : to <= level;
    }

    // A limit fills when the path trades through it by a tick; with luck (seeded) on the touch.
    long LimitPoint(in VenueOrder o)
    {
        var through = _options.TouchProbability > 0 && Touches(o.Order.Id) ? 0 : _instrument.TickUnits;
        return o.Order.Side == Side.Buy ? o.Limit - through : o.Limit + through;
    }

    bool Touches(int orderId)
    {
        var hash = new RunningHash(_options.Seed);
        hash.Add((long)orderId);
        hash.Add((long)Row);
        hash.Add(0L);
        return (hash.Value >> 11) * (1.0 / (1UL << 53)) < _options.TouchProbability;
    }

    static bool TriggersUpward(in VenueOrder o) => (o.Order.Side == Side.Buy) != (o.Order.Type == OrderType.TakeProfit);

    long TrailLevel(in VenueOrder o, long best)
    {
        var price = _instrument.ToMoney(best) * (o.Order.Side == Side.Sell ? 1 - o.TrailRatio : 1 + o.TrailRatio);
        return _instrument.MoneyToUnits(o.Order.Side == Side.Sell ? _instrument.FloorToTick(price) : _instrument.CeilingToTick(price));
    }

    void Trail(long from, long to)
    {
        for (var i = 0; i < _count; i++)
        {
            ref var o = ref _orders[i];
            if (o.Stage != VenueStage.Resting || o.Order.Type != OrderType.TrailingStop) continue;
            o.Best = o.Order.Side == Side.Sell ? Math.Max(o.Best, Math.Max(from, to)) : Math.Min(o.Best, Math.Min(from, to));
        }
    }

    void Trigger(int index, long price)
    {
        _orders[index].IsTriggered = true;
        var order = _orders[index].Order;
        Account.Emit(OrderEvent.Change(OrderEventKind.Triggered, order.Id, Time));
        if (_orders[index].Stage == VenueStage.Done) return;
        if (order.Type == OrderType.StopLimit) ArriveLimit(index, price);
        else TakeMarket(index, price);
    }

    void ArriveAt(int index, long price)
    {
        ref var o = ref _orders[index];
        var order = o.Order;
        o.IsFirstTry = o.Round == 0;
        o.Round = Round;
        if (order.Type == OrderType.Market || (o.IsTriggered && order.Type != OrderType.StopLimit))
        {
            if (order.State == OrderState.Submitted && !o.Touched && !o.IsTriggered) Account.Emit(OrderEvent.Change(OrderEventKind.Accepted, order.Id, Time));
            TakeMarket(index, price);
            return;
        }
        if (o.ActsAsLimit)
        {
            ArriveLimit(index, price);
            return;
        }
        if (order.Type == OrderType.TrailingStop && !order.IsChild) o.Best = price;
        SetStage(index, VenueStage.Resting);
        Account.Emit(OrderEvent.Change(OrderEventKind.Accepted, order.Id, Time));
        _orders[index].PassedOnArrival = HasPassed(in _orders[index], price);
        if (_orders[index].PassedOnArrival) Trigger(index, price);
    }

    bool HasPassed(in VenueOrder o, long price)
    {
        var level = o.Order.Type == OrderType.TrailingStop ? TrailLevel(in o, o.Best) : o.Trigger;
        return TriggersUpward(in o) ? price >= level : price <= level;
    }

    static bool IsMarketable(in VenueOrder o, long price) => o.Order.Side == Side.Buy ? price <= o.Limit : price >= o.Limit;

    // A limit order arrives, or a stop limit has been triggered: taker when marketable, else it rests. What the cap leaves of a taker
    // arrives again at the next open: it never was a price on the book.
    void ArriveLimit(int index, long price)
    {
        var order = _orders[index].Order;
        var takes = IsMarketable(in _orders[index], price);
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
        if (takes) Wait(index);
        else SetStage(index, VenueStage.Resting);
        if (order.State == OrderState.Submitted) Account.Emit(OrderEvent.Change(OrderEventKind.Accepted, order.Id, Time));
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
        SetStage(index, VenueStage.Waiting);
        _orders[index].LiveFrom = long.MinValue;
    }

    bool Closes(ApprovedOrder order)
    {
        if (order.IsReduceOnly) return true;
        var sign = decimal.Sign(Account.Position(order.Book));
        return order.Side == Side.Buy ? sign < 0 : sign > 0;
    }

    bool FillsAtOnce(in VenueOrder o, long price)
    {
        if (o.Order.Type == OrderType.Market) return true;
        return o.Order.Type == OrderType.Limit && IsMarketable(in o, price);
    }

    void Execute(int index, long units, FillTraits liquidity)
    {
        ref var o = ref _orders[index];
        var order = o.Order;
        var isMaker = liquidity == FillTraits.Maker;
        var path = _instrument.ToMoney(units);
        decimal? limit = o.ActsAsLimit ? _instrument.ToMoney(o.Limit) : null;
        var price = isMaker ? path : _takerPrice.At(path, order.Side, limit, o.SizeHint(path), _barVolume);
        if (decimal.Sign(price) <= 0)
        {
            EndOrder(index, OrderEventKind.Rejected, OrderReason.BadPrice);
            return;
        }
        var wanted = order.SizeIsQuote ? _instrument.FloorToLot(o.Left / (price * (1 + _options.TakerFee))) : o.Left;
        var held = Account.Position(order.Book);
        var heldSign = decimal.Sign(held);
        var closable = heldSign == 0 || (heldSign > 0) != (order.Side == Side.Sell) ? 0 : Math.Abs(held);
        var reduced = false;
        if (order.IsReduceOnly || (order.Side == Side.Sell && !Account.AllowShort))
        {
            // Less than a lot cannot be sold.
            closable = _instrument.FloorToLot(closable);
            if (closable == 0)
            {
                EndOrder(index, order.IsReduceOnly ? OrderEventKind.Cancelled : OrderEventKind.Rejected, order.IsReduceOnly ? OrderReason.NothingToReduce : OrderReason.ShortNotAllowed);
                return;
            }
            if (closable < wanted)
            {
                wanted = closable;
                reduced = !order.SizeIsQuote;
            }
            if (!_instrument.OnLot(wanted)) wanted = _instrument.FloorToLot(wanted);
            reduced |= !order.SizeIsQuote && wanted < o.Left;
        }
        var quantity = _capped ? Math.Min(wanted, _instrument.FloorToLot(_budget)) : wanted;
        if (order.TimeInForce == TimeInForce.Fok && (quantity < wanted || reduced))
        {
            EndOrder(index, OrderEventKind.Cancelled, OrderReason.NotWhole);
            return;
        }
        var isCut = _capped && quantity < wanted;
        if (isCut && quantity <= 0) return;
        if ((closable == 0 || quantity > closable) && !Afford(index, path, price, closable, isMaker, ref quantity)) return;
        if (decimal.Sign(quantity) <= 0 || BelowMinimum(in _orders[index], isCut ? wanted : quantity, price))
        {
            EndOrder(index, OrderEventKind.Rejected, OrderReason.BelowMinimum);
            return;
        }
        Settle(index, units, price, quantity, liquidity, isCut, reduced && !isCut);
    }

    // A fixed quantity was checked before it was sent; an amount becomes a quantity only here.
    bool BelowMinimum(in VenueOrder o, decimal quantity, decimal price) =>
        o.Order.SizeIsQuote && !o.Touched && !o.Order.IsReduceOnly && _instrument.MinNotional > 0 && quantity * price < _instrument.MinNotional;

    // The part that opens must be paid for: a fixed quantity whole or not at all, a quote-sized one as far as it goes.
    bool Afford(int index, decimal path, decimal price, decimal closable, bool isMaker, ref decimal quantity)
    {
        var order = _orders[index].Order;
        var opening = new Opening(order.Side, path, price, isMaker ? _options.MakerFee : _options.TakerFee, closable, Reservation(in _orders[index]));
        if (Account.CanOpen(order.Book, in opening, quantity - closable)) return true;
        quantity = order.SizeIsQuote ? LargestFill(order.Book, in opening) : 0;
        if (quantity > 0) return true;
        EndOrder(index, OrderEventKind.Rejected, OrderReason.InsufficientFunds);
        return false;
    }

    // Rounding at the fill may cost a unit more than the quotient says.
    decimal LargestFill(int book, in Opening opening)
    {
        var largest = _instrument.FloorToLot(opening.Closing + Account.LargestOpening(book, in opening));
        return largest > opening.Closing && !Account.CanOpen(book, in opening, largest - opening.Closing) ? largest - _instrument.LotSize : largest;
    }

    // What an order has set aside while it rests.
    decimal Reservation(in VenueOrder o)
    {
        if (o.Order.Type is not (OrderType.Limit or OrderType.StopLimit) || o.Order.Side == Side.Sell || o.Order.IsReduceOnly) return 0;
        return o.Order.SizeIsQuote ? BuyingPower.AmountLeft(o.Left) : BuyingPower.Reservation(o.Left, o.Order.Terms!.Limit!.Value, _options.TakerFee);
    }

    /// <summary>What all orders of this book have set aside, quote asset.</summary>
    public decimal Reserved()
    {
        var reserved = 0m;
        for (var i = 0; i < _count; i++)
        {
            if (_orders[i].Stage != VenueStage.Done) reserved += Reservation(in _orders[i]);
        }
        return reserved;
    }

    void Settle(int index, long units, decimal price, decimal quantity, FillTraits liquidity, bool isCut, bool reduced)
    {
        ref var o = ref _orders[index];
        var order = o.Order;
        var isFinal = Take(ref o, price, quantity, isCut) && !reduced;
        var traits = liquidity | LegTraits;
        if (isFinal) traits |= FillTraits.Final;
        if (o.PassedOnArrival) traits |= FillTraits.TriggeredOnArrival;
        if (Time - o.DueTime > LateAfterMs && (LegTraits & FillTraits.AtOpen) != 0 && o.IsFirstTry && o.Round == Round) traits |= FillTraits.AfterGap;
        if (_capped) _budget -= quantity;
        o.Touched = true;
        if (isFinal) SetStage(index, VenueStage.Done);
        ActivateChildren(order, price, quantity);
        var siblingLeft = ReduceSibling(order, quantity);
        EmitFill(order, units, price, quantity, traits);
        if (siblingLeft >= 0 && _orders[siblingLeft].Stage != VenueStage.Done && _orders[siblingLeft].Left <= 0) EndOrder(siblingLeft, OrderEventKind.Cancelled, OrderReason.SiblingFilled);
        if (order.IsChild) EndEntry(order.Parent);
        if (reduced && _orders[index].Stage != VenueStage.Done) EndOrder(index, OrderEventKind.Cancelled, order.IsReduceOnly ? OrderReason.NothingToReduce : OrderReason.ShortNotAllowed);
        if (order.Terms?.Protection is not null) ArriveChildren(order);
    }

    // Takes the fill off what is left; true when nothing is.
    bool Take(ref VenueOrder o, decimal price, decimal quantity, bool isCut)
    {
        if (!o.Order.SizeIsQuote)
        {
            if (quantity == o.Left)
            {
                o.Left = 0;
                return true;
            }
            o.Left -= quantity;
            return o.Left <= 0;
        }
        o.Left -= BuyingPower.AmountUsed(price, quantity, _options.TakerFee);
        return !isCut;
    }

    void EmitFill(ApprovedOrder order, long units, decimal price, decimal quantity, FillTraits traits)
    {
        var held = Account.Position(order.Book);
        var heldSign = decimal.Sign(held);
        var closes = order.Side == Side.Buy ? heldSign < 0 : heldSign > 0;
        if (closes && _entryRow[order.Book] == Row) traits |= FillTraits.SameBar;
        if (heldSign == 0 || (closes && quantity > Math.Abs(held))) _entryRow[order.Book] = Row;
        var rate = (traits & FillTraits.Maker) != 0 ? _options.MakerFee : _options.TakerFee;
        // What covers a short goes back to its lender: nothing is received to take a fee from.
        var inBase = _options.FeeInReceivedAsset && order.Side == Side.Buy && heldSign >= 0;
        if (inBase) traits |= FillTraits.FeeInBase;
        var fee = Exact.RoundUp((inBase ? quantity : Exact.Round(price * quantity, Ledger.AssetScale)) * rate, Ledger.AssetScale);
        var fill = new Fill
        {
            OrderId = order.Id,
            Instrument = order.Instrument,
            Book = order.Book,
            Side = order.Side,
            Purpose = order.Purpose,
            Traits = traits,
            Time = Time,
            PathUnits = units,
            Price = price,
            Quantity = quantity,
            Fee = fee,
        };
        Account.Emit(OrderEvent.Filled(in fill));
    }

    void ActivateChildren(ApprovedOrder entry, decimal price, decimal quantity)
    {
        if (entry.Terms?.Protection is not { } protection) return;
        for (var i = 0; i < _count; i++)
        {
            if (_orders[i].Order.Parent != entry.Id || _orders[i].Stage == VenueStage.Done) continue;
            ref var child = ref _orders[i];
            child.Left += quantity;
            if (child.Stage != VenueStage.Held) continue;
            SetTerms(ref child, entry.Side, price, protection);
            child.IsNew = true;
            child.DueTime = Time;
            SetStage(i, VenueStage.Resting);
        }
    }

    void SetTerms(ref VenueOrder child, Side entry, decimal price, Protection protection)
    {
        if (child.Order.Type == OrderType.Limit) child.Limit = _instrument.MoneyToUnits(ProtectionPrices.Target(_instrument, entry, price, protection).Limit!.Value);
        else if (child.Order.Type == OrderType.TrailingStop)
        {
            child.TrailRatio = protection.TrailRatio!.Value;
            child.Best = _instrument.MoneyToUnits(decimal.Round(price, _instrument.PriceScale, MidpointRounding.ToEven));
        }
        else child.Trigger = _instrument.MoneyToUnits(ProtectionPrices.Stop(_instrument, entry, price, protection).Trigger!.Value);
    }

    // Children arrive where their entry fills: what the price has passed already acts there, in a jump at the open it leads to.
    void ArriveChildren(ApprovedOrder entry)
    {
        for (var i = 0; i < _count; i++)
        {
            var child = _orders[i].Order;
            if (child.Parent != entry.Id || _orders[i].Stage != VenueStage.Resting || !_orders[i].IsNew) continue;
            _orders[i].IsNew = false;
            Account.Emit(OrderEvent.Change(OrderEventKind.Accepted, child.Id, Time));
            if (_orders[i].ActsAsLimit)
            {
                if (!IsMarketable(in _orders[i], _at)) continue;
                if (_inJump) Wait(i);
                else ArriveLimit(i, _at);
                continue;
            }
            _orders[i].PassedOnArrival = HasPassed(in _orders[i], _at);
            if (!_orders[i].PassedOnArrival) continue;
            if (_inJump || AtClose) Wait(i);
            else Trigger(i, _at);
        }
    }

    int ReduceSibling(ApprovedOrder order, decimal quantity)
    {
        if (order.Sibling == 0) return -1;
        for (var i = 0; i < _count; i++)
        {
            if (_orders[i].Order.Id != order.Sibling || _orders[i].Stage == VenueStage.Done) continue;
            if (_orders[i].Order.SizeIsQuote) _orders[i].Left = 0;
            else _orders[i].Left -= quantity;
            return i;
        }
        return -1;
    }

    // A child's fill ends what is left of its entry.
    void EndEntry(int entryId)
    {
        for (var i = 0; i < _count; i++)
        {
            if (_orders[i].Order.Id == entryId && _orders[i].Stage != VenueStage.Done) EndOrder(i, OrderEventKind.Cancelled, OrderReason.SiblingFilled);
        }
    }

    void EndOrder(int index, OrderEventKind kind, OrderReason reason)
    {
        var order = _orders[index].Order;
        var touched = _orders[index].Touched;
        SetStage(index, VenueStage.Done);
        Account.Emit(OrderEvent.Change(kind, order.Id, Time, reason));
        if (touched || order.Terms?.Protection is null) return;
        for (var i = 0; i < _count; i++)
        {
            if (_orders[i].Order.Parent == order.Id && _orders[i].Stage == VenueStage.Held) EndOrder(i, OrderEventKind.Cancelled, OrderReason.ParentEnded);
        }
    }

    void SetStage(int index, VenueStage stage)
    {
        ref var o = ref _orders[index];
        _reachKnown = false;
        if (o.Stage == VenueStage.Resting) RestingCount--;
        else if (o.Stage == VenueStage.Waiting) WaitingCount--;
        o.Stage = stage;
        if (stage == VenueStage.Resting) RestingCount++;
        else if (stage == VenueStage.Waiting) WaitingCount++;
        else if (stage == VenueStage.Done) _swept = false;
    }
}
