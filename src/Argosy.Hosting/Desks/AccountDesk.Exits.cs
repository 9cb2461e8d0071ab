using Argosy.Core.Events;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Hosting.Gateways;
using Argosy.Hosting.Orders;
using Argosy.Hosting.Ports;

namespace Argosy.Hosting.Desks;

/// <content>Brings what rests at the venue to what shall rest there, one step at a time.</content>
public sealed partial class AccountDesk
{
    static readonly TimeSpan LongestExitWait = TimeSpan.FromSeconds(30);

    void Ensure(DeskBot bot, string instrument)
    {
        foreach (var order in bot.Open.Where(o => o.Instrument == instrument).ToArray()) Ensure(bot, order);
    }

    void Ensure(DeskBot bot, DeskOrder order)
    {
        if (order.IsEnded || _journal is null) return;
        if (!bot.IsKnown && order.Number > 0 && !order.IsCancelled) return;
        var live = order.LiveNow();
        if (order.IsUnrecorded && !order.IsCancelled) return;
        if (order.Remaining <= 0 || order.IsCancelled) Wind(order, live);
        else if (!order.IsExit) EnsureEntry(order, live);
        else EnsureExit(bot, order, live);
    }

    // It is filled or no longer wanted: what is left of it at the venue goes.
    void Wind(DeskOrder order, GatewayOrder[] live)
    {
        foreach (var sent in live) _gateway.Cancel(sent.Request.Id, Now, _step);
        if (order.Live.Any()) return;
        if (order.Remaining <= 0) order.IsEnded = true;
        else End(order, OrderEventKind.Cancelled, order.CancelReason);
    }

    void EnsureEntry(DeskOrder order, GatewayOrder[] live)
    {
        var shape = Wishes.Shape(order, order.Remaining);
        if (live.Length == 0)
        {
            if (order.Sent.Count > 0 && !(order.IsChanging && order.Sent[^1].Phase == OrderPhase.Cancelled)) EndEntry(order, order.Sent[^1]);
            else if (!CanRest(order)) Accept(order);
            else if (Blocked.Length > 0) End(order, order.IsAccepted ? OrderEventKind.Cancelled : OrderEventKind.Rejected, OrderReason.Guard);
            else if (Submit(order, shape) is null && !order.IsEnded) Refuse(order, OrderReason.Guard, Blocked);
            order.IsChanging = false;
            return;
        }
        var current = live[^1];
        if (OrderShape.Of(current) == shape || current.IsInDoubt || current.CancelWanted || Blocked.Length > 0) return;
        if (_venue.Traits.ReplacesAtOnce && current.Phase == OrderPhase.Working) Replace(current, order, shape);
        else if (current.Phase == OrderPhase.Working)
        {
            order.IsChanging = true;
            _gateway.Cancel(current.Request.Id, Now, _step);
        }
    }

    void EndEntry(DeskOrder order, GatewayOrder last)
    {
        switch (last.Phase)
        {
            case OrderPhase.Expired:
                End(order, OrderEventKind.Expired, OrderReason.None);
                break;
            case OrderPhase.Rejected or OrderPhase.Conflicting or OrderPhase.Dropped:
                End(order, order.Filled > 0 || order.IsAccepted ? OrderEventKind.Cancelled : OrderEventKind.Rejected, OrderReason.None);
                break;
            case OrderPhase.Cancelled or OrderPhase.Filled:
                End(order, OrderEventKind.Cancelled, OrderReason.None);
                break;
            case OrderPhase.Sent or OrderPhase.Unknown or OrderPhase.Working or OrderPhase.Settling or OrderPhase.Superseded:
                break;
        }
    }

