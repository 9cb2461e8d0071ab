using System.Runtime.CompilerServices;
using Argosy.Core.Commands;
using Argosy.Core.Events;
using Argosy.Core.Instruments;
using Argosy.Core.MarketData;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Engine.Accounting;
using Argosy.Engine.Exits;
using Argosy.Engine.Logs;
using Argosy.Engine.Orders;
using Argosy.Engine.Risk;
using Argosy.Engine.Strategies;

namespace Argosy.Engine.Running;

/// <summary>
/// The pure state machine: events in, approved orders out. It marks the ledger, lets strategies decide, passes their intents through
/// the risk gate and books what the venue answers. No clock, no I/O, one thread; the same events give the same state hash.
/// </summary>
public sealed class TradingEngine : IOrderEvents
{
    readonly EngineOptions _options;
    readonly IVenue _venue;
    readonly IRunLog? _log;
    readonly RiskGate _gate;
    readonly Outbox _outbox = new();
    readonly WorkingOrders _working = new();
    readonly Seat[] _seats;
    readonly int[] _entries;
    readonly Brackets _brackets;
    readonly TargetDesk _targets;
    readonly RiskDesk? _risk;
    readonly ExitDesk _exits;
    readonly Delivery[] _deliveries;
    readonly InterestClock _interest;
    readonly EquityCurve? _curve;
    long _tradingFrom;
    readonly bool _keepsHash;
    readonly bool _chargesInterest;
    readonly SortedDictionary<OrderReason, int> _endings = [];

    // What quote-sized orders at work have used of their amounts, by order: few have any.
    readonly Dictionary<int, decimal> _spent = [];
    RunningHash _hash = new(1);
    bool _hasHigher;
    int _lastOrderId;

    /// <summary>Makes an engine over instruments whose base series stand in <paramref name="series"/>, in the same order.</summary>
    public TradingEngine(
        IReadOnlyList<Instrument> instruments, IReadOnlyList<BarSeries> series, IReadOnlyList<StrategySlot> strategies,
        EngineOptions options, IVenue venue, IRunLog? log = null)
    {
        ArgumentNullException.ThrowIfNull(instruments);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(venue);
        options.Check(instruments.Count);
        CheckInstruments(instruments);
        Invariant.Check(series.Count == instruments.Count, "one base series an instrument");
        _options = options;
        Random = new SeededGenerator(options.Seed);
        _keepsHash = options.KeepHash;
        _tradingFrom = options.TradingFrom;
        _chargesInterest = options.BorrowApr > 0;
        _venue = venue;
        _log = log;
        Instruments = [.. instruments];
        var books = Seating.BookCount(strategies, Instruments.Length);
        Ledger = new Ledger(Instruments, books, options.StartingCash);
        if (options.Margin is { } terms) Ledger.UseMargin(terms);
        Power = new BuyingPower(Ledger, options.AllowShort, options.Leverage);
        _gate = new RiskGate(Instruments, Ledger, Power, options.TakerFee);
        _interest = new InterestClock(options.BorrowApr);
        _curve = options.CurveCapacity > 0
            ? new EquityCurve(options.CurveCapacity, Instruments.Length > 1, options.TradingFrom, Exact.ToStatistic(options.StartingCash), options.CurveBuffer)
            : null;
        Orders = new OrderHistory(options.OrdersKept);
        Account = new AccountView(this);
        Exits = new ExitRulebook(this, series, options);
        if (options.Guards.Count + options.Limits.Count > 0) _risk = new RiskDesk(Account, options);
        _seats = new Seat[books * Instruments.Length];
        _entries = new int[_seats.Length];
        _brackets = new Brackets(Instruments, _seats, _working, Orders, Ledger, venue, log, Exits);
        _exits = new ExitDesk(this, Exits, _working, venue, _seats);
        _targets = new TargetDesk(this, _seats, new EntrySizer(Instruments, _seats, _entries, Ledger, Power, options, Exits, Account, series), _brackets);
        _deliveries = new Delivery[Instruments.Length];
        for (var i = 0; i < _deliveries.Length; i++) _deliveries[i] = new Delivery(series[i]);
        venue.Attach(this);
        Seating.Start(this, strategies, _deliveries);
    }

    /// <summary>Instruments in the run's order.</summary>
    public Instrument[] Instruments { get; }

    /// <summary>The exact books.</summary>
    public Ledger Ledger { get; }

