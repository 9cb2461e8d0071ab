using Argosy.Core.Events;
using Argosy.Core.Orders;
using Argosy.Engine.Logs;
using Argosy.Engine.Orders;
using Argosy.Engine.Running;
using Argosy.Simulation.Venue;

namespace Argosy.Research.Logs;

/// <summary>The venue of a replay: it answers what the log says, when the log says it, and holds every order of the replay against the log.</summary>
/// <remarks>It is the run's log, too: each order and event the engine tells must be the next line. The first that is not ends the replay.</remarks>
sealed class RecordedVenue(IReadOnlyList<RunLogEntry> entries, bool hasTimes) : ITimedVenue, ITickVenue, IRunLog
{
    readonly Dictionary<int, LoggedOrder> _orders = [];
    readonly bool _hasVotes = entries.Any(entry => entry.Votes is not null);
    IOrderEvents _events = null!;
    long _instant = long.MinValue;
    int _next, _heard = -1;

    /// <summary>What differs first, or null.</summary>
    public ReplayDivergence? Divergence { get; private set; }

    /// <summary>Lines of the log that were met.</summary>
    public int Met => _next;

    public PriceReach Reach => PriceReach.None;

    public bool HasTimes => hasTimes;

    // What a venue says between bars was said at an instant of its own.
    public long NextTime
    {
        get
        {
            var next = Next is { } line ? line.Order?.Instant ?? line.Event?.Instant ?? line.Funding?.Instant ?? line.Votes!.Instant : long.MaxValue;
            return next > _instant ? next : long.MaxValue;
        }
    }

    public void Attach(IOrderEvents events) => _events = events;

    public void OnClosing(Instant instant)
    {
        _instant = instant.Time;
        Answer(ClockPhase.Closing);
    }

    public void OnDecided(Instant instant)
    {
        _instant = instant.Time;
        Answer(ClockPhase.Decided);
    }

    public void OnOpening(Instant instant)
    {
        _instant = instant.Time;
        Answer(ClockPhase.Opening);
    }

    // On ticks the venue spoke between the closes, too: always in the phase of openings, at times of its own.
    public long NextTick(long limit)
    {
        if (Divergence is not null || Next is not { } next) return limit;
        var time = next.Event is { Phase: ClockPhase.Opening } said ? said.Instant : next.Order is { Purpose: OrderPurpose.Bankrupt } forced ? forced.Instant : long.MaxValue;
        // What was not heard at its moment never will be.
        if (time >= limit || (time == _instant && _heard == _next)) return limit;
        _heard = _next;
        return time;
    }

    public void OnFunding(Instant instant)
    {
        while (Divergence is null && Next?.Funding is { } due && due.Instant == _instant)
        {
            var settlement = due.ToSettlement();
            _events.Process(in settlement);
        }
        Answer(ClockPhase.Funding);
    }

    public void Submit(ApprovedOrder order)
    {
        // The order was held against the log when the engine told of it.
    }

    // A cancellation is answered within the call, children included, as it was when the log was written.
    public void Cancel(int orderId, OrderReason reason)
    {
        if (Divergence is not null || NextEvent() is not { Kind: OrderEventKind.Cancelled } said || said.OrderId != orderId || said.Instant != _instant) return;
        Say(said);
        while (Divergence is null && NextEvent() is { Kind: OrderEventKind.Cancelled, Reason: OrderReason.ParentEnded } child) Say(child);
    }

    // An amendment is answered within the call, as it was when the log was written.
    public void Amend(int orderId, decimal price)
    {
        if (Divergence is null && NextEvent() is { Kind: OrderEventKind.Moved } said && said.OrderId == orderId) Say(said);
    }

    public void OnOrder(ApprovedOrder order)
    {
        if (Divergence is not null) return;
        var told = LoggedOrder.Of(order);
        _orders[told.Id] = told;
        if (Next is { Order: { } logged } && told == logged) _next++;
        else Diverge(new RunLogEntry { Order = told });
    }

