using System.ComponentModel;
using System.Runtime.CompilerServices;
using Argosy.Core.Instruments;
using Argosy.Core.MarketData;
using Argosy.Core.Orders;
using Argosy.Engine.Accounting;
using Argosy.Core.Events;
using Argosy.Engine.Exits;
using Argosy.Engine.Orders;
using Argosy.Engine.Risk;
using Argosy.Engine.Running;

namespace Argosy.Engine.Strategies;

/// <summary>A strategy's whole view of its run in one instrument: series, position, and the outbox for targets and orders.</summary>
public sealed class StrategyContext
{
    readonly TradingEngine _engine;
    readonly StrategyContext? _outer;
    readonly ITargetListener? _listener;
    StateBag? _ownState;

    internal StrategyContext(TradingEngine engine, StrategySlot slot, short book, short instrument, BarSeries bars)
    {
        _engine = engine;
        Slot = slot;
        Book = book;
        Index = instrument;
        Instrument = engine.Instruments[instrument];
        Bars = bars;
    }

    StrategyContext(StrategyContext outer, ITargetListener listener)
        : this(outer._engine, outer.Slot, outer.Book, outer.Index, outer.Bars)
    {
        _outer = outer;
        _listener = listener;
    }

    internal StrategySlot Slot { get; }

    internal short Book { get; }

    internal short Index { get; }

    /// <summary>Index of this instrument in the run's order.</summary>
    public int InstrumentIndex => Index;

    /// <summary>The instrument whose bar is being delivered.</summary>
    public Instrument Instrument { get; }

    /// <summary>All instruments, in the run's order.</summary>
    public IReadOnlyList<Instrument> Instruments => _engine.Instruments;

    /// <summary>The series of the bar being delivered; <c>Bars[0]</c> is that bar.</summary>
    public BarSeries Bars { get; internal set; }

    /// <summary>The timeframe of the bar being delivered.</summary>
    public Timeframe Timeframe => Bars.Timeframe;

    /// <summary>The instant of the event, Unix ms.</summary>
    public long Time => _engine.Time;

    /// <summary>Whether this bar only warms up: orders and targets are ignored.</summary>
    public bool IsWarmUp => _engine.IsWarmUp;

    /// <summary>Signed quantity of this strategy's book, base asset.</summary>
    public decimal Position => Read().Position(Book, Index).Quantity;

    /// <summary>Long, short or flat.</summary>
    public Direction Direction => Read().Position(Book, Index).Direction;

    /// <summary>Average entry price, quote asset; 0 when flat.</summary>
    public decimal EntryPrice => Read().Position(Book, Index).AveragePrice;

    /// <summary>Exact equity of the account at the last closes, quote asset.</summary>
    public decimal Equity => Read().Equity;

    /// <summary>Quote asset an entry may spend now.</summary>
    public decimal FreeQuote
    {
        get
        {
            _listener?.OnAccountRead();
            return _engine.Power.FreeQuote;
        }
    }

    /// <summary>Balance of the quote asset, or the wallet of a margin account; what orders have set aside is part of it.</summary>
    public decimal Cash => Read().Cash;

    /// <summary>What the run is.</summary>
    public RunFacts Run => _engine.Facts;

    /// <summary>The bars to come, in a run whose data are all there; null in a live one. For strategies that run elsewhere, never for deciding.</summary>
    public IBarPreview? Preview => _listener is null ? _engine.Preview : null;

    /// <summary>
    /// The last instant, Unix ms, up to which nothing but their prices can happen to what this strategy sees, as long as it asks for nothing;
    /// the time of this instant where that cannot be told.
    /// </summary>
    /// <param name="bars">Most bars of an instrument to look at, the one that closed last among them.</param>
    public long QuietUntil(int bars) => _listener is null ? _engine.QuietUntil(bars) : Time;

    /// <summary>The run's own source of chance.</summary>
    public Core.Values.SeededGenerator Random => _engine.Random;

    /// <summary>The same strategy's view of another instrument of the run.</summary>
    public StrategyContext For(int instrument) => Slot.SeesAllInstruments
        ? Slot.Contexts[instrument]
        : throw new InvalidOperationException("only a portfolio strategy sees other instruments");

    /// <summary>Asks for bars of a higher timeframe, built from the base bars; call it in <c>OnStart</c>.</summary>
    /// <exception cref="ArgumentException">Not a whole number of base bars.</exception>
    public BarSeries Subscribe(Timeframe timeframe)
    {
        if (_listener is null) return _engine.Subscribe(this, timeframe);
        var series = _outer!.Subscribe(timeframe);
        _listener.OnSubscribed(series);
        return series;
    }