    /// <summary>What may be opened.</summary>
    public BuyingPower Power { get; }

    /// <summary>What guards, risk rules and sizing rules look at.</summary>
    public AccountView Account { get; }

    /// <inheritdoc/>
    public ExitRulebook Exits { get; }

    /// <summary>Entries refused by guards and limits, by the rule that refused them.</summary>
    public IReadOnlyDictionary<string, int> Refusals => _risk?.Refusals ?? new SortedDictionary<string, int>(StringComparer.Ordinal);

    /// <summary>What exit rules will do later: entry, number of the rule, time in Unix ms; for snapshots.</summary>
    internal IEnumerable<(int Entry, int Rule, long Time)> ExitTimes => _exits.Times;

    /// <summary>Every fill.</summary>
    public FillHistory Fills { get; } = new();

    /// <summary>The first orders, and the count of all.</summary>
    public OrderHistory Orders { get; }

    /// <summary>Equity at each close of a base bar; null when not kept.</summary>
    public EquityCurve? Curve => _curve;

    /// <summary>Points at which a position was held, of all equity points.</summary>
    public long ExposedPoints { get; private set; }

    /// <summary>Equity points in all, whether kept or not.</summary>
    public long Points { get; private set; }

    /// <summary>The instant being processed, Unix ms.</summary>
    public long Time { get; private set; } = long.MinValue;

    /// <summary>Whether strategies only warm up at this instant.</summary>
    public bool IsWarmUp => Time <= _tradingFrom;

    /// <summary>Whether the run has ended because no equity is left.</summary>
    public bool Ended { get; private set; }

    /// <summary>Order events and instants consumed so far.</summary>
    public long Sequence { get; private set; }

    /// <summary>The running hash of all state changes so far.</summary>
    public ulong Hash => _hash.Value;

    /// <summary>Orders that ended without filling whole, and refused intents, by reason.</summary>
    public IReadOnlyDictionary<OrderReason, int> Endings => _endings;

    /// <summary>Which phase of the instant it is; venues speak in phases.</summary>
    public ClockPhase Phase { get; internal set; }

    /// <summary>When the next higher bar is due, Unix ms; <see cref="long.MaxValue"/> for none.</summary>
    public long NextTimer
    {
        get
        {
            var next = long.MaxValue;
            if (_hasHigher)
            {
                foreach (var delivery in _deliveries) next = Math.Min(next, delivery.NextDue);
            }
            return next;
        }
    }

    /// <summary>The run's own source of chance for strategies.</summary>
    public SeededGenerator Random { get; }

    internal int NextOrderId => _lastOrderId + 1;

    /// <summary>Ends the warm-up of a run that was made without knowing when: what closes after <paramref name="time"/> (Unix ms) is traded on.</summary>
    public void TradeFrom(long time) => _tradingFrom = time;

    /// <summary>Moves the engine's time to the instant whose phases begin.</summary>
    internal void Begin(long time)
    {
        Time = time;
        // On what was held up to now: fills of this instant are still to come.
        if (_chargesInterest) _interest.Pass(Ledger, time, Fills.Count);
    }

    /// <summary>Consumes an instant whose bars have been walked: marks, delivers bars, and sends what passes the gate.</summary>
    public void Process(Instant instant)
    {
        if (IsVenueOnly(instant)) return;
        Sequence++;
        Mark(instant);
        if (Ended) return;
        Deliver(instant);
        if (_outbox.Count > 0) Decide();
    }

    /// <summary>Whether strategies asked for something that has not been decided yet.</summary>
    public bool HasWishes => _outbox.Count > 0;

    /// <summary>Whether a run of quiet bars may be consumed at once: one instrument, no timers, nothing borrowed, past its warm-up.</summary>
    public bool MayBeQuiet => Instruments.Length == 1 && !_hasHigher && !Ended && !IsWarmUp && !Ledger.HasShort && Ledger.Margin is null && _risk is not { WatchesEquity: true };