    void EnsureExit(DeskBot bot, DeskOrder order, GatewayOrder[] live)
    {
        if (live.Length == 0 && order.Sent.Count > 0 && HasLost(order, order.Sent[^1])) return;
        if (!HasPlace(bot, order) && !(WakesNow(order) && HasPlace(bot, order)))
        {
            // The host watches the price; who has the place takes what still rests.
            Accept(order);
            return;
        }
        var quantity = WholeLots(bot, order);
        if (quantity <= 0)
        {
            // Its siblings closed the entry, or less than a lot is left.
            foreach (var sent in live) _gateway.Cancel(sent.Request.Id, Now, _step);
            if (live.Length > 0) return;
            if (LeftOf(bot, order) > 0) Refuse(order, OrderReason.BelowMinimum, $"{Exact.Text(order.Remaining)} is less than a lot");
            else if (bot.Orders[order.Wanted.Entry].IsEnded) End(order, OrderEventKind.Cancelled, OrderReason.SiblingFilled);
            return;
        }
        var held = Held(bot, order);
        if (held <= 0 && live.Length == 0)
        {
            // A stop waits for its run to take it back.
            if (order.HasTrigger) Accept(order);
            else Refuse(order, OrderReason.NothingToReduce, "its book holds nothing it could close");
            return;
        }
        var shape = Wishes.Shape(order, held > 0 ? Math.Min(quantity, held) : quantity);
        if (live.Length == 0) Place(bot, order, shape);
        else Reshape(order, live, shape);
    }

    void Place(DeskBot bot, DeskOrder order, OrderShape shape)
    {
        if (order.RetryAt > Now) return;
        order.RetryAt = 0;
        var mates = Mates(bot, order);
        if (mates.Length == 0) Submit(order, shape);
        else if (mates is [{ Phase: OrderPhase.Working, CancelWanted: false, Request.Wish.Type: not OrderType.Market } mate] && _venue.Traits.ReplacesAtOnce) Replace(mate, order, shape);
        else
        {
            foreach (var other in mates) _gateway.Cancel(other.Request.Id, Now, _step);
        }
    }

    // Another size or price than what rests: on venues where exits lock nothing the new one is accepted before the old one goes.
    void Reshape(DeskOrder order, GatewayOrder[] live, OrderShape shape)
    {
        var current = live[^1];
        if (OrderShape.Of(current) == shape || (order.Refused == shape && order.RetryAt > Now))
        {
            if (current.Phase != OrderPhase.Working) return;
            foreach (var old in live.Where(o => o != current)) _gateway.Cancel(old.Request.Id, Now, _step);
            return;
        }
        if (order.RetryAt > Now || live.Any(o => o.IsInDoubt || o.Phase == OrderPhase.Settling)) return;
        // What closes now may have executed more than we know: its end says how much, then the rest is placed.
        if (current.Request.Wish.Type == OrderType.Market) _gateway.Cancel(current.Request.Id, Now, _step);
        else if (_venue.Traits.ExitsLockNothing && !current.CancelWanted) Submit(order, shape);
        else if (!_venue.Traits.ExitsLockNothing && _venue.Traits.ReplacesAtOnce && live.Length == 1 && !current.CancelWanted) Replace(current, order, shape);
        else
        {
            foreach (var old in live) _gateway.Cancel(old.Request.Id, Now, _step);
        }
    }

    void Replace(GatewayOrder old, DeskOrder order, OrderShape shape)
    {
        if (MeetsOwn(order, shape)) return;
        if (_gateway.Replace(old.Request.Id, WishOf(order, shape), Now, _step) is not { } id) return;
        _replaced.Add(old.Request.Id);
        Bind(order, id);
    }