    public void OnVotes(long instant, short instrument, string votes, string decision)
    {
        if (Divergence is not null) return;
        var told = new LoggedVotes(instant, instrument, votes, decision);
        if (Next?.Votes is { } logged && told == logged) _next++;
        // A log that keeps no votes says nothing about them.
        else if (_hasVotes) Diverge(new RunLogEntry { Votes = told });
    }

    public void OnEvent(in OrderEvent orderEvent, ClockPhase phase, long instant)
    {
        if (Divergence is not null) return;
        var told = LoggedEvent.Of(in orderEvent, phase, instant);
        if (told == NextEvent()) _next++;
        else Diverge(new RunLogEntry { Event = told });
    }

    public void OnFunding(in FundingSettlement settlement, long instant)
    {
        if (Divergence is not null) return;
        var told = LoggedFunding.Of(in settlement, instant);
        if (told == Next?.Funding) _next++;
        else Diverge(new RunLogEntry { Funding = told });
    }

    /// <summary>Says what the log still holds when the replay is over.</summary>
    public void Finish()
    {
        if (Divergence is null && _next < entries.Count) Diverge(null);
    }

    /// <summary>Ends the replay at the next line for a reason of the engine's.</summary>
    public void Stop(string why) => Divergence ??= new ReplayDivergence(_next + 2, LogLine.Text(Next), why, []);

    void Answer(ClockPhase phase)
    {
        while (Divergence is null && _next < entries.Count)
        {
            if (Next?.Funding is not null) return;
            if (NextEvent() is { } said)
            {
                if (said.Phase != phase || said.Instant != _instant) return;
                Say(said);
                continue;
            }
            // An order in the venue's own phases was made by force, of a position that an earlier order has opened.
            if (entries[_next].Order is not { Purpose: OrderPurpose.Bankrupt or OrderPurpose.Liquidation } forced || forced.Instant != _instant || !Holds(forced) || !IsFilledIn(phase)) return;
            _events.ForceClose(forced.Instrument, forced.Book, forced.Purpose);
        }
    }

    // What is forced fills at once: the phase of its fill is its own.
    bool IsFilledIn(ClockPhase phase) => _next + 1 >= entries.Count || entries[_next + 1].Event is not { } fill || fill.Phase == phase;

    bool Holds(LoggedOrder forced) => _orders.Values.Any(order => order.Instrument == forced.Instrument && order.Book == forced.Book);

    RunLogEntry? Next => _next < entries.Count ? entries[_next] : null;

    LoggedEvent? NextEvent() => Next?.Event;

    void Say(LoggedEvent said)
    {
        if (Refusal(said) is { } why)
        {
            Stop(why);
            return;
        }
        _events.Process(said.ToEvent());
        if (_events.Ledger.HasPosition || said.Fill is not { } fill) return;
        if (fill.Purpose == OrderPurpose.Bankrupt || (fill.Purpose == OrderPurpose.Liquidation && _events.Ledger.Equity <= 0)) _events.EndRun();
    }

    // A venue speaks of orders it was given; anything else was never said by one.
    string? Refusal(LoggedEvent said)
    {
        if (!_orders.TryGetValue(said.OrderId, out var order)) return $"has no order {said.OrderId}";
        if (said.Fill is not { } fill || (fill.Instrument == order.Instrument && fill.Book == order.Book && fill.Side == order.Side && fill.Purpose == order.Purpose)) return null;
        return $"has order {order.Id} as {Results.Spelling.Of(order.Side)} ({Results.Spelling.Of(order.Purpose)}) of instrument {order.Instrument} in book {order.Book}";
    }

    void Diverge(RunLogEntry? told) => Divergence = new ReplayDivergence(_next + 2, LogLine.Text(Next), LogLine.Text(told), LogLine.Differences(Next, told));
}