    /// <summary>The same view for a strategy that runs inside this one: its targets go to <paramref name="listener"/>, its orders nowhere.</summary>
    /// <remarks>The outer strategy brings the inner one its bars: <see cref="Show"/>, then the inner <c>OnBar</c>.</remarks>
    public StrategyContext Inside(ITargetListener listener)
    {
        ArgumentNullException.ThrowIfNull(listener);
        return new StrategyContext(this, listener);
    }

    /// <summary>Says whose bar is delivered next to the strategy inside.</summary>
    /// <exception cref="InvalidOperationException">This is no view of <see cref="Inside"/>.</exception>
    public void Show(BarSeries series)
    {
        if (_listener is null) throw new InvalidOperationException("the engine delivers the bars of this context");
        Bars = series;
    }

    /// <summary>States where the strategy wants to stand. The engine compares it with position and working orders; a repeated target sends nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Target(Direction direction)
    {
        if (_listener is null) _engine.Target(this, direction, null);
        else _listener.OnTarget(direction);
    }

    /// <summary>States a target whose entry carries a stop and a target.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Target(Direction direction, Protection? protection)
    {
        if (_listener is null) _engine.Target(this, direction, protection);
        else _listener.OnTarget(direction);
    }

    /// <summary>Adds a market order; returns its number.</summary>
    public int Market(Side side, OrderSize size, Protection? protection = null) =>
        Submit(Intent(side, OrderType.Market, size, protection is null ? null : new OrderTerms { Protection = protection }));

    /// <summary>Adds a limit order; returns its number.</summary>
    public int Limit(Side side, OrderSize size, decimal limit, Protection? protection = null) =>
        Submit(Intent(side, OrderType.Limit, size, new OrderTerms { Limit = limit, Protection = protection }));

    /// <summary>Adds a stop order; returns its number.</summary>
    public int Stop(Side side, OrderSize size, decimal trigger, Protection? protection = null) =>
        Submit(Intent(side, OrderType.Stop, size, new OrderTerms { Trigger = trigger, Protection = protection }));

    /// <summary>Adds a take-profit order; returns its number.</summary>
    public int TakeProfit(Side side, OrderSize size, decimal trigger) =>
        Submit(Intent(side, OrderType.TakeProfit, size, new OrderTerms { Trigger = trigger }));

    /// <summary>Adds a stop-limit order; returns its number.</summary>
    public int StopLimit(Side side, OrderSize size, decimal trigger, decimal limit, Protection? protection = null) =>
        Submit(Intent(side, OrderType.StopLimit, size, new OrderTerms { Trigger = trigger, Limit = limit, Protection = protection }));

    /// <summary>Adds a trailing stop at a ratio from the best price since it went live; returns its number.</summary>
    public int TrailingStop(Side side, OrderSize size, decimal trailRatio) =>
        Submit(Intent(side, OrderType.TrailingStop, size, new OrderTerms { TrailRatio = trailRatio }));

    /// <summary>An intent to complete with <c>with { … }</c> and hand to <see cref="Submit"/>.</summary>
    public OrderIntent Intent(Side side, OrderType type, OrderSize size, OrderTerms? terms = null) => new()
    {
        Instrument = Index,
        Book = Book,
        Side = side,
        Type = type,
        Size = size,
        Terms = terms,
    };

    /// <summary>Adds an order intent; returns the number its order will have, whether it is approved or refused.</summary>
    public int Submit(in OrderIntent intent) => _listener is null ? _engine.Submit(this, in intent) : Refused();

    /// <summary>Adds a market order of the run's size, whether or not a position is held; returns its number.</summary>
    public int Enter(Side side) => _listener is null ? _engine.Enter(this, side) : Refused();

    /// <summary>Whether an order of the run's size would be approved and could be paid at this close.</summary>
    public bool CanEnter(Side side)
    {
        _listener?.OnAccountRead();
        return _engine.CanEnter(this, side);
    }

    /// <summary>Adds two orders of which a fill of one reduces the other by as much; returns the first number, the second is one more.</summary>
    public int OneCancelsOther(in OrderIntent first, in OrderIntent second)
    {
        if (_listener is not null) return Refused();
        var id = _engine.NextOrderId;
        _engine.Submit(this, first with { Sibling = id + 1 });
        _engine.Submit(this, second with { Sibling = id });
        return id;
    }