    // Nothing of it is at the venue any more. True where it has come to its end, or waits.
    bool HasLost(DeskOrder order, GatewayOrder last)
    {
        var isOurs = last.CancelWanted || _replaced.Contains(last.Request.Id);
        switch (last.Phase)
        {
            case OrderPhase.Rejected:
                return IsGivenUp(order, last.Reason);
            case OrderPhase.Expired when order.Wanted.Type == OrderType.Market:
                return IsGivenUp(order, "nothing more could be had");
            case OrderPhase.Cancelled when !isOurs:
            case OrderPhase.Expired:
                Tell(AlertSeverity.Warning, "exit-cancelled", $"exit {order.Number} of {order.Remaining} {order.Instrument} was ended at the venue by somebody else: {last.Phase}", order.Deployment);
                End(order, last.Phase == OrderPhase.Expired ? OrderEventKind.Expired : OrderEventKind.Cancelled, OrderReason.None);
                return true;
            case OrderPhase.Conflicting:
                End(order, OrderEventKind.Rejected, OrderReason.None);
                return true;
            case OrderPhase.Dropped when last.Request.Id.Attempt >= ClientOrderId.MaxAttempt:
                End(order, OrderEventKind.Rejected, OrderReason.None);
                return true;
            default:
                return false;
        }
    }

    // The venue refuses it: a stop is watched by the host meanwhile, a close is tried again, a target ends.
    bool IsGivenUp(DeskOrder order, string reason)
    {
        var last = order.Sent[^1];
        if (order.LastRefused == last.Request.Id) return order.RetryAt > Now;
        order.LastRefused = last.Request.Id;
        order.Refusals++;
        // The venue may have closed the position itself.
        if (_venue.Traits.IsDerivative) ReconcileSoon();
        if (order is { HasTrigger: false, Wanted.Type: OrderType.Limit })
        {
            End(order, OrderEventKind.Rejected, OrderReason.None);
            return true;
        }
        if (!order.IsTouched && order.HasTrigger && LastPrice(order.Instrument) is > 0 and var price && Wishes.IsTouched(order.Wanted, price))
        {
            order.IsTouched = true;
            return false;
        }
        if (order.Refusals >= _options.ExitTries && (order.IsTouched || !order.HasTrigger))
        {
            Tell(AlertSeverity.Critical, "exit-refused", $"the venue refused the close of {Exact.Text(order.Remaining)} {order.Instrument} {order.Refusals} times: {reason}. Close it by hand", order.Deployment);
            if (order.Number == 0) _givenUp.Add((order.Deployment, order.Instrument));
            End(order, OrderEventKind.Rejected, OrderReason.None);
            return true;
        }
        if (order.Refusals == 1) Tell(AlertSeverity.Warning, "exit-refused", $"the venue refused exit {order.Number} of {Exact.Text(order.Remaining)} {order.Instrument}: {reason}. The host watches the price and tries again", order.Deployment);
        order.RetryAt = Now + Math.Min((long)LongestExitWait.TotalMilliseconds, (long)_options.ExitRetryMs << Math.Min(order.Refusals - 1, 5));
        Accept(order);
        return true;
    }

    bool CanRest(DeskOrder order) => !order.HasTrigger || order.IsTouched || (_venue.Traits.HasStops && !(order.IsExit && IsShared(order.Instrument)));

    // Where exits lock nothing all of them rest; else one of each position: what closes now, then what the price has touched, then the stop.
    bool HasPlace(DeskBot bot, DeskOrder order)
    {
        if (!CanRest(order)) return false;
        if (_venue.Traits.ExitsLockNothing) return true;
        var rivals = bot.Open.Where(o => o.IsExit && !o.IsCancelled && o.Remaining > 0 && o.Instrument == order.Instrument && o.Wanted.Side == order.Wanted.Side).ToArray();
        if (rivals.FirstOrDefault(o => o.Wanted.Entry == 0 && IsUrgent(o)) is { } urgent) return urgent == order;
        return rivals.Where(o => o.Wanted.Entry == order.Wanted.Entry && CanRest(o)).MinBy(Rank) == order;
    }

    static bool IsUrgent(DeskOrder order) => order.Wanted.Type == OrderType.Market || (order.IsTouched && order.HasTrigger);

    static int Rank(DeskOrder order) => IsUrgent(order) ? 0 : order.IsTouched ? 1 : order.IsStop ? 2 : 3;

    // What must go from the venue before an exit has its coins.
    GatewayOrder[] Mates(DeskBot bot, DeskOrder order)
    {
        if (_venue.Traits.ExitsLockNothing) return [];
        return [.. Others(bot, order).Where(o => IsMate(order, o)).SelectMany(o => o.Live)];
    }

