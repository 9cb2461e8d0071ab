using Argosy.Core.Orders;
using Argosy.Hosting.Journal;
using Argosy.Hosting.Orders;

namespace Argosy.Hosting.Gateways;

/// <content>What follows from what.</content>
public sealed partial class OrderGateway
{
    GatewayOrder Record(ClientOrderId id, ClientOrderId? intent, OrderWish wish, long now, GatewayStep step, GatewayOrder? replaced = null)
    {
        _lastTwin = Math.Max(_lastTwin + 1, now - TwinOrigin);
        var request = new OrderRequest(id, intent ?? id, wish, _lastTwin, now, now + VenueOffset + _options.SignWithinMs, _options.ReceiveWindowMs, replaced?.Request.Id);
        var order = Add(request);
        order.AnswerDue = now + _options.AnswerTimeoutMs;
        step.Records.Add(new IntentRecorded(request));
        step.Requests.Add(replaced is null ? new SendOrder(request) : new ReplaceOrder(replaced.Request, replaced.VenueOrderId, request));
        return order;
    }

    GatewayOrder Add(OrderRequest request)
    {
        var order = new GatewayOrder(request);
        _byId.Add(request.Id, order);
        _open.Add(order);
        if (request.Replaces is { } id && _byId.TryGetValue(id, out var replaced))
        {
            replaced.Successor = order;
            order.FilledAtReplacement = replaced.Filled;
        }
        if (request.Wish.Group > 0)
        {
            if (!_groups.TryGetValue(request.Wish.Group, out var legs)) _groups.Add(request.Wish.Group, legs = []);
            legs.Add(order);
        }
        return order;
    }

    // A replacement's fate is known: the order it replaces is asked for, and may be cancelled or replaced again where it stayed.
    void Release(GatewayOrder order, long now, GatewayStep step)
    {
        if (order.Request.Replaces is not { } id || !_byId.TryGetValue(id, out var old) || old.Successor != order) return;
        old.Successor = null;
        if (old.IsFinal) return;
        old.QueryDue = Math.Min(old.QueryDue, now);
        RequestCancel(old, now, step);
    }

    void Doubt(GatewayOrder order, long now)
    {
        order.AnswerDue = GatewayOrder.Never;
        if (order.Phase != OrderPhase.Sent || order.ResendDue != GatewayOrder.Never) return;
        order.Phase = OrderPhase.Unknown;
        order.QueryDue = Math.Min(order.QueryDue, now);
    }

    void Exists(GatewayOrder order, string venueOrderId, long now, GatewayStep step)
    {
        Name(order, venueOrderId);
        if (order.IsInDoubt)
        {
            order.ResendDue = GatewayOrder.Never;
            Move(order, OrderPhase.Working, "", now, step);
            RequestCancel(order, now, step);
            Release(order, now, step);
            if (Touch.IsImmediate(order.Request.Wish)) Expect(order, now);
        }
        else if (order.NeverArrived)
        {
            Revive(order, now, step);
        }
    }

    // It was final for us and is not for the venue: the venue is right, and what is not wanted any more is cancelled.
    void Revive(GatewayOrder order, long now, GatewayStep step)
    {
        step.Notices.Add(new GatewayAlarm(GatewayAlarmKind.Revived, $"order {order.Request.Id} counted as {order.Phase} and is at the venue"));
        if (order.Phase != OrderPhase.Rejected && !order.CancelWanted)
        {
            order.CancelWanted = true;
            step.Records.Add(new CancelRecorded(order.Request.Id, now));
        }
        order.End = null;
        _open.Add(order);
        Move(order, OrderPhase.Working, "", now, step);
        order.QueryDue = now;
        RequestCancel(order, now, step);
    }

    void Apply(GatewayOrder order, VenueOrder told, long now, GatewayStep step)
    {
        order.Executed = Math.Max(order.Executed, told.Executed);
        if (EndOf(told.State) is not { } end)
        {
            Exists(order, told.VenueOrderId, now, step);
            if (!order.IsFinal && order.Filled < order.Executed) order.QueryDue = Math.Min(order.QueryDue, now + _options.FirstWaitMs);
            return;
        }
        if (order.NeverArrived && end == OrderPhase.Rejected) return;
        Exists(order, told.VenueOrderId, now, step);
        if (order.IsFinal) return;
        order.End ??= end;
        order.Reason = told.Reason;
        Settle(order, now, step);
    }

    // An order ends for us when all the venue says it executed is booked.
    void Settle(GatewayOrder order, long now, GatewayStep step)
    {
        if (order.End is { } end && order.Filled >= order.Executed)
        {
            Finish(order, end, order.Reason, now, step);
            return;
        }
        order.Phase = OrderPhase.Settling;
        order.QueryDue = Math.Min(order.QueryDue, now + _options.FirstWaitMs);
    }

