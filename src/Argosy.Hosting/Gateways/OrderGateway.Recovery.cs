using Argosy.Core.Values;
using Argosy.Hosting.Journal;
using Argosy.Hosting.Orders;

namespace Argosy.Hosting.Gateways;

/// <content>Start-up and recovery are one path: replay, ask the venue about every order that has not ended, trade.</content>
public sealed partial class OrderGateway
{
    /// <summary>Takes up where the journal ends. Orders that have not ended are in doubt or at work; each is asked for.</summary>
    /// <param name="records">All records of this account's journal, in order.</param>
    /// <param name="now">Unix ms.</param>
    /// <param name="step">Where the first queries go.</param>
    /// <exception cref="InvariantException">The gateway has orders already, or a record names an order no record has begun.</exception>
    public void Resume(IEnumerable<JournalRecord> records, long now, GatewayStep step)
    {
        Invariant.Check(_byId.Count == 0, "a gateway resumes before its first order");
        foreach (var record in records) Replay(record);
        foreach (var order in _open)
        {
            if (order.Phase == OrderPhase.Sent) order.Phase = OrderPhase.Unknown;
            order.QueryDue = now;
        }
        if (_byId.Values.FirstOrDefault(order => order.Phase == OrderPhase.Conflicting) is { } conflict) Halted = $"the venue has another order under id {conflict.Request.Id}";
        if (_byId.Count == 0) return;
        step.Requests.Add(new QueryHistory(HistoryFrom(now)));
        Tick(now, step);
    }

    /// <summary>The records a new journal segment must begin with: those of open orders, and of ended ones until <paramref name="endedSince"/>.</summary>
    /// <remarks>Orders that ended earlier are forgotten: no message about them is expected any more, and the database has them.</remarks>
    public IReadOnlyList<JournalRecord> Carry(long endedSince)
    {
        var records = new List<JournalRecord>();
        Forget(_byId.Values.Where(o => o.IsFinal && o.EndedAt < endedSince && !IsNeeded(o)).ToHashSet());
        foreach (var ids in _ids.Values.OrderBy(i => i.Deployment)) records.Add(new EpochBegan(ids.Installation, ids.Deployment, ids.Epoch, endedSince));
        var kept = All().ToArray();
        var fills = _trades.Values.ToLookup(fill => OrderOf(fill.ClientId, fill.Instrument, fill.VenueOrderId));
        foreach (var order in kept)
        {
            records.Add(new IntentRecorded(order.Request));
            if (order.CancelWanted) records.Add(new CancelRecorded(order.Request.Id, endedSince));
            records.AddRange(fills[order].Select(fill => new FillRecorded(order.Request.Id, fill)));
            if (order.IsFinal || order.VenueOrderId.Length > 0) records.Add(new OutcomeRecorded(order.Request.Id, order.IsFinal ? order.Phase : OrderPhase.Working, order.VenueOrderId, order.Reason, Math.Max(order.EndedAt, endedSince)));
        }
        return records;
    }

    // What legs of a living group filled counts against its limit; a replacement points back at what it replaced.
    bool IsNeeded(GatewayOrder order) =>
        (order.Request.Wish.Group > 0 && _groups[order.Request.Wish.Group].Any(leg => !leg.IsFinal)) || _open.Any(o => o.Request.Replaces == order.Request.Id);

    void Replay(JournalRecord record)
    {
        switch (record)
        {
            case EpochBegan:
                break;
            case IntentRecorded intent:
                _lastTwin = Math.Max(_lastTwin, intent.Request.Twin);
                if (!_byId.ContainsKey(intent.Request.Id)) Add(intent.Request);
                break;
            case CancelRecorded cancel:
                Known(cancel.Id).CancelWanted = true;
                break;
            case FillRecorded fill:
                Replay(Known(fill.Id), fill.Fill);
                break;
            case OutcomeRecorded outcome:
                Replay(Known(outcome.Id), outcome);
                break;
        }
    }

    void Replay(GatewayOrder order, VenueFill fill)
    {
        Name(order, fill.VenueOrderId);
        if (!_trades.TryAdd(fill.Key, fill)) return;
        _lastFill = Math.Max(_lastFill, fill.Time);
        order.Filled += fill.Quantity;
        order.Executed = Math.Max(order.Executed, order.Filled);
        if (order.IsInDoubt) order.Phase = OrderPhase.Working;
    }

    void Replay(GatewayOrder order, OutcomeRecorded outcome)
    {
        var wasFinal = order.IsFinal;
        Name(order, outcome.VenueOrderId);
        (order.Phase, order.Reason, order.EndedAt) = (outcome.Phase, outcome.Reason, outcome.Time);
        if (order.IsFinal && !wasFinal) _open.Remove(order);
        else if (!order.IsFinal && wasFinal) _open.Add(order);
    }

    void Forget(HashSet<GatewayOrder> orders)
    {
        // While it can still be told which order each of them belongs to.
        foreach (var (key, fill) in _trades)
        {
            if (OrderOf(fill.ClientId, fill.Instrument, fill.VenueOrderId) is { } order && orders.Contains(order)) _trades.Remove(key);
        }
        foreach (var (name, order) in _byVenueId)
        {
            if (orders.Contains(order)) _byVenueId.Remove(name);
        }
        foreach (var order in orders)
        {
            _byId.Remove(order.Request.Id);
            if (order.Request.Wish.Group > 0 && _groups.TryGetValue(order.Request.Wish.Group, out var legs) && legs.Remove(order) && legs.Count == 0) _groups.Remove(order.Request.Wish.Group);
        }
    }

    GatewayOrder Known(ClientOrderId id) =>
        _byId.TryGetValue(id, out var order) ? order : throw new InvariantException($"the journal speaks of order {id} before its intent");

    // The last execution known, or the oldest order whose fate is open, less an overlap.
    long HistoryFrom(long now)
    {
        var oldest = _open.Count > 0 ? _open.Min(order => order.Request.SignBy) : now + VenueOffset;
        return Math.Min(_lastFill > 0 ? _lastFill : oldest, oldest) - _options.HistoryOverlapMs;
    }
}
