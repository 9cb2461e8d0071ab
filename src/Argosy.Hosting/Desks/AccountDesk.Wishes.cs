using Argosy.Core.Events;
using Argosy.Core.Links;
using Argosy.Core.Orders;
using Argosy.Hosting.Gateways;
using Argosy.Hosting.Orders;
using Argosy.Hosting.Ports;

namespace Argosy.Hosting.Desks;

/// <content>What bots want.</content>
public sealed partial class AccountDesk
{
    /// <inheritdoc/>
    public void Wish(int deployment, IReadOnlyList<WorkerMessage> wishes)
    {
        ArgumentNullException.ThrowIfNull(wishes);
        Enter(() =>
        {
            var bot = BotOf(deployment);
            // A new epoch before the counters of the present one are used up.
            if (_journal is not null && bot.Client is not null) Begin(deployment);
            foreach (var wish in wishes) Take(bot, wish);
            RefuseUnrecorded(bot);
        });
    }

    /// <inheritdoc/>
    public void Priced(string instrument, decimal price, long time)
    {
        _prices[instrument] = (price, time);
        if (_isDown || price <= 0) return;
        List<DeskOrder>? woken = null;
        foreach (var bot in _bots.Values)
        {
            foreach (var order in bot.Open)
            {
                if (order.Instrument == instrument && Wakes(order, price, time)) (woken ??= []).Add(order);
            }
        }
        if (!_gateway.Priced(instrument, price, Now) && woken is null) return;
        Enter(() =>
        {
            foreach (var order in woken ?? []) Wake(order, price);
        });
    }

    void Take(DeskBot bot, WorkerMessage wish)
    {
        switch (wish)
        {
            case OrderWanted wanted:
                if (bot.Orders.TryGetValue(wanted.Id, out var known))
                {
                    // Handed over twice after a crash: what the journal has is at the venue or was.
                    if (known.IsUnrecorded) Admit(bot, known);
                    return;
                }
                if (bot.At(wanted.Instrument) is not { } instrument)
                {
                    Tell(AlertSeverity.Warning, "unknown-instrument", $"order {wanted.Id} of deployment {bot.Deployment} names instrument {wanted.Instrument}, which its run does not have", bot.Deployment);
                    return;
                }
                Take(bot, new DeskOrder(bot.Deployment, instrument.Name, wanted));
                break;
            case OrderChangeWanted change when bot.Orders.TryGetValue(change.Id, out var order) && (!order.IsEnded || IsWantedAgain(order, change)) && !IsAsWanted(order, change):
                bot.Revive(order);
                order.Wanted = order.Wanted with { Quantity = change.Quantity, Limit = change.Limit, Trigger = change.Trigger };
                (order.Refused, order.RetryAt, order.Refusals) = (null, 0, 0);
                Ensure(bot, order);
                Touch(order);
                break;
            case CancelWanted cancel when bot.Orders.TryGetValue(cancel.Id, out var order) && !order.IsEnded:
                (order.IsCancelled, order.CancelReason) = (true, cancel.Reason);
                Ensure(bot, order);
                Touch(order);
                break;
            default:
                break;
        }
    }

    // It was filled as large as it was before its run, which heard of more to protect meanwhile, made it larger: what is missing is still wanted.
    static bool IsWantedAgain(DeskOrder order, OrderChangeWanted change) =>
        order is { IsExit: true, IsCancelled: false, Remaining: <= 0 } && order.Filled > 0 && change.Quantity > order.Filled;

    static bool IsAsWanted(DeskOrder order, OrderChangeWanted change) =>
        (order.Wanted.Quantity, order.Wanted.Limit, order.Wanted.Trigger) == (change.Quantity, change.Limit, change.Trigger);

    void Take(DeskBot bot, DeskOrder order)
    {
        bot.Add(order);
        Admit(bot, order);
    }

    // An entry whose process ended before its record is stale, unless its run hands it over again.
    void RefuseUnrecorded(DeskBot bot)
    {
        if (!bot.HasUnrecorded) return;
        foreach (var order in bot.Open.Where(o => o.IsUnrecorded).ToArray()) Refuse(order, OrderReason.None, "it was never recorded, the process ended before");
    }