    void Book(GatewayOrder order, VenueFill fill, long now, GatewayStep step)
    {
        Exists(order, fill.VenueOrderId, now, step);
        if (!_trades.TryAdd(fill.Key, fill)) return;
        _lastFill = Math.Max(_lastFill, fill.Time);
        order.Filled += fill.Quantity;
        order.Executed = Math.Max(order.Executed, order.Filled);
        order.Silences = 0;
        step.Records.Add(new FillRecorded(order.Request.Id, fill));
        step.Notices.Add(new FillBooked(order.Request, fill));
        CheckOverFill(order, fill, now, step);
        if (order.Filled >= order.Request.Wish.Quantity && order.Phase != OrderPhase.Filled) Finish(order, OrderPhase.Filled, "", now, step);
        else if (order.Phase == OrderPhase.Settling) Settle(order, now, step);
        else if (Touch.IsImmediate(order.Request.Wish)) Expect(order, now);
    }

    // Two legs of one position, or one order beyond its quantity: what is too much is closed at once.
    void CheckOverFill(GatewayOrder order, VenueFill fill, long now, GatewayStep step)
    {
        var wish = order.Request.Wish;
        var excess = Math.Min(wish.Group > 0 ? GroupExcess(wish.Group) : order.Filled - wish.Quantity, fill.Quantity);
        if (excess <= 0) return;
        step.Notices.Add(new GatewayAlarm(GatewayAlarmKind.OverFill, $"{excess} {wish.Instrument} more than wanted were filled with order {order.Request.Id}; they are closed"));
        if (!_ids.TryGetValue(order.Request.Id.Deployment, out var ids)) return;
        var close = new OrderWish { Account = wish.Account, Instrument = wish.Instrument, Side = wish.Side == Side.Buy ? Side.Sell : Side.Buy, Type = OrderType.Market, Quantity = excess, Leg = wish.Leg, IsExit = true, Why = "over-fill" };
        Record(ids.Next(), null, close, now, step);
    }

    // Above 0 when the legs filled more than they may together, below when something is left to fill.
    decimal GroupExcess(long group)
    {
        var legs = _groups[group];
        var last = legs[^1].Request.Wish;
        return legs.Sum(leg => leg.Filled) - (last.GroupLimit > 0 ? last.GroupLimit : last.Quantity);
    }

    void Found(GatewayOrder order, QueryAnswer answer, long now, GatewayStep step)
    {
        var told = answer.Order!;
        if (order.IsInDoubt && !told.Agrees(order.Request.Wish))
        {
            Finish(order, OrderPhase.Conflicting, "another order has its id", now, step);
            Halt(GatewayAlarmKind.Conflict, $"the venue has another order under id {told.ClientId}: {told.Side} {told.Quantity} {told.Instrument} {told.Type} at {told.Price}", step);
            return;
        }
        foreach (var fill in answer.Fills ?? []) Book(order, fill, now, step);
        order.QueryDue = GatewayOrder.Never;
        Apply(order, told, now, step);
        if (order.IsFinal) return;
        if (order.Phase == OrderPhase.Settling) AskAgain(order, answer, now, step);
        else if (order.CancelWanted) RequestCancel(order, now, step);
        if (order.QueryDue != GatewayOrder.Never) return;
        order.Queries = 0;
        order.Silences++;
        if (Touch.IsImmediate(order.Request.Wish)) Expect(order, now);
    }

    // It should execute, and what it did may have been told in a message that was lost without a gap in the stream.
    void Expect(GatewayOrder order, long now)
    {
        if (order.Phase != OrderPhase.Working || order.QueryDue != GatewayOrder.Never || order.QueryAnswerDue != GatewayOrder.Never) return;
        order.QueryDue = now + Math.Min(_options.LongestWaitMs, (long)_options.SilenceMs << Math.Min(order.Silences, 16));
    }

    void AskAgain(GatewayOrder order, QueryAnswer answer, long now, GatewayStep step)
    {
        // An answer from before its acceptance may come after it.
        if (answer.Kind == QueryAnswerKind.NotFound && !order.IsInDoubt && !order.AlarmGiven && CanCount(order, answer))
        {
            order.AlarmGiven = true;
            step.Notices.Add(new GatewayAlarm(GatewayAlarmKind.Vanished, $"the venue no longer knows order {order.Request.Id}, which it had confirmed"));
        }
        order.QueryDue = now + Wait(order.Queries);
    }

    // From here on by the venue's clock its request can no longer be accepted.
    bool CanCount(GatewayOrder order, QueryAnswer answer) => answer.VenueTime > order.Request.LatestAcceptance + _options.SettleMs;

    void Query(GatewayOrder order, long now, GatewayStep step)
    {
        order.QueryDue = GatewayOrder.Never;
        if (order.QueryAnswerDue != GatewayOrder.Never) return;
        order.Queries++;
        order.QueryAnswerDue = now + _options.AnswerTimeoutMs;
        step.Requests.Add(new QueryOrder(order.Request, order.VenueOrderId));
    }

