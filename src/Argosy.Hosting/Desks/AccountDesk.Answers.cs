using Argosy.Core.Events;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Hosting.Gateways;
using Argosy.Hosting.Orders;
using Argosy.Hosting.Ports;
using Argosy.Hosting.Reconciling;

namespace Argosy.Hosting.Desks;

/// <content>What the venue said, to bots, books, database and people. Everything told here is durable.</content>
public sealed partial class AccountDesk
{
    void Heed(GatewayNotice notice)
    {
        switch (notice)
        {
            case OrderMoved moved:
                Heed(moved);
                break;
            case FillBooked booked:
                Heed(booked.Order, booked.Fill);
                break;
            case ForeignFill foreign:
                Heed(foreign.Fill);
                break;
            case GatewayAlarm alarm:
                Tell(AlertSeverity.Critical, KebabCase.Of(alarm.Kind.ToString()), alarm.Message);
                break;
            case WishRefused:
                // The one who asked sees it from the answer.
                break;
        }
    }

    void Heed(OrderMoved moved)
    {
        if (_gateway.Find(moved.Order.Id) is { } sent) _rows.Put(sent);
        if (!_byId.TryGetValue(moved.Order.Id, out var order)) return;
        switch (moved.Phase)
        {
            case OrderPhase.Working:
                Accept(order);
                Move(order, moved.Order.Wish);
                break;
            case OrderPhase.Rejected when order.Live.LastOrDefault() is { } stays:
                RefuseChange(order, stays, moved);
                break;
            case OrderPhase.Conflicting:
                Disable(BotOf(order.Deployment), $"the venue has another order under id {moved.Order.Id}");
                break;
            default:
                break;
        }
        Touch(order);
    }

    // The new shape was refused and the old order stays: an exit is tried again later, an entry stays as it is.
    void RefuseChange(DeskOrder order, GatewayOrder stays, OrderMoved refused)
    {
        Tell(AlertSeverity.Warning, "change-refused", $"the venue refused to change order {order.Number} of {order.Instrument}: {refused.Reason}. It stays as it was", order.Deployment);
        if (order.IsExit)
        {
            var wish = refused.Order.Wish;
            order.Refused = new OrderShape(wish.Type, wish.Quantity, wish.Price, wish.Trigger);
            order.RetryAt = Now + (long)LongestExitWait.TotalMilliseconds;
        }
        else
        {
            var wish = stays.Request.Wish;
            order.Wanted = order.Wanted with { Quantity = order.Filled + wish.Quantity - stays.Filled, Limit = wish.Price, Trigger = wish.Trigger };
        }
    }

    void Heed(OrderRequest request, VenueFill fill)
    {
        if (_byId.TryGetValue(request.Id, out var order))
        {
            Accept(order);
            Touch(order);
        }
        Count(request.Id, fill, isNew: true);
    }

    void Heed(VenueFill foreign)
    {
        if (!_books.Foreign(foreign)) return;
        var what = $"{foreign.Side} {Exact.Text(foreign.Quantity)} {foreign.Instrument} at {Exact.Text(foreign.Price)}";
        if (foreign.Cause is PositionEvent.Liquidation or PositionEvent.AutoDeleveraging or PositionEvent.Settlement) Tell(AlertSeverity.Critical, "venue-close", $"{what} was traded by the venue itself ({KebabCase.Of(foreign.Cause.Value.ToString())}, trade {foreign.TradeId})");
        else Tell(AlertSeverity.Info, "foreign-trade", $"{what} was traded on the account by somebody else (trade {foreign.TradeId}); nothing is touched");
        ReconcileSoon();
    }

    void TellFill(DeskOrder order, VenueFill fill)
    {
        var bot = BotOf(order.Deployment);
        if (bot.Client is null)
        {
            bot.Untold.Add((order, fill));
            return;
        }
        var place = bot.Place(fill.Instrument);
        if (place < 0 || !bot.Told.Add(fill.Key)) return;
        Say(bot, OrderEvent.Filled(FillOf(order, fill, bot.At(place)!) with { Instrument = place }), fill.TradeId);
    }