    void Admit(DeskBot bot, DeskOrder order)
    {
        order.IsUnrecorded = false;
        if (Refusal(bot, order) is { } refusal)
        {
            Refuse(order, refusal.Reason, refusal.Why);
            return;
        }
        // Orders of one step are one batch: they are placed in this step where nothing must be waited for.
        Ensure(bot, order);
        Touch(order);
    }

    (OrderReason Reason, string Why)? Refusal(DeskBot bot, DeskOrder order)
    {
        if (_journal is null) return (OrderReason.Guard, "the order journal cannot be written");
        if (bot.Disabled.Length > 0) return (OrderReason.Guard, bot.Disabled);
        if (order.IsExit) return null;
        if (Blocked.Length > 0) return (OrderReason.Guard, Blocked);
        if (WhyNotItsSide(bot, order) is { Length: > 0 } side) return (OrderReason.RiskRule, side);
        var shape = Wishes.Shape(order, order.Remaining);
        return _gate.Refusal(order, shape, new GateView(Now, LastPrice(order.Instrument), PositionBeside(order), _gateway.Open));
    }

    void Refuse(DeskOrder order, OrderReason reason, string why)
    {
        _rows.Refused(order, why);
        _rows.Put(new LogRow { Deployment = order.Deployment, Time = Now, Level = "warning", Message = $"order {order.Number} of {order.Instrument} refused: {why}. Why: {order.Wanted.Why}" });
        End(order, OrderEventKind.Rejected, reason);
    }

    decimal LastPrice(string instrument) => _prices.GetValueOrDefault(instrument).Price;

    ClientOrderId? Submit(DeskOrder order, OrderShape shape)
    {
        if (MeetsOwn(order, shape)) return null;
        var id = _gateway.Submit(order.Deployment, [WishOf(order, shape)], Now, _step)[0];
        Bind(order, id);
        return id;
    }

    // What an exit would meet at once goes first where it is an entry of ours; an entry that would meet one is refused.
    bool MeetsOwn(DeskOrder order, OrderShape shape)
    {
        if (SelfTrade.Met(order.Instrument, order.Wanted.Side, shape, LastPrice(order.Instrument), _options.MarketReach, _gateway.Open) is not { } met) return false;
        if (order.IsExit)
        {
            if (!met.Request.Wish.IsExit) _gateway.Cancel(met.Request.Id, Now, _step);
            return false;
        }
        Refuse(order, OrderReason.RiskRule, $"it would meet our own order {met.Request.Id} at {met.Request.Wish.Price}");
        return true;
    }

    void Bind(DeskOrder order, ClientOrderId? id)
    {
        if (id is not { } given || _gateway.Find(given) is not { } sent) return;
        order.Sent.Add(sent);
        _byId.Add(given, order);
    }

    OrderWish WishOf(DeskOrder order, OrderShape shape)
    {
        var wanted = order.Wanted;
        var group = Wishes.Group(order.Deployment, wanted);
        return new OrderWish
        {
            Account = Account,
            Instrument = order.Instrument,
            Side = wanted.Side,
            Type = shape.Type,
            Quantity = shape.Quantity,
            Price = shape.Limit,
            Trigger = shape.Trigger,
            TimeInForce = shape.Type == wanted.Type ? wanted.TimeInForce : TimeInForce.Gtc,
            Leg = LegOf(order),
            PostOnly = wanted.PostOnly && shape.Type == wanted.Type,
            ReduceOnly = _venue.Traits.IsDerivative && order.IsExit && !IsShared(order.Instrument),
            IsExit = order.IsExit,
            Purpose = wanted.Purpose,
            Group = group,
            GroupLimit = group == 0 ? 0 : GroupLimit(order),
            RunOrder = order.Number,
            Why = wanted.Why,
        };
    }

    // Exits of one entry may together fill what the entry filled.
    decimal GroupLimit(DeskOrder order)
    {
        if (order.Wanted.Entry == 0) return order.Wanted.Quantity;
        var entry = BotOf(order.Deployment).Orders.GetValueOrDefault(order.Wanted.Entry)?.Filled ?? 0;
        return Math.Max(entry, order.Wanted.Quantity);
    }
}
