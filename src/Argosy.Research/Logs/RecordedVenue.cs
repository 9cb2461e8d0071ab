using Argosy.Core.Events;
using Argosy.Core.Orders;
using Argosy.Engine.Logs;
using Argosy.Engine.Orders;
using Argosy.Engine.Running;

namespace Argosy.Research.Logs;

/// <summary>The venue of a replay: it answers what the log says, when the log says it, and holds every order of the replay against the log.</summary>
/// <remarks>It is the run's log, too: each order and event the engine tells must be the next line. The first that is not ends the replay.</remarks>
sealed class RecordedVenue(IReadOnlyList<RunLogEntry> entries) : IVenue, IRunLog
{
    IOrderEvents _events = null!;
    long _instant;
    int _next;

    /// <summary>What differs first, or null.</summary>
    public string? Divergence { get; private set; }

    /// <summary>Lines of the log that were met.</summary>
    public int Met => _next;

    public PriceReach Reach => PriceReach.None;

    public void Attach(IOrderEvents events) => _events = events;

    public void OnClosing(Instant instant)
    {
        _instant = instant.Time;
        Answer(ClockPhase.Closing);
    }

    public void OnDecided(Instant instant) => Answer(ClockPhase.Decided);

    public void OnOpening(Instant instant) => Answer(ClockPhase.Opening);

    public void Submit(ApprovedOrder order)
    {
        // The order was held against the log when the engine told of it.
    }

    // A cancellation is answered within the call, children included, as it was when the log was written.
    public void Cancel(int orderId, OrderReason reason)
    {
        if (Divergence is not null || NextEvent() is not { Kind: OrderEventKind.Cancelled } said || said.OrderId != orderId) return;
        Say(said);
        while (Divergence is null && NextEvent() is { Kind: OrderEventKind.Cancelled, Reason: OrderReason.ParentEnded } child) Say(child);
    }

    public void OnOrder(ApprovedOrder order)
    {
        if (Divergence is not null) return;
        var told = LoggedOrder.Of(order);
        if (_next < entries.Count && told == entries[_next].Order) _next++;
        else Diverge($"order {told.Id} ({Results.Spelling.Of(told.Side)} {Results.Spelling.Of(told.Type)} of {told.Size})");
    }

    public void OnEvent(in OrderEvent orderEvent, ClockPhase phase, long instant)
    {
        if (Divergence is not null) return;
        var told = LoggedEvent.Of(in orderEvent, phase, instant);
        if (_next < entries.Count && told == entries[_next].Event) _next++;
        else Diverge($"order {told.OrderId} {Results.Spelling.Of(told.Kind)}");
    }

    /// <summary>Says what the log still holds when the replay is over.</summary>
    public void Finish()
    {
        if (Divergence is null && _next < entries.Count) Diverge("the end");
    }

    void Answer(ClockPhase phase)
    {
        while (Divergence is null && _next < entries.Count)
        {
            if (NextEvent() is { } said)
            {
                if (said.Phase != phase || said.Instant != _instant) return;
                Say(said);
                continue;
            }
            // An order in the venue's own phases was made by force.
            if (entries[_next].Order is not { Purpose: OrderPurpose.Bankrupt or OrderPurpose.Liquidation } forced || forced.Instant != _instant) return;
            _events.ForceClose(forced.Instrument, forced.Book, forced.Purpose);
        }
    }

    LoggedEvent? NextEvent() => _next < entries.Count ? entries[_next].Event : null;

    void Say(LoggedEvent said)
    {
        _events.Process(said.ToEvent());
        if (said.Fill is { Purpose: OrderPurpose.Bankrupt } && !_events.Ledger.HasPosition) _events.EndRun();
    }

    void Diverge(string told)
    {
        var logged = _next >= entries.Count ? "the end" : entries[_next].Order is { } order
            ? $"order {order.Id} ({Results.Spelling.Of(order.Side)} {Results.Spelling.Of(order.Type)} of {order.Size})"
            : $"order {entries[_next].Event!.OrderId} {Results.Spelling.Of(entries[_next].Event!.Kind)}";
        Divergence = $"line {_next + 2}: the log has {logged}, the replay {told}";
    }
}