    // What exits of its entry have left to close; an entry that is not known any more sets no limit.
    static decimal LeftOf(DeskBot bot, DeskOrder order)
    {
        if (order.Wanted.Entry == 0 || !bot.Orders.TryGetValue(order.Wanted.Entry, out var entry) || entry.Filled == 0) return order.Remaining;
        return Math.Min(order.Remaining, entry.Filled - bot.Closed(order.Wanted.Entry));
    }

    decimal WholeLots(DeskBot bot, DeskOrder order)
    {
        var quantity = LeftOf(bot, order);
        return quantity <= 0 ? 0 : Lots(order.Instrument, quantity);
    }

    // What its book holds that it can close: never the coins of others, never more than there is, and where exits lock coins
    // not those that other exits of the book have.
    decimal Held(DeskBot bot, DeskOrder order)
    {
        var position = _books.Position(order.Deployment, order.Instrument);
        var held = order.Wanted.Side == Side.Sell ? position : -position;
        if (!_venue.Traits.ExitsLockNothing) held -= Others(bot, order).Where(o => !IsMate(order, o)).SelectMany(o => o.Live).Sum(o => o.Request.Wish.Quantity - o.Filled);
        // What the desk is closing by itself is not closed a second time by its run.
        else if (order.Number > 0 && IsUrgent(order)) held -= Others(bot, order).Where(o => o.Number == 0).Sum(o => o.Remaining);
        return Lots(order.Instrument, Math.Max(0, held));
    }

    static IEnumerable<DeskOrder> Others(DeskBot bot, DeskOrder order) => bot.Open.Where(o => o != order && o.IsExit && o.Instrument == order.Instrument && o.Wanted.Side == order.Wanted.Side);

    static bool IsMate(DeskOrder order, DeskOrder other) => order.Wanted.Entry == 0 || other.Wanted.Entry == order.Wanted.Entry || other.Wanted.Entry == 0;

    // Whether a price changes who has the place.
    bool Wakes(DeskOrder order, decimal price, long time)
    {
        if (order.IsCancelled || Now - time > _options.MaxPriceAgeMs) return false;
        if (order.IsTouched) return !order.HasTrigger && order.IsExit && !_venue.Traits.ExitsLockNothing && IsAway(order, price);
        if (!Wishes.IsTouched(order.Wanted, price) || order.Wanted.Type == OrderType.Market) return false;
        // What stands at the venue is the venue's to trigger, what closes is under way; from a cancel to an acceptance the host watches.
        return (order.IsExit || order.HasTrigger) && !order.Live.Any(o => o.Request.Wish.Trigger == 0 || (o.Phase == OrderPhase.Working && !o.CancelWanted));
    }

    bool IsAway(DeskOrder order, decimal price) => order.Wanted.Side == Side.Sell ? price < order.Wanted.Limit * (1 - _options.StopReturn) : price > order.Wanted.Limit * (1 + _options.StopReturn);

    void Wake(DeskOrder order, decimal price)
    {
        if (order.IsEnded || order.IsCancelled) return;
        if (order.IsTouched) order.IsTouched = false;
        else Awake(order, price);
        Touch(order);
    }

    // The price may be there already when an order begins to be watched.
    bool WakesNow(DeskOrder order)
    {
        if (order.IsTouched || !_prices.TryGetValue(order.Instrument, out var last) || !Wakes(order, last.Price, last.Time)) return false;
        Awake(order, last.Price);
        return true;
    }

    void Awake(DeskOrder order, decimal price)
    {
        order.IsTouched = true;
        (order.RetryAt, order.Refusals) = (0, 0);
        _rows.Put(new LogRow { Deployment = order.Deployment, Time = Now, Level = "info", Message = $"order {order.Number} of {order.Instrument}, watched by the host, is touched at {Exact.Text(price)}" });
    }
}