    /// <summary>
    /// Consumes bars that close when the next one opens, as long as they stay within the venue's reach: each is marked, delivered and
    /// hashed exactly as <see cref="Process(Instant)"/> does it. Stops after the bar at which strategies asked for something.
    /// </summary>
    internal int ProcessQuiet(SeriesWriter writer, BarColumns bars, int first, int end, PriceReach reach)
    {
        var series = writer.Series;
        var contexts = _deliveries[0].Contexts;
        var ledger = Ledger;
        var curve = _curve;
        var hash = _hash;
        var (times, open, high, low, close, volume) = (bars.OpenTimes, bars.Open, bars.High, bars.Low, bars.Close, bars.Volume);
        var (cash, held) = ledger.QuietState(0);
        // An exit rule acts at the first open from its time on.
        if (_exits.NextTime < long.MaxValue) end = Math.Min(end, Math.Max(first, bars.IndexAtOrAfter(_exits.NextTime)));
        // Bars of a fixed length need no calendar.
        var length = bars.CloseTimes is null ? bars.Timeframe.Milliseconds : 0;
        var row = first;
        var next = times[first];
        for (; row + 1 < end; row++)
        {
            var (opened, time) = (next, times[row + 1]);
            var bar = new Bar(opened, open[row], high[row], low[row], close[row], volume[row]);
            if ((length > 0 ? opened + length : bars.CloseTime(row)) != time || bar.High >= reach.Up || bar.Low <= reach.Down) break;
            // The next bar opens at this instant: that, too, must leave the venue alone.
            if (open[row + 1] >= reach.Up || open[row + 1] <= reach.Down) break;
            next = time;
            series.Count = row + 1;
            Time = time;
            ledger.SetMark(0, bar.Close);
            hash.Add(time, bar.Close);
            curve?.Add(time, cash + (held * bar.Close));
            foreach (var context in contexts) context.Slot.OnBar(in bar, context);
            if (_outbox.Count == 0) continue;
            row++;
            break;
        }
        var consumed = row - first;
        if (_keepsHash) _hash = hash;
        Sequence += consumed;
        Points += consumed;
        if (ledger.HasPosition) ExposedPoints += consumed;
        return consumed;
    }

    /// <inheritdoc/>
    public void Process(in OrderEvent orderEvent)
    {
        Sequence++;
        _log?.OnEvent(in orderEvent, Phase, Time);
        var order = _working.Find(orderEvent.OrderId);
        if (orderEvent.Kind == OrderEventKind.Filled)
        {
            if (_keepsHash) _hash.Mix(in orderEvent);
            if (order is not null) Book(order, in orderEvent.Fill);
            else BookLate(in orderEvent.Fill);
            return;
        }
        // A duplicated or late message, e.g. about an order that has ended, changes nothing.
        if (order is null || (orderEvent.Kind == OrderEventKind.Accepted && order.State is not (OrderState.Submitted or OrderState.Held))) return;
        if (_keepsHash) _hash.Mix(in orderEvent);
        switch (orderEvent.Kind)
        {
            case OrderEventKind.Accepted:
                order.State = OrderState.Working;
                break;
            case OrderEventKind.Triggered:
                break;
            case OrderEventKind.Cancelled:
                End(order, OrderState.Cancelled, orderEvent.Reason);
                break;
            case OrderEventKind.Expired:
                End(order, OrderState.Expired, orderEvent.Reason);
                break;
            case OrderEventKind.Rejected:
                End(order, OrderState.Rejected, orderEvent.Reason);
                break;
            case OrderEventKind.Moved:
                Move(order, orderEvent.Price);
                break;
            case OrderEventKind.Filled:
                break;
        }
    }

    static void Move(ApprovedOrder order, decimal price)
    {
        var terms = order.Terms ?? new OrderTerms();
        order.SetTerms(order.Type == OrderType.Limit ? terms with { Limit = price } : terms with { Trigger = price });
    }

    /// <inheritdoc/>
    public void Process(in FundingSettlement settlement)
    {
        Sequence++;
        _log?.OnFunding(in settlement, Time);
        if (_keepsHash) _hash.Mix(in settlement);
        for (var book = 0; book < Ledger.Books; book++)
        {
            var quantity = Ledger.Position(book, settlement.Instrument).Quantity;
            if (quantity == 0) continue;
            var flow = Exact.Round(-quantity * settlement.Price * settlement.Rate, Ledger.AssetScale);
            Ledger.PayFunding(book, settlement.Instrument, settlement.Time, flow, Fills.Count);
        }
    }

    /// <summary>Tells every strategy what a person said; false where it was meant for none.</summary>
    internal bool Process(Command command)
    {
        Sequence++;
        var taken = false;
        foreach (var delivery in _deliveries)
        {
            foreach (var context in delivery.Contexts) taken |= context.Slot.OnCommand(command, context);
        }
        return taken;
    }