    /// <summary>Protects every entry of this strategy in this instrument by these exits, besides those of the run; call it in <c>OnStart</c> with rules made for this instance.</summary>
    /// <remarks>Inside another strategy it does nothing: there the outer one, or the run, protects what is held.</remarks>
    public void Exit(params IReadOnlyList<IExitRule> rules)
    {
        if (_listener is null) _engine.AddExits(this, rules);
    }

    /// <summary>What the risk gate would say to a market order now, guards and limits included: none when it would pass.</summary>
    public OrderReason WouldPass(Side side, OrderSize size)
    {
        _listener?.OnAccountRead();
        var intent = Intent(side, OrderType.Market, size);
        return _engine.WouldPass(in intent);
    }

    /// <summary>What the risk gate would say to an entry of the run's own size now: none when it would pass.</summary>
    public OrderReason WouldPass(Side side)
    {
        _listener?.OnAccountRead();
        return _engine.WouldPass(this, side);
    }

    /// <summary>Asks to cancel one of this strategy's orders; what has ended is left as it is.</summary>
    public void Cancel(int orderId)
    {
        if (_listener is null) _engine.RequestCancel(this, orderId);
        else _listener.OnOrder();
    }

    /// <summary>State of one of this strategy's working orders, or null when it has ended or never was.</summary>
    public ApprovedOrder? WorkingOrder(int orderId) => _engine.WorkingOrder(this, orderId);

    /// <summary>What this strategy keeps under names: seen in the web app, stored with the run, handed on when its deployment gets a new version.</summary>
    /// <remarks>One bag a strategy instance: a portfolio strategy has one for all instruments. Inside another strategy it is kept for the run alone.</remarks>
    public StateBag State => _listener is null ? Slot.State ??= _engine.NewState(this) : _ownState ??= new StateBag();

    /// <summary>Shows a value on the chart of prices, as a line; what is not finite is left out.</summary>
    /// <param name="name">Name of the plot, e.g. <c>fast</c>.</param>
    /// <param name="value">The value, in the quote asset.</param>
    public void Plot(string name, double value) => Plot(name, value, "", PlotKind.Line);

    /// <summary>Shows a value on the chart of prices or in a panel below it; what is not finite is left out.</summary>
    /// <param name="name">Name of the plot.</param>
    /// <param name="value">The value.</param>
    /// <param name="panel">Name of the panel; plots of one panel share its scale. Empty for the chart of prices.</param>
    /// <param name="kind">How it is drawn.</param>
    public void Plot(string name, double value, string panel, PlotKind kind = PlotKind.Line) => _engine.Plot(this, name, value, panel, kind);

    /// <summary>Writes a line into the bot's log. Lines of the warm-up are left out.</summary>
    public void Log(string text) => _engine.Log(this, LogLevel.Info, text);

    /// <summary>Writes a line into the bot's log. Lines of the warm-up are left out.</summary>
    public void Log(LogLevel level, string text) => _engine.Log(this, level, text);

    /// <summary>For who updates a bot: hands what another version had kept to this strategy, by its own hook where it has one.</summary>
    /// <param name="old">What the other version had kept.</param>
    /// <param name="version">That version; may be empty. Null: this very version kept it, and it is taken as it is.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void TakeOver(StateBag old, string? version)
    {
        ArgumentNullException.ThrowIfNull(old);
        if (!Slot.Migrate(old, version, this)) State.CopyFrom(old);
    }

    /// <summary>For who runs strategies that may fail: stands before a callback of this strategy.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public CallbackMark Mark() => _engine.Mark();

    /// <summary>For who runs strategies that may fail: the callback returned, and what it changed in <see cref="State"/> stays.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void Keep() => Slot.State?.Commit();

    /// <summary>For who runs strategies that may fail: the callback threw; what it asked for and what it changed in <see cref="State"/> is undone.</summary>
    /// <param name="mark">Where the callback began.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void Undo(CallbackMark mark)
    {
        _engine.Undo(mark);
        Slot.State?.Undo();
    }

    /// <summary>Whether somebody keeps a log of this run: what is only for the log need not be put into words otherwise.</summary>
    public bool IsLogged => _engine.IsLogged;

    /// <summary>Tells the run's log how a round of votes went.</summary>
    /// <param name="votes">One letter a voter.</param>
    /// <param name="decision">What was decided, one word.</param>
    public void LogVotes(string votes, string decision) => _engine.LogVotes(this, votes, decision);

    Ledger Read()
    {
        _listener?.OnAccountRead();
        return _engine.Ledger;
    }

    int Refused()
    {
        _listener!.OnOrder();
        return 0;
    }
}
