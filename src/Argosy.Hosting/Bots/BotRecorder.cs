using System.Globalization;
using Argosy.Core.Events;
using Argosy.Core.Links;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Hosting.Auditing;
using Argosy.Hosting.Desks;
using Argosy.Hosting.Orders;
using Argosy.Hosting.Ports;

namespace Argosy.Hosting.Bots;

/// <summary>Follows the messages of one run, replayed or live: what its orders are, what it is worth, and what of it is told further.</summary>
/// <param name="terms">The bot.</param>
/// <param name="queue">Takes rows for the database.</param>
/// <param name="watchers">Hear news; none while a log is replayed.</param>
/// <param name="audit">Takes every message, of a replayed log too: what it has already it leaves out.</param>
sealed class BotRecorder(BotTerms terms, StateQueue queue, IReadOnlyList<IBotWatcher> watchers, AuditTrail? audit = null)
{
    const long EquityEveryMs = 60_000;

    readonly Dictionary<int, OrderLine> _orders = [];
    readonly HashSet<TradeKey> _trades = [];
    readonly HashSet<(string Instrument, string FlowId)> _flows = [];
    readonly RunAudit? _audit = audit is null ? null : new RunAudit(terms.Name, terms.Deployment, terms.Account, terms.Instruments, audit.Add);
    readonly TradeBook _book = new(terms.Deployment, terms.Instruments);
    readonly BotOutput _output = new(terms, queue);
    readonly GuardStretches _guarded = new(terms.Instruments);
    readonly List<Action> _heldBack = [];
    readonly SortedSet<int> _open = [];
    readonly double[] _prices = new double[terms.Instruments.Count];
    long? _lastEquity;
    long _newest;
    bool _closed, _holdsBack;

    /// <summary>What the bot is worth and does.</summary>
    public BotStatus Status { get; private set; } = new()
    {
        Name = terms.Name, Deployment = terms.Deployment, Account = terms.Account, IsLive = terms.IsLive, Instruments = [.. terms.Instruments.Select(i => i.Name)],
    };

    /// <summary>Whether a log is being replayed: nobody hears of it a second time.</summary>
    public bool IsReplay
    {
        get;
        set
        {
            field = value;
            if (!value) _output.EndReplay();
        }
    } = true;

    /// <summary>Why entries are blocked as the run was told last; empty where they are not.</summary>
    public string Blocked { get; private set; } = "";

    /// <summary>Time of the last message told, Unix ms.</summary>
    public long Time { get; private set; }

    /// <summary>Open time of the last candle of each instrument, Unix ms; null for none.</summary>
    public long?[] LastBars { get; } = new long?[terms.Instruments.Count];

    /// <summary>Open time of the last candle of each instrument whose opening was told, Unix ms; null for none.</summary>
    public long?[] LastOpenings { get; } = new long?[terms.Instruments.Count];

    /// <summary>Time of the last trade told, Unix ms; null for none.</summary>
    public long? LastTrade { get; private set; }

    /// <summary>Numbers of entries that have not ended.</summary>
    public IReadOnlyList<int> OpenEntries => [.. _orders.Values.Where(line => !line.HasEnded && !line.Order.IsExit).Select(line => line.Order.Id).Order()];

    /// <summary>Whether the venue's word is expected on something that does not rest: an entry, or an exit at the market.</summary>
    public bool IsAwaited => _orders.Values.Any(line => !line.HasEnded && (!line.Order.IsExit || line.Order.Type == OrderType.Market));

    /// <summary>What the run knows of the orders at the venue.</summary>
    public RunKnowledge Knowledge() => new(_orders.ToDictionary(pair => pair.Key, pair => pair.Value.HasEnded), new HashSet<TradeKey>(_trades))
    {
        Flows = new HashSet<(string, string)>(_flows),
        Open = [.. _orders.Values.Where(line => !line.HasEnded).OrderBy(line => line.Order.Id).Select(line => new OpenWish(line.Order, line.Filled, line.IsCancelled))],
    };

    /// <summary>From now on what is told further waits: an order on its way is not kept waiting for whoever hears of it, and nobody hears of what the log may lose.</summary>
    public void HoldBack() => _holdsBack = true;

    /// <summary>Tells what waits.</summary>
    public void LetGo()
    {
        _holdsBack = false;
        if (_heldBack.Count == 0) return;
        // Who hears of it may bring about more.
        Action[] notes = [.. _heldBack];
        _heldBack.Clear();
        foreach (var note in notes) note();
    }