    /// <inheritdoc/>
    public ApprovedOrder ForceClose(int instrument, int book, OrderPurpose purpose, decimal quantity = 0)
    {
        var held = Ledger.Position(book, instrument).Quantity;
        var intent = new OrderIntent
        {
            Instrument = (short)instrument,
            Book = (short)book,
            Side = held > 0 ? Side.Sell : Side.Buy,
            Type = OrderType.Market,
            Size = OrderSize.Quantity(quantity == 0 ? Math.Abs(held) : quantity),
            Flags = OrderFlags.ReduceOnly,
            Purpose = purpose,
        };
        return Register(new ApprovedOrder(++_lastOrderId, in intent, Time));
    }

    /// <inheritdoc/>
    public void EndRun()
    {
        if (Ended) return;
        Ended = true;
        foreach (var order in _working.InOrder())
        {
            if (!order.IsFinal) Cancel(order, OrderReason.Bankrupt);
        }
    }

    /// <inheritdoc/>
    public void Mark(int instrument, double price) => Ledger.SetMark(instrument, price);

    /// <summary>How many bars of a series had closed when what happens now happens: inside a bar that bar is not among them.</summary>
    internal int KnownBars(BarSeries bars)
    {
        var isInside = Phase == ClockPhase.Closing && bars.Count > 0 && bars.Timeframe.End(bars.OpenTimes[bars.Count - 1]) >= Time;
        return isInside ? bars.Count - 1 : bars.Count;
    }

    internal long NextExit => _exits.NextTime;

    /// <summary>Lets exit rules act whose time has come, before the bars of this instant open.</summary>
    internal void OpenExits(Instant instant)
    {
        if (_exits.NextTime <= instant.Time && !Ended) _exits.Open(instant);
    }

    internal void AddExits(StrategyContext context, IReadOnlyList<IExitRule> rules)
    {
        Invariant.Check(Time == long.MinValue, "exit rules are set in OnStart");
        Exits.Add(context.Book, context.Index, rules);
    }

    /// <summary>What the gate would say to an intent now; nothing comes of it.</summary>
    internal OrderReason WouldPass(in OrderIntent intent)
    {
        var reason = _gate.Check(in intent);
        if (reason != OrderReason.None || _risk is null) return reason;
        var asked = intent;
        return _risk.Check(ref asked, counts: false);
    }

    /// <summary>What the gate would say to a target's entry now.</summary>
    internal OrderReason WouldPass(StrategyContext context, Side side) => _targets.WouldPass(context, side);

    /// <summary>Lets the limits judge the opening half of a reversal, whose size is known only now.</summary>
    internal OrderReason JudgeLate(ref OrderIntent intent) => _risk is null ? OrderReason.None : _risk.Check(ref intent, counts: true);

    /// <summary>The working orders by number; for snapshots.</summary>
    public IReadOnlyList<ApprovedOrder> OpenOrders => _working.InOrder();

    internal BarSeries Subscribe(StrategyContext context, Timeframe timeframe)
    {
        Invariant.Check(Time == long.MinValue, "timeframes are subscribed to in OnStart");
        var series = _deliveries[context.Index].Subscribe(context, timeframe);
        _hasHigher |= !ReferenceEquals(series, _deliveries[context.Index].Base);
        return series;
    }

    internal void Target(StrategyContext context, Direction direction, Protection? protection)
    {
        if (direction == Direction.Short && !_options.AllowShort) direction = Direction.Flat;
        if (_outbox.Count == 0 && _targets.AimOf(context.Book, context.Index) == direction)
        {
            if (!IsWarmUp) _targets.State(context.Book, context.Index, direction);
            return;
        }
        ref var wish = ref _outbox.Add();
        wish.Kind = WishKind.Target;
        wish.Context = context;
        wish.Direction = direction;
        wish.Protection = protection;
    }

    internal int Submit(StrategyContext context, in OrderIntent intent)
    {
        ref var wish = ref _outbox.Add();
        wish.Kind = WishKind.Order;
        wish.Context = context;
        // Whose order it is and what only targets and protection set is not the strategy's to say.
        wish.Intent = intent with
        {
            Instrument = context.Index,
            Book = context.Book,
            Flags = intent.Flags & (OrderFlags.PostOnly | OrderFlags.ReduceOnly),
            Follows = 0,
        };
        wish.OrderId = ++_lastOrderId;
        return wish.OrderId;
    }

