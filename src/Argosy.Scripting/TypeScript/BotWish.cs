using Argosy.Core.Instruments;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Engine.Orders;
using Argosy.Engine.Strategies;

namespace Argosy.Scripting.TypeScript;

/// <summary>One thing a bot asked for, as it came over the pipe.</summary>
sealed class BotWish
{
    int _instrument;
    int _number;
    BotWishKind _kind;
    RawIntent _first;
    RawIntent _second;
    Side _side;
    Direction _direction;
    Protection? _protection;

    /// <summary>Reads one.</summary>
    public static BotWish Read(ref AnswerReader from, int instruments)
    {
        var wish = new BotWish
        {
            _instrument = from.Below(from.Short(), instruments),
            _number = from.Int(),
            _kind = (BotWishKind)from.Below(from.Byte(), 5),
        };
        switch (wish._kind)
        {
            case BotWishKind.Order:
                wish._first = RawIntent.Read(ref from);
                break;
            case BotWishKind.Pair:
                wish._first = RawIntent.Read(ref from);
                wish._second = RawIntent.Read(ref from);
                break;
            case BotWishKind.Entry:
                wish._side = (Side)from.Below(from.Byte(), 2);
                break;
            case BotWishKind.Cancel:
                break;
            case BotWishKind.Target:
                wish._direction = (Direction)(from.Below(from.Byte(), 3) - 1);
                wish._protection = RawIntent.ReadProtection(ref from);
                break;
        }
        return wish;
    }

    /// <summary>Asks the engine for it.</summary>
    public void Submit(StrategyContext context, BotOrders orders)
    {
        var own = context.For(_instrument);
        switch (_kind)
        {
            case BotWishKind.Order:
                orders.Asked(_number, own.Submit(_first.Intent(own)));
                break;
            case BotWishKind.Pair:
                var id = own.OneCancelsOther(_first.Intent(own), _second.Intent(own));
                orders.Asked(_number, id);
                orders.Asked(_number + 1, id + 1);
                break;
            case BotWishKind.Entry:
                orders.Asked(_number, own.Enter(_side));
                break;
            case BotWishKind.Cancel:
                if (orders.EngineIdOf(_number) is > 0 and var known) own.Cancel(known);
                break;
            case BotWishKind.Target:
                own.Target(_direction, RawIntent.OnTick(_protection, own.Instrument));
                break;
        }
    }
}

/// <summary>What can be asked for.</summary>
enum BotWishKind : byte
{
    Order,
    Pair,
    Entry,
    Cancel,
    Target,
}

/// <summary>An order as a bot wrote it: numbers that lie on no tick and no lot yet.</summary>
readonly record struct RawIntent(Side Side, OrderType Type, TimeInForce TimeInForce, int Traits, decimal Amount, decimal Limit, decimal Trigger, decimal TrailRatio, double ExpireTime, Protection? Protection)
{
    const int InQuote = 1, PostOnly = 2, ReduceOnly = 4, QuoteScale = 8;

    public static RawIntent Read(ref AnswerReader from) => new(
        (Side)from.Below(from.Byte(), 2), (OrderType)from.Below(from.Byte(), 6), (TimeInForce)from.Below(from.Byte(), 4), from.Byte(),
        from.Money(), from.Money(), from.Money(), from.Money(), from.Number(), ReadProtection(ref from));

    public static Protection? ReadProtection(ref AnswerReader from)
    {
        if (from.Byte() == 0) return null;
        return new Protection
        {
            StopPrice = Given(from.Money()),
            StopRatio = Given(from.Money()),
            TargetPrice = Given(from.Money()),
            TargetRatio = Given(from.Money()),
            TrailRatio = Given(from.Money()),
        };
    }

    static decimal? Given(decimal value) => value == 0 ? null : value;

    /// <summary>Prices of a protection on the tick.</summary>
    public static Protection? OnTick(Protection? protection, Instrument instrument) => protection is null ? null : protection with
    {
        StopPrice = protection.StopPrice is { } stop ? instrument.RoundToTick(stop) : null,
        TargetPrice = protection.TargetPrice is { } target ? instrument.RoundToTick(target) : null,
    };

    /// <summary>The engine's intent: quantities down to the lot, limits to the tick away from the market, triggers to the nearest.</summary>
    public OrderIntent Intent(StrategyContext context)
    {
        var instrument = context.Instrument;
        var size = (Traits & InQuote) != 0 ? OrderSize.Quote(Exact.RoundDown(Amount, QuoteScale)) : OrderSize.Quantity(instrument.FloorToLot(Amount));
        var expires = TimeInForce == TimeInForce.Gtd && ExpireTime is > 0 and < 9e15 ? (long)ExpireTime : (long?)null;
        var isPlain = Type == OrderType.Market && Protection is null && expires is null;
        return context.Intent(Side, Type, size, isPlain ? null : Terms(instrument, expires)) with
        {
            TimeInForce = TimeInForce,
            Flags = ((Traits & PostOnly) != 0 ? OrderFlags.PostOnly : 0) | ((Traits & ReduceOnly) != 0 ? OrderFlags.ReduceOnly : 0),
        };
    }

    OrderTerms Terms(Instrument instrument, long? expires)
    {
        var hasLimit = Type is OrderType.Limit or OrderType.StopLimit;
        var hasTrigger = Type is OrderType.Stop or OrderType.TakeProfit or OrderType.StopLimit;
        return new OrderTerms
        {
            Limit = !hasLimit ? null : Side == Side.Buy ? instrument.FloorToTick(Limit) : instrument.CeilingToTick(Limit),
            Trigger = hasTrigger ? instrument.RoundToTick(Trigger) : null,
            TrailRatio = Type == OrderType.TrailingStop ? TrailRatio : null,
            ExpireTime = expires,
            Protection = OnTick(Protection, instrument),
        };
    }
}