    void RequestCancel(GatewayOrder order, long now, GatewayStep step)
    {
        if (!order.CancelWanted || order.Phase != OrderPhase.Working || order.CancelAnswerDue != GatewayOrder.Never || order.Successor is { IsInDoubt: true }) return;
        order.CancelAnswerDue = now + _options.AnswerTimeoutMs;
        step.Requests.Add(new CancelOrder(order.Request, order.VenueOrderId));
    }

    // The venue does not have it and cannot get it any more: an entry is stale by now, an exit is still needed.
    void NotAtVenue(GatewayOrder order, long now, GatewayStep step)
    {
        var request = order.Request;
        if (!request.Wish.IsExit || order.CancelWanted)
        {
            Finish(order, OrderPhase.Dropped, request.Wish.IsExit ? "no longer wanted" : "stale", now, step);
            Release(order, now, step);
        }
        else if (request.Replaces is { } id && !Stays(id, order))
        {
            Finish(order, OrderPhase.Dropped, "what it was to replace has changed", now, step);
            Release(order, now, step);
        }
        else if (request.Id.Attempt >= ClientOrderId.MaxAttempt || !_ids.TryGetValue(request.Id.Deployment, out var ids))
        {
            Finish(order, OrderPhase.Dropped, "no attempt left", now, step);
            Halt(GatewayAlarmKind.ExitNotSent, $"exit {request.Id} of {request.Wish.Quantity} {request.Wish.Instrument} could not be brought to the venue", step);
        }
        else
        {
            Finish(order, OrderPhase.Superseded, "never arrived", now, step);
            Record(ids.NextAttempt(request.Id), request.Intent, request.Wish, now, step, request.Replaces is { } old ? _byId[old] : null);
        }
    }

    bool Stays(ClientOrderId replaced, GatewayOrder by) =>
        _byId.TryGetValue(replaced, out var old) && old.Phase == OrderPhase.Working && !old.CancelWanted && old.Filled == by.FilledAtReplacement;

    void Finish(GatewayOrder order, OrderPhase end, string reason, long now, GatewayStep step)
    {
        var phase = order.Filled >= order.Request.Wish.Quantity ? OrderPhase.Filled : end;
        order.AnswerDue = order.QueryDue = order.CancelAnswerDue = order.ResendDue = GatewayOrder.Never;
        order.EndedAt = now;
        _open.Remove(order);
        Move(order, phase, reason, now, step);
        if (phase != OrderPhase.Filled || order.Request.Wish.Group == 0 || GroupExcess(order.Request.Wish.Group) < 0) return;
        foreach (var sibling in _groups[order.Request.Wish.Group].ToArray()) Cancel(sibling.Request.Id, now, step);
    }

    void Move(GatewayOrder order, OrderPhase phase, string reason, long now, GatewayStep step)
    {
        (order.Phase, order.Reason) = (phase, reason);
        step.Records.Add(new OutcomeRecorded(order.Request.Id, phase, order.VenueOrderId, reason, now));
        step.Notices.Add(new OrderMoved(order.Request, phase, order.Filled, reason));
    }

    void Name(GatewayOrder order, string venueOrderId)
    {
        if (venueOrderId.Length == 0) return;
        // A triggered conditional order has a child with an id of its own: both lead here.
        if (order.VenueOrderId.Length == 0) order.VenueOrderId = venueOrderId;
        _byVenueId.TryAdd((order.Request.Wish.Instrument, venueOrderId), order);
    }

    void Halt(GatewayAlarmKind kind, string message, GatewayStep step)
    {
        Halted ??= message;
        step.Notices.Add(new GatewayAlarm(kind, message));
    }

    GatewayOrder? OrderOf(string? clientId, string instrument, string venueOrderId) =>
        ClientOrderId.TryParse(clientId, out var id) && _byId.TryGetValue(id, out var named) ? named : _byVenueId.GetValueOrDefault((instrument, venueOrderId));

    bool IsOurs(string? clientId) => ClientOrderId.TryParse(clientId, out var id) && _ids.Values.Any(ids => ids.Installation == id.Installation);

    long Wait(int turn) => Math.Min(_options.LongestWaitMs, (long)_options.FirstWaitMs << Math.Min(turn, 16));

    static OrderPhase? EndOf(OrderState state) => state switch
    {
        OrderState.Filled => OrderPhase.Filled,
        OrderState.Cancelled => OrderPhase.Cancelled,
        OrderState.Expired => OrderPhase.Expired,
        OrderState.Rejected or OrderState.Refused => OrderPhase.Rejected,
        OrderState.Held or OrderState.Submitted or OrderState.Working or OrderState.PartiallyFilled => null,
    };
}
