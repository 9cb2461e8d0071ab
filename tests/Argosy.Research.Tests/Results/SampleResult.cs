using Argosy.Core.Events;
using Argosy.Core.Instruments;
using Argosy.Core.MarketData;
using Argosy.Core.Orders;
using Argosy.Engine.Accounting;
using Argosy.Engine.Orders;
using Argosy.Research.Backtests;
using Argosy.Research.Metrics;
using Argosy.Research.Results;

namespace Argosy.Research.Tests.Results;

/// <summary>A small result made by hand: a long that reached its target, a short still open, one refused order.</summary>
static class SampleResult
{
    public const long Start = 1_577_836_800_000, Hour = 3_600_000;
    public static readonly Instrument Bitcoin = new("BTC", "USD", 0.01m, 0.00000001m, 5m, 2);

    public static BacktestResult Make(bool withBand = true)
    {
        var fills = Fills();
        var builder = new TradeBuilder([Bitcoin], 1);
        builder.Add(fills, []);
        builder.CloseOpen(Start + (48 * Hour), [98.5m], 0.001m);
        var settings = new BacktestSettings { AllowShort = true };
        var final = settings.Cash + builder.TotalPnl;
        var curve = new EquitySeries([Start, Start + Hour, Start + (2 * Hour), Start + (48 * Hour)], [10_000, 10_001.5, 10_009.79, 10_011]).EndAt(final);
        Market[] markets = [new(Bitcoin, Bars(), null, "sample.csv")];
        var metrics = MetricsCalculator.Calculate(new MetricsInput
        {
            From = Start,
            To = Start + (48 * Hour),
            StartingCash = settings.Cash,
            FinalEquity = final,
            Equity = curve,
            Instruments = [Bitcoin],
            Trades = builder.Trades,
            Fills = fills,
            ExposedPoints = 2,
            Points = 3,
            Prices = [new PriceSpan(100, 98.5)],
        });
        return new BacktestResult
        {
            Strategy = new StrategyChoice("ma-cross", [new("fast", "10"), new("slow", "30")], () => throw new NotSupportedException()),
            Markets = markets,
            Settings = settings,
            From = Start,
            To = Start + (48 * Hour),
            Metrics = metrics,
            Band = withBand ? new AmbiguityBand(9_990m, 10_020.5m, 9_990m, 10_020.5m, -0.001, 0.00205, 1) : null,
            Trades = builder.Trades,
            Orders = Orders(),
            Fills = fills,
            OrderCount = 5,
            Unfilled = [new("below-minimum", 1)],
            Equity = curve,
            Warnings = ["Only 2 trades: “few” & <small>."],
            TradeHash = TradeHash.Of(builder.Trades, [Bitcoin]),
            StateHash = "00ff",
            Performance = new RunPerformance(4, 0.25, 0.5, 8, double.NaN, Cold: true),
        };
    }

    public static BarColumns Bars(double volume = 5) => new()
    {
        Timeframe = Timeframe.OneHour,
        OpenTimes = [Start, Start + Hour, Start + (2 * Hour), Start + (47 * Hour)],
        Open = [100, 100, 105, 99],
        High = [101, 106, 105, 99],
        Low = [99, 99, 100, 98],
        Close = [100, 105, 101, 98.5],
        Volume = [volume, volume, volume, volume],
        PriceScale = 2,
        Hash = "aa11",
        Quality = new DataQuality(1, 44, 45 * Hour, 0, 0, 0, 0, 3, 0),
    };

    static FillHistory Fills()
    {
        var fills = new FillHistory();
        fills.Add(Fill(1, Side.Buy, OrderPurpose.Signal, FillTraits.AtOpen | FillTraits.Final, Start + Hour, 100m, 100.05m, 1.5m, 0.150075m));
        fills.Add(Fill(3, Side.Sell, OrderPurpose.Target, FillTraits.Maker | FillTraits.Final | FillTraits.PathDependent, Start + (2 * Hour), 106m, 106m, 1.5m, 0.159m));
        fills.Add(Fill(4, Side.Sell, OrderPurpose.Signal, FillTraits.AtOpen | FillTraits.AfterGap | FillTraits.Final, Start + (47 * Hour), 99m, 98.95m, 0.5m, 0.049475m));
        return fills;
    }

    static Fill Fill(int order, Side side, OrderPurpose purpose, FillTraits traits, long time, decimal path, decimal price, decimal quantity, decimal fee) => new()
    {
        OrderId = order,
        Instrument = 0,
        Book = 0,
        Side = side,
        Purpose = purpose,
        Traits = traits,
        Time = time,
        PathUnits = Bitcoin.MoneyToUnits(path),
        Price = price,
        Quantity = quantity,
        Fee = fee,
    };

    static ApprovedOrder[] Orders() =>
    [
        Order(1, Side.Buy, OrderType.Market, OrderSize.Quote(150m), OrderPurpose.Signal, OrderState.Filled, 1.5m, null, OrderFlags.FromTarget),
        Order(2, Side.Sell, OrderType.Stop, OrderSize.Quantity(1.5m), OrderPurpose.Stop, OrderState.Cancelled, 0, new OrderTerms { Trigger = 95m },
            OrderFlags.ReduceOnly | OrderFlags.Child, OrderReason.SiblingFilled, 3),
        Order(3, Side.Sell, OrderType.Limit, OrderSize.Quantity(1.5m), OrderPurpose.Target, OrderState.Filled, 1.5m, new OrderTerms { Limit = 106m },
            OrderFlags.ReduceOnly | OrderFlags.Child, OrderReason.None, 2),
        Order(4, Side.Sell, OrderType.Market, OrderSize.Quantity(0.5m), OrderPurpose.Signal, OrderState.Filled, 0.5m, null, OrderFlags.None),
        Order(5, Side.Buy, OrderType.Market, OrderSize.Quantity(0.001m), OrderPurpose.Signal, OrderState.Refused, 0, null, OrderFlags.None, OrderReason.BelowMinimum),
    ];

    static ApprovedOrder Order(
        int id, Side side, OrderType type, OrderSize size, OrderPurpose purpose, OrderState state, decimal filled, OrderTerms? terms, OrderFlags flags,
        OrderReason reason = OrderReason.None, int sibling = 0)
    {
        var intent = new OrderIntent { Instrument = 0, Book = 0, Side = side, Type = type, Size = size, Purpose = purpose, Flags = flags, Terms = terms, Sibling = sibling };
        return new ApprovedOrder(id, in intent, Start + Hour) { State = state, Reason = reason, Filled = filled };
    }
}
