using Argosy.Core.Events;
using Argosy.Core.Instruments;
using Argosy.Core.Links;
using Argosy.Core.MarketData;
using Argosy.Core.Orders;
using Argosy.Core.Values;

namespace Argosy.Data.Tests.Links;

/// <summary>Messages of every kind with values from the edges of their ranges.</summary>
sealed class RandomMessages(ulong seed)
{
    static readonly string[] Texts = ["", "a", "late feed", "line\nbreak", "\"quoted\"", "ü–𝄞", "{\"name\":\"ma-cross\"}", "\t\u0001", "<&>", "\\"];
    static readonly decimal[] Amounts = [0, 1, -1, 0.00000001m, 1.10m, 1.1000000000000000000000000000m, decimal.MaxValue, decimal.MinValue, 79228162514264.337593543950335m, -0.0000000000000000000000000001m];
    static readonly double[] Prices = [0, 0.1, 1.0 / 3, double.Epsilon, double.MaxValue, 9007199254740993, 1e-8, 65_432.1];

    readonly SeededGenerator _random = new(seed);

    public HostMessage Host() => _random.NextIndex(8) switch
    {
        0 => new RunBegins(Pick<RunMode>(), [new("BTC", "USDT", 0.01m, 0.00001m, 5, 2), new("X", Text().Trim() + "Q", 0.5m, 1, 0, 4)], Timeframe.FromMonths(1), Text(), Text(), _random.NextIndex(2) == 0 ? Text() : null, _random.NextIndex(2) == 0 ? Text() : null),
        1 => new MarketMoved(Time(), [.. Enumerable.Range(0, _random.NextIndex(3)).Select(i => new ClosedBar((short)i, new(Time(), Price(), Price(), Price(), Price(), Price())))],
            [.. Enumerable.Range(0, _random.NextIndex(3)).Select(i => new OpenedBar((short)i, Price()))], _random.NextIndex(2) == 0),
        2 => new OrderSaid(Event(), Text()),
        3 => new FundingSaid(new FundingSettlement(Short(), Time(), Money(), Money())),
        4 => new CommandSaid(Time(), Text()),
        5 => new EntriesBlocked(Time(), Text()),
        6 => new TradesSaid([.. Enumerable.Range(0, _random.NextIndex(4)).Select(_ => new MarketTrade(Short(), Time(), Math.Max(Money(), 0.01m), Math.Max(Money(), 0.01m), Pick<TakerSide>()))]),
        _ => new RunEnds(Time()),
    };

    public WorkerMessage Worker() => _random.NextIndex(12) switch
    {
        0 => Wanted(),
        1 => new OrderChangeWanted(Number(), Money(), Money(), Money()),
        2 => new CancelWanted(Number(), Pick<OrderReason>()),
        3 => new WishRefusedByGate(Number(), Short(), Pick<OrderReason>(), Text()),
        4 => _random.NextIndex(2) == 0 ? new PaperTold(Wanted(), null) : new PaperTold(null, Event()),
        5 => new VotesHeld(Short(), Text(), Text()),
        6 => new BotLine(Text(), Text()),
        7 => new RunFailed(Text()),
        8 => new BotPlot(Short(), Text(), Text(), Price(), Text()),
        9 => new StrategyState(Short(), Text()),
        10 => new RulesRead([.. Enumerable.Range(0, _random.NextIndex(4)).Select(_ => Rule())]),
        _ => new StepDone(_random.NextBits(), Money(), Money(), [.. Enumerable.Range(0, _random.NextIndex(4)).Select(_ => Money())], _random.NextIndex(2) == 0 ? null : [.. Enumerable.Range(0, _random.NextIndex(4)).Select(_ => _random.NextIndex(3) == 0 ? (decimal?)null : Money())]),
    };

    RuleStand Rule() => new(Text(), Short(), Money(), Pick<RuleUnit>(), _random.NextIndex(2) == 0, _random.NextIndex(2) == 0 ? Money() : null, _random.NextIndex(2) == 0 ? Time() : null, _random.NextIndex(2) == 0 ? Time() : null);

    OrderWanted Wanted() => new()
    {
        Id = Number(),
        Instrument = Short(),
        Side = Pick<Side>(),
        Type = Pick<OrderType>(),
        Quantity = Money(),
        Limit = Money(),
        Trigger = Money(),
        TimeInForce = Pick<TimeInForce>(),
        PostOnly = _random.NextIndex(2) == 0,
        ReduceOnly = _random.NextIndex(2) == 0,
        IsExit = _random.NextIndex(2) == 0,
        Purpose = Pick<OrderPurpose>(),
        Entry = Number(),
        DecisionPrice = Money(),
        Why = Text(),
    };

    OrderEvent Event()
    {
        var kind = Pick<OrderEventKind>();
        if (kind == OrderEventKind.Moved) return OrderEvent.Moved(Number(), Time(), Money());
        if (kind != OrderEventKind.Filled) return OrderEvent.Change(kind, Number(), Time(), Pick<OrderReason>());
        return OrderEvent.Filled(new Fill
        {
            OrderId = Number(),
            Instrument = Short(),
            Book = Short(),
            Side = Pick<Side>(),
            Purpose = Pick<OrderPurpose>(),
            Traits = (FillTraits)_random.NextIndex(256),
            Time = Time(),
            PathUnits = Time(),
            Price = Math.Max(Money(), 0.01m),
            Quantity = Math.Max(Money(), 0.01m),
            Fee = Money(),
        });
    }

    T Pick<T>()
        where T : struct, Enum
    {
        var values = Enum.GetValues<T>();
        return values[_random.NextIndex(values.Length)];
    }

    string Text() => Texts[_random.NextIndex(Texts.Length)];

    decimal Money() => _random.NextIndex(2) == 0 ? Amounts[_random.NextIndex(Amounts.Length)] : Exact.FromUnits((long)_random.NextBits(), _random.NextIndex(19));

    double Price() => _random.NextIndex(2) == 0 ? Prices[_random.NextIndex(Prices.Length)] : BitConverter.UInt64BitsToDouble(_random.NextBits() & 0x7FEF_FFFF_FFFF_FFFF);

    long Time() => _random.NextIndex(4) == 0 ? long.MaxValue : (long)(_random.NextBits() >> 20);

    int Number() => _random.NextIndex(int.MaxValue);

    short Short() => (short)_random.NextIndex(short.MaxValue);
}
