using Argosy.Core.Values;
using Argosy.Hosting.Journal;
using Argosy.Hosting.Orders;

namespace Argosy.Hosting.Gateways;

/// <summary>All our orders of one account: from the record of an intent to the end the venue has confirmed.</summary>
/// <remarks>
/// Pure and single-threaded: time comes with each input, every consequence goes into a <see cref="GatewayStep"/>. That an order exists may be
/// shown by any message of the venue that names it; that it does not exist, only by a query after its request can no longer be accepted.
/// Messages may come twice, late and out of order; an execution is booked once per trade id and side, whatever the order's phase.
/// </remarks>
public sealed partial class OrderGateway
{
    const long TwinOrigin = 1_735_689_600_000; // 2025-01-01 UTC

    readonly GatewayOptions _options;
    readonly List<GatewayOrder> _open = [];
    readonly Dictionary<ClientOrderId, GatewayOrder> _byId = [];
    // Some venues number the orders of each instrument for itself.
    readonly Dictionary<(string Instrument, string VenueOrderId), GatewayOrder> _byVenueId = [];
    readonly Dictionary<TradeKey, VenueFill> _trades = [];
    readonly Dictionary<long, List<GatewayOrder>> _groups = [];
    readonly Dictionary<int, ClientOrderIds> _ids = [];
    long _lastTwin, _lastFill;

    /// <summary>A gateway without orders.</summary>
    public OrderGateway(GatewayOptions options) => _options = options;

    /// <summary>Estimate of the venue's clock less ours, ms; set by the time sync.</summary>
    public long VenueOffset { get; set; }

    /// <summary>Why entries are refused; null where they are not. Only a person lifts it.</summary>
    public string? Halted { get; private set; }

    /// <summary>Orders of which something is still expected, in the order they were recorded.</summary>
    public IReadOnlyList<GatewayOrder> Open => _open;

    /// <summary>When <see cref="Tick"/> has something to do, Unix ms; <see cref="long.MaxValue"/> for never.</summary>
    public long NextDue => _open.Count == 0 ? GatewayOrder.Never : _open.Min(order => order.NextDue);

    /// <summary>Finds one of our orders; null where this gateway does not know it.</summary>
    public GatewayOrder? Find(ClientOrderId id) => _byId.GetValueOrDefault(id);

    /// <summary>Whether an execution is known as one of an order it knows.</summary>
    public bool Knows(TradeKey trade) => _trades.ContainsKey(trade);

    /// <summary>All orders this gateway knows, in the order of their ids.</summary>
    public IEnumerable<GatewayOrder> All() => _byId.Values.OrderBy(order => order.Request.Id.ToString(), StringComparer.Ordinal);

    /// <summary>A person has looked: entries may go again.</summary>
    public void Lift() => Halted = null;

    /// <summary>Begins a deployment's epoch; its orders may be submitted once the step is durable.</summary>
    public void Begin(ClientOrderIds ids, long now, GatewayStep step)
    {
        _ids[ids.Deployment] = ids;
        step.Records.Add(new EpochBegan(ids.Installation, ids.Deployment, ids.Epoch, now));
    }

    /// <summary>Takes the orders of one instant.</summary>
    /// <returns>An id for each wish; null where it was refused.</returns>
    /// <exception cref="InvariantException">The deployment has not begun an epoch, or a quantity is not above 0.</exception>
    public IReadOnlyList<ClientOrderId?> Submit(int deployment, IReadOnlyList<OrderWish> wishes, long now, GatewayStep step)
    {
        Invariant.Check(_ids.ContainsKey(deployment), "a deployment begins an epoch before it sends orders");
        var ids = new ClientOrderId?[wishes.Count];
        for (var i = 0; i < ids.Length; i++)
        {
            Invariant.Check(wishes[i].Quantity > 0, "an order has a quantity");
            if (Halted is not null && !wishes[i].IsExit) step.Notices.Add(new WishRefused(wishes[i], Halted));
            else ids[i] = Record(_ids[deployment].Next(), null, wishes[i], now, step).Request.Id;
        }
        return ids;
    }