    /// <summary>What waits is told to nobody: its message is in no log.</summary>
    public void Drop()
    {
        _holdsBack = false;
        _heldBack.Clear();
    }

    /// <summary>A message that is told.</summary>
    public void Heard(HostMessage message)
    {
        if (_audit is { } audit) Note(() => audit.Heard(message));
        Time = Math.Max(Time, Stamp.TimeOf(message));
        switch (message)
        {
            case MarketMoved moved:
                foreach (var closed in moved.Closed) LastBars[closed.Instrument] = Math.Max(closed.Bar.OpenTime, LastBars[closed.Instrument] ?? 0);
                foreach (var closed in moved.Closed) _prices[closed.Instrument] = closed.Bar.Close;
                foreach (var closed in moved.Closed) _newest = Math.Max(_newest, terms.Timeframe.End(closed.Bar.OpenTime));
                foreach (var opened in moved.Opened) _prices[opened.Instrument] = opened.Open;
                foreach (var opened in moved.Opened) LastOpenings[opened.Instrument] = terms.Timeframe.Floor(moved.Time);
                _closed |= moved.Closed.Count > 0;
                break;
            case TradesSaid said:
                foreach (var trade in said.Trades) (_prices[trade.Instrument], LastTrade) = (Exact.ToStatistic(trade.Price), trade.Time);
                break;
            case OrderSaid said:
                if (said.TradeId.Length > 0) _trades.Add(new TradeKey(terms.Instruments[said.Event.Fill.Instrument].Name, said.Event.Fill.Side, said.TradeId));
                Said(said.Event);
                break;
            case EntriesBlocked blocked:
                Blocked = blocked.Reason;
                break;
            case FundingSaid { Settlement: var s } funding:
                if (funding.FlowId.Length > 0) _flows.Add((terms.Instruments[s.Instrument].Name, funding.FlowId));
                if (s.Instrument < Status.Positions.Count) _book.Add(s.Instrument, s.Late != 0 ? s.Late : -Exact.Round(Status.Positions[s.Instrument] * s.Price * s.Rate, 8));
                break;
            default:
                break;
        }
    }

    /// <summary>An answer.</summary>
    public void Heard(WorkerMessage message)
    {
        if (_audit is { } audit) Note(() => audit.Heard(message));
        switch (message)
        {
            case OrderWanted wanted:
                Wanted(wanted);
                break;
            case OrderChangeWanted change when _orders.TryGetValue(change.Id, out var line):
                // It was filled as large as it was before it was made larger: it goes on.
                if (line is { HasEnded: true, IsCancelled: false } && line.Filled >= line.Order.Quantity && line.Filled < change.Quantity)
                {
                    line = line with { HasEnded = false };
                    _open.Add(change.Id);
                    Status = Status with { OpenOrders = Status.OpenOrders + 1 };
                }
                _orders[change.Id] = line = line with { Order = line.Order with { Quantity = change.Quantity, Limit = change.Limit, Trigger = change.Trigger } };
                if (!terms.IsLive && !line.HasEnded) Put(RowOf(line.Order) with { Filled = line.Filled }, queue.Add);
                break;
            case CancelWanted cancel when _orders.TryGetValue(cancel.Id, out var line):
                _orders[cancel.Id] = line with { IsCancelled = true };
                break;
            case PaperTold { Order: { } order }:
                Wanted(order);
                Put(RowOf(order), queue.Add);
                break;
            case PaperTold { Event: { } said }:
                Said(said);
                break;
            case WishRefusedByGate refused:
                Line("info", $"order {refused.Id} on {terms.Instruments[refused.Instrument].Name} refused: {KebabCase.Of(refused.Reason.ToString())}{(refused.Why.Length > 0 ? $" ({refused.Why})" : "")}");
                break;
            case VotesHeld votes:
                Line("debug", $"{terms.Instruments[votes.Instrument].Name} votes {votes.Votes}: {votes.Decision}");
                break;
            case BotLine line:
                Line(line.Level, line.Text);
                break;
            case CommandTaken taken:
                Status = Status with { Reply = new BotReply(taken.Command, (Status.Reply?.Number ?? 0) + 1, taken.IsRefused, taken.Text) };
                Line(taken.IsRefused ? "warning" : "info", taken.IsRefused ? $"'{taken.Command}' refused: {taken.Text}" : $"'{taken.Command}': {taken.Text}");
                break;
            case BotPlot plot when _output.Take(plot, Time, IsReplay) is { } point:
                Put(point, queue.Add);
                Tell(new BotPlotted(terms.Name, Time, point));
                break;
            case StrategyState state when _output.Take(state, Time, IsReplay) is { } kept:
                Put(kept, queue.Add);
                Tell(new BotKept(terms.Name, Time, kept));
                break;
            case RulesRead read:
                Read(read);
                break;
            case StepDone done:
                Done(done);
                break;
            default:
                break;
        }
    }