    internal int Enter(StrategyContext context, Side side)
    {
        ref var wish = ref _outbox.Add();
        wish.Kind = WishKind.Entry;
        wish.Context = context;
        wish.Intent = context.Intent(side, OrderType.Market, default);
        wish.OrderId = ++_lastOrderId;
        return wish.OrderId;
    }

    internal bool CanEnter(StrategyContext context, Side side) => _targets.CanEnter(context, side);

    internal decimal TakerFee => _options.TakerFee;

    internal bool IsLogged => _log is not null;

    internal void LogVotes(StrategyContext context, string votes, string decision) => _log?.OnVotes(Time, context.Index, votes, decision);

    internal void RequestCancel(StrategyContext context, int orderId)
    {
        ref var wish = ref _outbox.Add();
        wish.Kind = WishKind.Cancel;
        wish.Context = context;
        wish.OrderId = orderId;
    }

    internal ApprovedOrder? WorkingOrder(StrategyContext context, int orderId) =>
        _working.Find(orderId) is { } order && order.Book == context.Book ? order : null;

    /// <summary>Sends what strategies asked for in fill handlers during the phases of the venue.</summary>
    internal void DecideLate()
    {
        if (_outbox.Count > 0) Decide();
    }

    /// <summary>The ledger sees opens; strategies do not.</summary>
    internal void MarkOpens(Instant instant)
    {
        var opening = instant.Opening;
        for (var k = 0; k < opening.Count; k++)
        {
            var i = opening[k];
            Ledger.SetMark(i, instant.Open[i]);
        }
    }

    // A mark price or a settlement of funding between bars is the venue's affair: what comes of it are its events.
    bool IsVenueOnly(Instant instant) =>
        instant.Completed.Count == 0 && instant.Closing.Count == 0 && instant.Opening.Count == 0 && Ledger.Margin is not null && NextTimer > instant.Time;

    void Mark(Instant instant)
    {
        var closing = instant.Closing;
        for (var k = 0; k < closing.Count; k++)
        {
            var i = closing[k];
            var close = instant.Close[i];
            Ledger.SetMark(i, close);
            if (_keepsHash) _hash.Add(instant.Time, close);
        }
        if (instant.Completed.Count == 0 || IsWarmUp) return;
        Points++;
        if (Ledger.HasPosition) ExposedPoints++;
        _risk?.OnPoint();
        _curve?.Add(instant.Time, Ledger.EquityStatistic);
    }

    void Deliver(Instant instant)
    {
        var completed = instant.Completed;
        if (_hasHigher)
        {
            DeliverTimeframes(instant);
            return;
        }
        for (var k = 0; k < completed.Count; k++)
        {
            var delivery = _deliveries[completed[k]];
            var bar = delivery.Base.At(delivery.Base.Count - 1);
            foreach (var context in delivery.Contexts) context.Slot.OnBar(in bar, context);
        }
    }

    // All bars of the instant are in their series before the first callback; then by instrument, timeframe, strategy.
    void DeliverTimeframes(Instant instant)
    {
        var completed = instant.Completed;
        for (var k = 0; k < completed.Count; k++) _deliveries[completed[k]].AddToHigher();
        foreach (var delivery in _deliveries) delivery.CompleteHigher(instant.Time);
        var next = 0;
        for (var i = 0; i < _deliveries.Length; i++)
        {
            var baseClosed = next < completed.Count && completed[next] == i;
            if (baseClosed) next++;
            _deliveries[i].Callbacks(baseClosed);
        }
    }

    void Decide()
    {
        for (var k = 0; k < _outbox.Count; k++)
        {
            // What the gate leads to may add wishes and move the array; this one stays where it is.
            ref readonly var wish = ref _outbox[k];
            if (IsWarmUp || Ended) continue;
            switch (wish.Kind)
            {
                case WishKind.Target:
                    _targets.Decide(wish.Context, wish.Direction, wish.Protection);
                    break;
                case WishKind.Order:
                    Send(wish.OrderId, in wish.Intent);
                    break;
                case WishKind.Entry:
                    _targets.Enter(wish.OrderId, in wish.Intent);
                    break;
                case WishKind.Cancel:
                    if (_working.Find(wish.OrderId) is { } order && order.Book == wish.Context.Book) Cancel(order, OrderReason.Requested);
                    break;
            }
        }
        _outbox.Clear();
    }