    /// <summary>Lets an order take another's place in one request of the venue.</summary>
    /// <remarks>
    /// While its fate is open the old order is neither cancelled nor replaced again: that the new one exists shows that the old one went, that
    /// it does not exist shows that the old one stayed. An exit that never arrived is sent as the next attempt only while the old order is at
    /// work with nothing filled since; otherwise it is dropped and whoever wanted it decides anew.
    /// </remarks>
    /// <returns>The new order's id; null where it was refused: entries are halted, or the old order is not at work.</returns>
    /// <exception cref="InvariantException">The deployment has not begun an epoch, or the quantity is not above 0.</exception>
    public ClientOrderId? Replace(ClientOrderId old, OrderWish wish, long now, GatewayStep step)
    {
        Invariant.Check(wish.Quantity > 0, "an order has a quantity");
        if (!_byId.TryGetValue(old, out var order) || order.Phase != OrderPhase.Working || order.CancelWanted || order.Successor is { IsInDoubt: true })
        {
            step.Notices.Add(new WishRefused(wish, $"order {old} is not at work"));
            return null;
        }
        if (Halted is not null && !wish.IsExit)
        {
            step.Notices.Add(new WishRefused(wish, Halted));
            return null;
        }
        Invariant.Check(_ids.ContainsKey(old.Deployment), "a deployment begins an epoch before it sends orders");
        return Record(_ids[old.Deployment].Next(), null, wish, now, step, order).Request.Id;
    }

    /// <summary>Asks for an order's cancellation; while its fate is unknown the wish waits.</summary>
    public void Cancel(ClientOrderId id, long now, GatewayStep step)
    {
        if (!_byId.TryGetValue(id, out var order) || order.IsFinal || order.CancelWanted) return;
        order.CancelWanted = true;
        step.Records.Add(new CancelRecorded(id, now));
        if (order.ResendDue != GatewayOrder.Never) NotAtVenue(order, now, step);
        else RequestCancel(order, now, step);
    }

    /// <summary>The answer to <see cref="SendOrder"/>.</summary>
    public void Answered(ClientOrderId id, in SendAnswer answer, long now, GatewayStep step)
    {
        if (!_byId.TryGetValue(id, out var order)) return;
        order.AnswerDue = GatewayOrder.Never;
        switch (answer.Kind)
        {
            case SendAnswerKind.Accepted:
                Exists(order, answer.VenueOrderId, now, step);
                break;
            case SendAnswerKind.Duplicate or SendAnswerKind.Unknown:
                Doubt(order, now);
                break;
            // Once in doubt, only a query says that it is not there.
            case SendAnswerKind.Rejected when order.Phase == OrderPhase.Sent:
                Finish(order, OrderPhase.Rejected, answer.Reason, now, step);
                Release(order, now, step);
                break;
            case SendAnswerKind.NotAccepted when order.Phase == OrderPhase.Sent:
                if (!order.Request.Wish.IsExit || order.CancelWanted)
                {
                    Finish(order, OrderPhase.Dropped, answer.Reason, now, step);
                    Release(order, now, step);
                }
                else order.ResendDue = now + Wait(order.Request.Id.Attempt);
                break;
            case SendAnswerKind.Rejected or SendAnswerKind.NotAccepted:
                break;
        }
    }

    /// <summary>The answer to <see cref="CancelOrder"/>, whatever it says: the order itself tells what came of it.</summary>
    public void CancelAnswered(ClientOrderId id, long now)
    {
        if (!_byId.TryGetValue(id, out var order) || order.IsFinal) return;
        order.CancelAnswerDue = GatewayOrder.Never;
        order.QueryDue = Math.Min(order.QueryDue, now);
    }