    /// <summary>Adds a line to the bot's log.</summary>
    public void Line(string level, string text)
    {
        if (IsReplay) return;
        Put(new LogRow { Deployment = terms.Deployment, Time = Time, Level = level, Message = text }, queue.Add);
        Tell(new BotSpoke(terms.Name, Time, level, text));
    }

    /// <summary>Changes state and reasons.</summary>
    public void Set(BotState state, string reason)
    {
        if (Status.State == state && Status.Reason == reason) return;
        Status = Status with { State = state, Reason = reason };
        queue.SetState(terms.Deployment, state);
        foreach (var watcher in watchers) watcher.On(new BotMoved(terms.Name, Time, state, reason));
    }

    /// <summary>Says why entries are blocked.</summary>
    public void SetBlocked(string reason) => Status = Status with { Blocked = reason };

    /// <summary>Says until when the bot sleeps; null when it is awake.</summary>
    public void SetSleep(long? until)
    {
        if (Status.SleepsUntil == until) return;
        Status = Status with { SleepsUntil = until };
        Tell(new BotSlept(terms.Name, Time, Status));
    }

    void Wanted(OrderWanted order)
    {
        _orders[order.Id] = new OrderLine(order, 0, false, false);
        _open.Add(order.Id);
        Status = Status with { Orders = Status.Orders + 1, OpenOrders = Status.OpenOrders + 1 };
        if (!IsReplay) Tell(new BotOrdered(terms.Name, Time, order, terms.Instruments[order.Instrument]));
    }

    void Said(in OrderEvent said)
    {
        var known = _orders.GetValueOrDefault(said.OrderId);
        if (said.Kind == OrderEventKind.Filled)
        {
            var fill = said.Fill;
            Status = Status with { Fills = Status.Fills + 1 };
            if (!terms.IsLive) Put(RowOf(fill, Status.Fills), queue.Add);
            if (_book.Add(in fill) is { } trade)
            {
                Status = Status with { Trades = _book.Count };
                Put(trade, queue.Add);
            }
            if (known is not null) known = known with { Filled = known.Filled + fill.Quantity };
        }
        if (known is not null)
        {
            if (said.Kind == OrderEventKind.Moved) known = known with { Order = known.Order.Trigger > 0 ? known.Order with { Trigger = said.Price } : known.Order with { Limit = said.Price } };
            // On paper an order of so much money may be whole with less than was reckoned when it was wanted; the desk of an account may not have heard yet that
            // an exit was made larger.
            var isWhole = known.Filled >= known.Order.Quantity || (!terms.IsLive && said.Kind == OrderEventKind.Filled && (said.Fill.Traits & FillTraits.Final) != 0);
            var hasEnded = said.Kind is OrderEventKind.Cancelled or OrderEventKind.Expired or OrderEventKind.Rejected || isWhole;
            if (hasEnded) _open.Remove(said.OrderId);
            if (hasEnded && !known.HasEnded) Status = Status with { OpenOrders = Status.OpenOrders - 1 };
            _orders[said.OrderId] = known = known with { HasEnded = hasEnded || known.HasEnded };
            if (!terms.IsLive) Put(RowOf(known.Order) with { Filled = known.Filled, Phase = PhaseOf(said, known) }, queue.Add);
        }
        if (!IsReplay) Tell(new BotOrderSaid(terms.Name, said.Time, known?.Order, known is null ? null : terms.Instruments[known.Order.Instrument], said));
    }

    void Read(RulesRead read)
    {
        var before = Status.Rules;
        _guarded.Hear(read.Rules, Time);
        Status = Status with { Rules = read.Rules, Guarded = _guarded.All };
        // Values are seen with the candle they change with; what begins or ceases to block is told at once.
        if (!IsReplay && Blocking(before) != Blocking(read.Rules)) Tell(new BotGuarded(terms.Name, Time, Status));
    }

    static string Blocking(IReadOnlyList<RuleStand> rules) => string.Concat(rules.Select(rule => rule.IsBlocking ? '1' : '0'));