    Fill FillOf(DeskOrder order, VenueFill fill, Core.Instruments.Instrument instrument)
    {
        var inBase = fill.FeeAsset == instrument.BaseAsset;
        var traits = (fill.IsMaker ? FillTraits.Maker : 0) | (inBase ? FillTraits.FeeInBase : 0) | (order.Remaining <= 0 ? FillTraits.Final : 0);
        return new Fill
        {
            OrderId = order.Number,
            Instrument = 0,
            Book = 0,
            Side = fill.Side,
            Purpose = order.Wanted.Purpose,
            Traits = traits,
            Time = Now,
            // An average price may lie between two units.
            PathUnits = (long)decimal.Round(fill.Price * (decimal)Exact.PowerOfTen(instrument.PriceScale), 0, MidpointRounding.ToEven),
            Price = fill.Price,
            Quantity = fill.Quantity,
            Fee = inBase || fill.FeeAsset == instrument.QuoteAsset || fill.Fee == 0 ? fill.Fee : InQuote(fill, instrument.QuoteAsset),
        };
    }

    // A fee in a third asset counts at its last price; without one the run books none, the account's books have it in its own asset.
    decimal InQuote(VenueFill fill, string quote) => decimal.Round(fill.Fee * LastPrice($"{fill.FeeAsset}/{quote}"), 8, MidpointRounding.ToPositiveInfinity);

    void Accept(DeskOrder order)
    {
        if (order.IsAccepted) return;
        order.IsAccepted = true;
        if (order.Number > 0) Say(BotOf(order.Deployment), OrderEvent.Change(OrderEventKind.Accepted, order.Number, Now));
    }

    void Move(DeskOrder order, OrderWish wish)
    {
        var price = wish.Type == OrderType.Limit ? wish.Price : wish.Trigger;
        if (price == 0 || wish.Type == OrderType.Limit != (order.Wanted.Type == OrderType.Limit) || price == order.ToldPrice) return;
        order.ToldPrice = price;
        if (order.Number > 0) Say(BotOf(order.Deployment), OrderEvent.Moved(order.Number, Now, price));
    }

    void End(DeskOrder order, OrderEventKind kind, OrderReason reason)
    {
        if (order.IsEnded) return;
        order.IsEnded = true;
        Touch(order);
        if (order.Number > 0) Say(BotOf(order.Deployment), OrderEvent.Change(kind, order.Number, Now, reason));
    }

    void Say(DeskBot bot, OrderEvent said, string tradeId = "") => Call(bot, client => client.OnOrderSaid(said, tradeId));

    // One bad bot must not stop the account's others.
    void Call(DeskBot bot, Action<IDeskClient> call)
    {
        if (bot.Client is not { } client) return;
        try
        {
            call(client);
        }
#pragma warning disable CA1031
        catch (Exception thrown)
#pragma warning restore CA1031
        {
            Disable(bot, $"it failed when it was told something: {thrown.Message}");
        }
    }

    void Disable(DeskBot bot, string reason)
    {
        if (bot.Disabled.Length > 0) return;
        bot.Disabled = reason;
        Tell(AlertSeverity.Critical, "bot-disabled", $"deployment {bot.Deployment} is disabled: {reason}. Its stops stay at the venue", bot.Deployment);
        CancelEntries(bot);
        var client = bot.Client;
        bot.Detach();
        client?.OnDisabled(reason);
    }

    void CancelEntries(DeskBot bot)
    {
        foreach (var order in bot.Open.Where(o => !o.IsExit && !o.IsCancelled).ToArray())
        {
            (order.IsCancelled, order.CancelReason) = (true, OrderReason.Requested);
            Touch(order);
        }
    }
}