    /// <summary>A message of the user stream about an order.</summary>
    public void Told(VenueOrder message, long now, GatewayStep step)
    {
        if (OrderOf(message.ClientId, message.Instrument, message.VenueOrderId) is { } order) Apply(order, message, now, step);
        else if (IsOurs(message.ClientId)) Halt(GatewayAlarmKind.LostIntent, $"the venue shows order {message.ClientId} of ours, which no record knows", step);
    }

    /// <summary>A message of the user stream or a line of the history about an execution.</summary>
    public void Told(VenueFill fill, long now, GatewayStep step)
    {
        if (OrderOf(fill.ClientId, fill.Instrument, fill.VenueOrderId) is { } order) Book(order, fill, now, step);
        else if (MayBeOurs(fill)) return;
        else if (IsOurs(fill.ClientId)) Halt(GatewayAlarmKind.LostIntent, $"the venue shows execution {fill.TradeId} of order {fill.ClientId} of ours, which no record knows", step);
        else step.Notices.Add(new ForeignFill(fill));
    }

    // Some venues name only their own order id in the history. While one of our orders has none yet the execution may be its: the order's own
    // query brings it, and whoever reads the history reads it again once nothing is in doubt.
    bool MayBeOurs(VenueFill fill) =>
        fill.ClientId is null && _open.Exists(order => order.VenueOrderId.Length == 0 && order.Request.Wish.Instrument == fill.Instrument && order.Request.Wish.Side == fill.Side);

    /// <summary>The answer to <see cref="QueryOrder"/>.</summary>
    public void Queried(ClientOrderId id, QueryAnswer answer, long now, GatewayStep step)
    {
        if (!_byId.TryGetValue(id, out var order)) return;
        order.QueryAnswerDue = GatewayOrder.Never;
        if (answer.Kind == QueryAnswerKind.Found) Found(order, answer, now, step);
        else if (order.IsFinal) return;
        else if (answer.Kind == QueryAnswerKind.NotFound && order.IsInDoubt && CanCount(order, answer)) NotAtVenue(order, now, step);
        else AskAgain(order, answer, now, step);
    }

    /// <summary>The market's last price: orders it has reached are asked for when they stay silent.</summary>
    /// <returns>Whether <see cref="NextDue"/> may have changed.</returns>
    public bool Priced(string instrument, decimal price, long now)
    {
        var expects = false;
        foreach (var order in _open)
        {
            var wish = order.Request.Wish;
            if (order.Phase != OrderPhase.Working || wish.Instrument != instrument) continue;
            if (!Touch.Is(wish.Type, wish.Side, wish.Price, wish.Trigger, price))
            {
                order.Silences = 0;
                continue;
            }
            if (order.QueryDue != GatewayOrder.Never || order.QueryAnswerDue != GatewayOrder.Never) continue;
            Expect(order, now);
            expects = true;
        }
        return expects;
    }

    /// <summary>The venue's list of working orders is without this one: it is asked for.</summary>
    public void Missed(ClientOrderId id, long now)
    {
        if (_byId.TryGetValue(id, out var order) && order.Phase == OrderPhase.Working) order.QueryDue = Math.Min(order.QueryDue, now);
    }

    /// <summary>The user stream was interrupted: every open order is asked for, and the history from the last known execution on.</summary>
    public void StreamReset(long now, GatewayStep step)
    {
        foreach (var order in _open) order.QueryDue = Math.Min(order.QueryDue, now);
        step.Requests.Add(new QueryHistory(HistoryFrom(now)));
        Tick(now, step);
    }

    /// <summary>Does what is due.</summary>
    public void Tick(long now, GatewayStep step)
    {
        foreach (var order in _open.ToArray())
        {
            if (order.AnswerDue <= now) Doubt(order, now);
            if (order.ResendDue <= now) NotAtVenue(order, now, step);
            if (order.CancelAnswerDue <= now) CancelAnswered(order.Request.Id, now);
            if (order.QueryAnswerDue <= now) Queried(order.Request.Id, new QueryAnswer(QueryAnswerKind.Failed), now, step);
            if (!order.IsFinal && order.QueryDue <= now) Query(order, now, step);
        }
    }
}