    /// <summary>The next order number, used up.</summary>
    internal int TakeOrderId() => ++_lastOrderId;

    internal ApprovedOrder? Send(int id, in OrderIntent intent, OrderReason refusal = OrderReason.None)
    {
        var order = refusal == OrderReason.None ? Approve(id, in intent) : Refuse(id, in intent, refusal);
        if (order is null) return null;
        if ((order.Flags & OrderFlags.FromTarget) != 0)
        {
            ref var seat = ref SeatOf(order);
            if (order.IsReduceOnly) seat.Closing = order;
            else seat.Opening = order;
        }
        Submit(order);
        return order;
    }

    // The children follow their entry to the venue at once and are held there until it fills.
    internal void Submit(ApprovedOrder order)
    {
        _venue.Submit(order);
        SubmitChildren(order);
    }

    void SubmitChildren(ApprovedOrder order)
    {
        if (order.FirstChild == 0) return;
        for (var id = order.FirstChild; id < order.FirstChild + _brackets.MostChildren; id++)
        {
            if (_working.Find(id) is { } child && child.Parent == order.Id) _venue.Submit(child);
        }
    }

    internal ApprovedOrder? Approve(int id, in OrderIntent intent)
    {
        var reason = _gate.Check(in intent);
        if (reason == OrderReason.None && Exits.Count > 0 && !_brackets.CanProtect(in intent)) reason = OrderReason.NoStop;
        if (reason != OrderReason.None) return Refuse(id, in intent, reason);
        if (_risk is null) return Register(new ApprovedOrder(id, in intent, Time));
        var judged = intent;
        reason = _risk.Check(ref judged, counts: true);
        return reason == OrderReason.None ? Register(new ApprovedOrder(id, in judged, Time)) : Refuse(id, in intent, reason);
    }

    ApprovedOrder? Refuse(int id, in OrderIntent intent, OrderReason reason)
    {
        var refused = new ApprovedOrder(id, in intent, Time) { State = OrderState.Refused, Reason = reason };
        Orders.Add(refused);
        Count(reason);
        _log?.OnOrder(refused);
        if (_keepsHash) _hash.Mix(refused);
        return null;
    }

    ApprovedOrder Register(ApprovedOrder order)
    {
        Orders.Add(order);
        _working.Add(order);
        if (MayOpen(order)) _entries[SeatIndex(order)]++;
        _log?.OnOrder(order);
        if (_keepsHash) _hash.Mix(order);
        Ledger.Reserved += Reservation(order);
        if (order.Terms?.Protection is not null || Exits.Count > 0) _brackets.Register(order, ref _lastOrderId);
        return order;
    }

    // A resting purchase sets its cost aside until it fills or ends; covering a short needs nothing.
    internal decimal Reservation(ApprovedOrder order)
    {
        // Margin is asked for at the fill.
        if (Ledger.Margin is not null) return 0;
        if (order.Type is not (OrderType.Limit or OrderType.StopLimit) || order.Side == Side.Sell || order.IsReduceOnly || order.Terms?.Limit is not { } limit) return 0;
        return order.SizeIsQuote ? BuyingPower.AmountLeft(order.Size - _spent.GetValueOrDefault(order.Id)) : BuyingPower.Reservation(order.Size - order.Filled, limit, _options.TakerFee);
    }

    void Book(ApprovedOrder order, in Fill fill)
    {
        var reservedBefore = Reservation(order);
        var first = order.Filled == 0;
        order.Filled = first ? fill.Quantity : order.Filled + fill.Quantity;
        if (order.SizeIsQuote) _spent[order.Id] = _spent.GetValueOrDefault(order.Id) + BuyingPower.AmountUsed(fill.Price, fill.Quantity, _options.TakerFee);
        var isFinal = (fill.Traits & FillTraits.Final) != 0;
        if (order.SizeIsQuote && isFinal) order.SetSize(OrderSize.Quantity(order.Filled));
        Ledger.Apply(in fill);
        Fills.Add(in fill);
        Ledger.CoverShortage(in fill, Fills.Count);
        if (reservedBefore != 0) Ledger.Reserved -= reservedBefore - (isFinal ? 0 : Reservation(order));

        if (order.FirstChild != 0) _brackets.Grow(order, in fill, first);
        if (first && Exits.Count > 0 && !order.IsReduceOnly) _exits.Begin(order, in fill);
        if (order.Sibling != 0 || order.IsChild) ShrinkSiblings(order, in fill);
        if (order.IsReduceOnly && Exits.Count > 0) _exits.Sold(order, in fill);
        if (isFinal) Finish(order, OrderState.Filled);
        else order.State = OrderState.PartiallyFilled;

        AfterFill(order, in fill);
        TellStrategy(in fill);
        if (isFinal && (order.Flags & OrderFlags.FromTarget) != 0 && order.IsReduceOnly) _targets.Release(order);
        if (isFinal) DecideAgain(order);
    }