    void Done(StepDone done)
    {
        Status = Status with { Time = Time, NewestCandle = _newest, Cash = done.Cash, Equity = done.Equity, Positions = done.Positions, StateHash = done.StateHash, Holdings = Holdings(done) };
        if (!_closed) return;
        _closed = false;
        if (_output.Dropped is { Length: > 0 } dropped) Line("warning", dropped);
        if (_lastEquity is not { } last || Time - last >= EquityEveryMs)
        {
            _lastEquity = Time;
            if (!IsReplay) Put(new EquityRow { Deployment = terms.Deployment, Time = Time, Equity = done.Equity }, queue.Add);
        }
        if (!IsReplay) Tell(new BotValued(terms.Name, Time, Status));
    }

    IReadOnlyList<BotHolding> Holdings(StepDone done)
    {
        var positions = done.Positions;
        List<BotHolding>? held = null;
        for (var i = 0; i < positions.Count; i++)
        {
            if (positions[i] == 0) continue;
            var (entry, since) = _book.Position(i);
            var exits = _open.Select(id => _orders[id].Order).Where(order => order.Instrument == i && order.IsExit).ToArray();
            var (stops, targets) = (exits.Where(order => order.Trigger > 0).Select(order => order.Trigger).ToArray(), exits.Where(order => order.Trigger == 0 && order.Limit > 0).Select(order => order.Limit).ToArray());
            var stopping = exits.Where(order => order.Trigger > 0 && order.Purpose != OrderPurpose.Target).ToArray();
            (held ??= []).Add(new BotHolding
            {
                Instrument = terms.Instruments[i].Name, Quantity = positions[i], EntryPrice = entry, Since = since, Funding = _book.FlowsOf(i), Price = terms.Instruments[i].RoundToTick(_prices[i]), Liquidation = done.Liquidations?.ElementAtOrDefault(i),
                Stop = stops.Length == 0 ? null : positions[i] > 0 ? stops.Max() : stops.Min(),
                IsStopRuled = stopping.Length > 0 && Array.TrueForAll(stopping, order => order.Purpose is OrderPurpose.Trailing or OrderPurpose.BreakEven),
                Stopped = stopping.Length == 0 ? 0 : Math.Min(Math.Abs(positions[i]), stopping.Sum(order => order.Quantity - _orders[order.Id].Filled)),
                Target = targets.Length == 0 ? null : positions[i] > 0 ? targets.Min() : targets.Max(),
            });
        }
        return held ?? (IReadOnlyList<BotHolding>)[];
    }

    OrderRow RowOf(OrderWanted order) => new()
    {
        ClientId = ClientIdOf(order.Id),
        Deployment = terms.Deployment,
        Account = terms.Account,
        Instrument = terms.Instruments[order.Instrument].Name,
        Side = order.Side,
        Type = order.Type,
        Quantity = order.Quantity,
        Price = order.Limit,
        Trigger = order.Trigger,
        Phase = OrderPhase.Working,
        Why = order.Why,
        Time = Time,
    };

    FillRow RowOf(in Fill fill, int number) => new()
    {
        Account = terms.Account,
        Instrument = terms.Instruments[fill.Instrument].Name,
        TradeId = string.Create(CultureInfo.InvariantCulture, $"paper-{terms.Deployment}-{number}"),
        ClientId = ClientIdOf(fill.OrderId),
        Side = fill.Side,
        Price = fill.Price,
        Quantity = fill.Quantity,
        Fee = fill.Fee,
        FeeAsset = (fill.Traits & FillTraits.FeeInBase) != 0 ? terms.Instruments[fill.Instrument].BaseAsset : terms.Instruments[fill.Instrument].QuoteAsset,
        IsMaker = fill.IsMaker,
        Time = fill.Time,
    };

    string ClientIdOf(int order) => string.Create(CultureInfo.InvariantCulture, $"paper-{terms.Deployment}-{order}");

    static OrderPhase PhaseOf(in OrderEvent said, OrderLine line) => said.Kind switch
    {
        OrderEventKind.Cancelled => OrderPhase.Cancelled,
        OrderEventKind.Expired => OrderPhase.Expired,
        OrderEventKind.Rejected => OrderPhase.Rejected,
        OrderEventKind.Filled => line.HasEnded ? OrderPhase.Filled : OrderPhase.Working,
        OrderEventKind.Accepted or OrderEventKind.Triggered or OrderEventKind.Moved => OrderPhase.Working,
    };

    void Tell(BotNews news) => Note(() =>
    {
        foreach (var watcher in watchers) watcher.On(news);
    });

    void Put<T>(T row, Action<T> add) => Note(() => add(row));

    void Note(Action note)
    {
        if (_holdsBack) _heldBack.Add(note);
        else note();
    }

    sealed record OrderLine(OrderWanted Order, decimal Filled, bool HasEnded, bool IsCancelled);
}
