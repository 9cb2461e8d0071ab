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
public sealed partial class TradingEngine
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
    readonly HandExits _byHand;
    readonly Delivery[] _deliveries;
    readonly InterestClock _interest;
    readonly EquityCurve? _curve;
    long _tradingFrom;
    readonly bool _keepsHash;
    readonly bool _chargesInterest;
    readonly EndingCounts _endings = new();
    readonly Reservations _reservations;
    RunningHash _hash = new(1);
    bool _hasHigher;
    bool _isWatched;
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
        InstrumentList.Check(instruments);
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
        Power = new BuyingPower(Ledger, options.AllowShort, options.Leverage, options.AllowLong);
        _reservations = new Reservations(Ledger, options.TakerFee);
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
        _brackets = new Brackets(Instruments, _seats, _working, Orders, Ledger, venue, Made, Exits);
        _exits = new ExitDesk(this, Exits, _working, venue, _seats);
        _byHand = new HandExits(this, _working, venue);
        _targets = new TargetDesk(this, _seats, new EntrySizer(Instruments, _seats, _entries, Ledger, Power, options, Exits, Account, series), _brackets);
        _deliveries = new Delivery[Instruments.Length];
        for (var i = 0; i < _deliveries.Length; i++) _deliveries[i] = new Delivery(series[i]);
        _isWatched = strategies.Any(slot => slot.WatchesOrders);
        venue.Attach(this);
        log?.OnBegin(this);
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
    public IReadOnlyDictionary<OrderReason, int> Endings => _endings.ByReason;

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

    /// <summary>Lets strategies give back what they hold outside this process; the run has ended.</summary>
    public void Release()
    {
        foreach (var delivery in _deliveries)
        {
            foreach (var context in delivery.Contexts) context.Slot.Release();
        }
    }

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

    /// <summary>How many bars of a series had closed when what happens now happens: inside a bar that bar is not among them.</summary>
    internal int KnownBars(BarSeries bars)
    {
        var isInside = Phase == ClockPhase.Closing && bars.Rows > 0 && bars.Timeframe.End(bars.OpenTimes[bars.Rows - 1]) >= Time;
        return isInside ? bars.Count - 1 : bars.Count;
    }

    internal long NextExit => _exits.NextTime;

    /// <summary>Lets exit rules act whose time has come, before the bars of this instant open.</summary>
    internal void OpenExits(Instant instant)
    {
        if (_exits.NextTime <= instant.Time && !Ended) _exits.Open(instant);
    }

    /// <summary>The working orders by number; for snapshots.</summary>
    public IReadOnlyList<ApprovedOrder> OpenOrders => _working.InOrder();

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
            var bar = delivery.Base.At(delivery.Base.Rows - 1);
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
}