    // The order has ended, but the venue executed it all the same: it is booked, whatever was thought of the order.
    // Executions told twice are told apart by their venue trade ids before they become events.
    void BookLate(in Fill fill)
    {
        Invariant.Check(fill.OrderId > 0 && fill.OrderId <= _lastOrderId, "a fill belongs to an order of the run");
        Ledger.Apply(in fill);
        Fills.Add(in fill);
        Ledger.CoverShortage(in fill, Fills.Count);
        if (Orders.Find(fill.OrderId) is { } order)
        {
            var first = order.Filled == 0;
            order.Filled += fill.Quantity;
            ProtectLate(order, in fill, first);
            if (order.Sibling != 0 || order.IsChild) ShrinkSiblings(order, in fill);
            if (order.IsReduceOnly && Exits.Count > 0) _exits.Sold(order, in fill);
            if ((fill.Traits & FillTraits.Final) != 0 && order.State != OrderState.Filled)
            {
                if (order.SizeIsQuote) order.SetSize(OrderSize.Quantity(order.Filled));
                Uncount(order.Reason);
                (order.State, order.Reason) = (OrderState.Filled, OrderReason.None);
            }
            AfterFill(order, in fill);
            DecideAgain(order);
        }
        TellStrategy(in fill);
    }

    // Nothing of an entry that had ended may stand unprotected.
    void ProtectLate(ApprovedOrder order, in Fill fill, bool first)
    {
        if (order.FirstChild != 0 && !Renew(order.Id, in fill)) _brackets.Grow(order, in fill, first);
        if (Exits.Count > 0 && !order.IsReduceOnly) _exits.BeginAgain(order, in fill);
    }

    /// <inheritdoc/>
    public bool Renew(int entryId, in Fill fill)
    {
        if (Orders.Find(entryId) is not { FirstChild: > 0 } entry || _brackets.HasChildren(entry)) return false;
        _brackets.Register(entry, ref _lastOrderId);
        if (!_brackets.HasChildren(entry)) return false;
        _brackets.Grow(entry, in fill, first: true);
        SubmitChildren(entry);
        return true;
    }

    // An order that was asked to go and was filled all the same may have left its book where no target wants it.
    void DecideAgain(ApprovedOrder order)
    {
        if (!order.IsLeaving || (order.Flags & OrderFlags.FromTarget) == 0) return;
        foreach (var context in _deliveries[order.Instrument].Contexts)
        {
            if (context.Book == order.Book) _targets.DecideAgain(context);
        }
    }

    void TellStrategy(in Fill fill)
    {
        foreach (var context in _deliveries[fill.Instrument].Contexts)
        {
            if (context.Book == fill.Book) context.Slot.OnFill(in fill, context);
        }
    }

    void ShrinkSiblings(ApprovedOrder order, in Fill fill)
    {
        if (order.Sibling != 0) ShrinkSibling(order.Sibling, in fill);
        if (!order.IsChild || Exits.Count == 0) return;
        for (var id = order.Id - _brackets.MostChildren + 1; id < order.Id + _brackets.MostChildren; id++)
        {
            if (id != order.Id && id != order.Sibling && _working.Find(id)?.Parent == order.Parent) ShrinkSibling(id, in fill);
        }
    }

    void ShrinkSibling(int id, in Fill fill)
    {
        if (_working.Find(id) is not { SizeIsQuote: false } sibling) return;
        var reserved = Reservation(sibling);
        sibling.Size = Math.Max(sibling.Filled, sibling.Size - fill.Quantity);
        Ledger.Reserved -= reserved - Reservation(sibling);
    }

    // Fees in the base asset leave less than a lot behind, to be seen when a position shrinks or by such a fee itself.
    void AfterFill(ApprovedOrder order, in Fill fill)
    {
        ref readonly var position = ref Ledger.Position(order.Book, order.Instrument);
        var shrank = (position.Quantity > 0) != (fill.Side == Side.Buy) || (fill.Traits & FillTraits.FeeInBase) != 0;
        var mayGrow = !order.IsFinal && !order.IsReduceOnly;
        if (shrank && !mayGrow && position.Quantity != 0 && Math.Abs(position.Quantity) < Instruments[order.Instrument].LotSize)
        {
            Ledger.BookDust(order.Book, order.Instrument, Time, Instruments[order.Instrument].ToMoney(fill.PathUnits), Fills.Count);
        }
        if (SeatOf(order).Children == 0) return;
        var turned = (position.Quantity > 0) == (fill.Side == Side.Buy) && Math.Abs(position.Quantity) < fill.Quantity;
        if (position.Quantity == 0 || turned) _brackets.EndOrphans(order.Book, order.Instrument);
    }

    void End(ApprovedOrder order, OrderState state, OrderReason reason)
    {
        Ledger.Reserved -= Reservation(order);
        order.Reason = reason;
        Finish(order, state);
        Count(reason);
        ref var seat = ref SeatOf(order);
        // The second half of a reversal has nothing to wait for any more.
        if (seat.Opening is { } opening && opening.Follows == order.Id && opening.State == OrderState.Held)
        {
            EndUnsent(opening, OrderState.Cancelled, OrderReason.ParentEnded);
        }
        if (order.FirstChild != 0 && order.Filled > 0) _brackets.EndOrphans(order.Book, order.Instrument);
        if (order.Filled > 0) DecideAgain(order);
    }

    // An order that waits for another, with its children: no venue will tell of the end of what it never saw.
    internal void EndUnsent(ApprovedOrder order, OrderState state, OrderReason reason)
    {
        End(order, state, reason);
        if (_keepsHash) _hash.Mix(order);
        if (order.FirstChild == 0) return;
        for (var id = order.FirstChild; id < order.FirstChild + _brackets.MostChildren; id++)
        {
            if (_working.Find(id) is { } child && child.Parent == order.Id) End(child, OrderState.Cancelled, OrderReason.ParentEnded);
        }
    }

    internal void Cancel(ApprovedOrder order, OrderReason reason)
    {
        if (order.Follows != 0 && order.State == OrderState.Held) EndUnsent(order, OrderState.Cancelled, reason);
        else
        {
            _venue.Cancel(order.Id, reason);
            if (!order.IsFinal) order.IsLeaving = true;
        }
    }

    void Finish(ApprovedOrder order, OrderState state)
    {
        order.State = state;
        _working.Remove(order);
        if (_spent.Count > 0) _spent.Remove(order.Id);
        if (MayOpen(order)) _entries[SeatIndex(order)]--;
        ref var seat = ref SeatOf(order);
        if (ReferenceEquals(seat.Closing, order)) seat.Closing = null;
        else if (ReferenceEquals(seat.Opening, order)) seat.Opening = null;
        else if (order.IsChild) seat.Children--;
    }

    bool MayOpen(ApprovedOrder order) => !order.IsReduceOnly && (order.Side == Side.Buy || _options.AllowShort);

    void Count(OrderReason reason) => _endings[reason] = _endings.GetValueOrDefault(reason) + 1;

    void Uncount(OrderReason reason)
    {
        if (_endings.GetValueOrDefault(reason) <= 1) _endings.Remove(reason);
        else _endings[reason]--;
    }

    ref Seat SeatOf(ApprovedOrder order) => ref _seats[SeatIndex(order)];

    int SeatIndex(ApprovedOrder order) => (order.Book * Instruments.Length) + order.Instrument;

    static void CheckInstruments(IReadOnlyList<Instrument> instruments)
    {
        for (var i = 0; i < instruments.Count; i++)
        {
            if (!string.Equals(instruments[i].QuoteAsset, instruments[0].QuoteAsset, StringComparison.Ordinal))
            {
                throw new ArgumentException($"instruments of one run share a quote asset; {instruments[0].Name} and {instruments[i].Name} do not");
            }
            for (var j = 0; j < i; j++)
            {
                if (string.Equals(instruments[i].Name, instruments[j].Name, StringComparison.Ordinal)) throw new ArgumentException($"{instruments[i].Name} is there twice");
            }
        }
    }
}
