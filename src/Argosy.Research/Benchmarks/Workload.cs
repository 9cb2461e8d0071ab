using Argosy.Core.Instruments;
using Argosy.Core.MarketData;
using Argosy.Core.Values;
using Argosy.Research.Backtests;
using Argosy.Simulation.Fills;
using Argosy.Strategies;

namespace Argosy.Research.Benchmarks;

/// <summary>One of the works by which engines are compared: always the same rules, so that order counts can be compared before speeds.</summary>
/// <param name="Name">W1, W3 or W4.</param>
/// <param name="Rules">What it does, one phrase.</param>
/// <param name="Strategy">Name of the built-in strategy.</param>
/// <param name="Parameters">Its parameters.</param>
/// <param name="CountsOrders">Whether its speed is counted in orders rather than in bars.</param>
public sealed record Workload(string Name, string Rules, string Strategy, IReadOnlyDictionary<string, string> Parameters, bool CountsOrders)
{
    /// <summary>Fast average of W1.</summary>
    public const int Fast = 10;

    /// <summary>Slow average of W1.</summary>
    public const int Slow = 30;

    /// <summary>Starting cash of all works, quote asset.</summary>
    public const decimal Cash = 1_000_000_000m;

    /// <summary>Fee of all works, ratio.</summary>
    public const decimal Fee = 0.001m;

    /// <summary>The works that are one run; W2 is the sweep.</summary>
    public static IReadOnlyList<Workload> All { get; } =
    [
        Cross(Fast, Slow),
        new("W3", "RSI 14 falls below 30: buy 1, stop 2 %, target 4 %", "rsi",
            new Dictionary<string, string> { ["period"] = "14", ["low"] = "30", ["high"] = "100", ["stopLoss"] = "0.02", ["takeProfit"] = "0.04" }, CountsOrders: false),
        new("W4", "an order at every bar: buy 1, sell 1", "every-bar", new Dictionary<string, string> { ["qty"] = "1" }, CountsOrders: true),
    ];

    /// <summary>W1 with other averages: the runs of the sweep.</summary>
    public static Workload Cross(int fast, int slow) => new("W1", $"SMA {fast} crosses SMA {slow}: buy 1, sell 1 at the next open, fee 0.1 %", "ma-cross",
        new Dictionary<string, string> { ["fast"] = $"{fast}", ["slow"] = $"{slow}", ["kind"] = "sma" }, CountsOrders: false);

    /// <summary>The backtest this work is on a market, without curve, hash and band unless <paramref name="report"/> is asked for.</summary>
    public Result<BacktestRequest> On(Market market, bool report = false)
    {
        var found = StrategyCatalogue.Find(Strategy);
        if (!found.Ok) return found.Error!;
        var bound = found.Value.Bind(Parameters);
        if (!bound.Ok) return bound.Error!;
        var settings = new BacktestSettings
        {
            Cash = Cash,
            Size = "qty:1",
            Band = false,
            KeepCurve = report,
            KeepHash = report,
            Fills = new FillOptions { TakerFee = Fee, MakerFee = Fee, Participation = 0 },
        };
        return new BacktestRequest([market], new StrategyChoice(bound.Value.Name, bound.Value.Parameters, bound.Value.Create), settings);
    }

    /// <summary>The first rows of a series.</summary>
    internal static BarColumns Head(BarColumns bars, int rows) => new()
    {
        Timeframe = bars.Timeframe,
        OpenTimes = bars.OpenTimes[..Math.Min(rows, bars.Count)],
        Open = bars.Open[..Math.Min(rows, bars.Count)],
        High = bars.High[..Math.Min(rows, bars.Count)],
        Low = bars.Low[..Math.Min(rows, bars.Count)],
        Close = bars.Close[..Math.Min(rows, bars.Count)],
        Volume = bars.Volume[..Math.Min(rows, bars.Count)],
        PriceScale = bars.PriceScale,
        Hash = bars.Hash,
    };

    /// <summary>The market's bars laid end to end <paramref name="times"/> times, without a gap; prices jump where one copy meets the next.</summary>
    public static Market Repeated(Market market, int times)
    {
        ArgumentNullException.ThrowIfNull(market);
        ArgumentOutOfRangeException.ThrowIfLessThan(times, 1);
        if (times == 1) return market;
        var bars = market.Bars;
        var openTimes = new long[bars.Count * times];
        for (var i = 0; i < openTimes.Length; i++) openTimes[i] = i == 0 ? bars.OpenTimes[0] : bars.Timeframe.End(openTimes[i - 1]);
        double[] Again(double[] column) => [.. Enumerable.Repeat(column, times).SelectMany(values => values)];
        return market with
        {
            Source = $"{market.Source} x {times}",
            Bars = new BarColumns
            {
                Timeframe = bars.Timeframe,
                OpenTimes = openTimes,
                Open = Again(bars.Open),
                High = Again(bars.High),
                Low = Again(bars.Low),
                Close = Again(bars.Close),
                Volume = Again(bars.Volume),
                PriceScale = bars.PriceScale,
                VolumeInQuote = bars.VolumeInQuote,
                Synthetic = true,
                Hash = $"{bars.Hash} x {times}",
            },
        };
    }

    /// <summary>A market of bars whose instrument is only as exact as its data.</summary>
    public static Market Market(BarColumns bars, string source)
    {
        ArgumentNullException.ThrowIfNull(bars);
        var tick = Exact.FromUnits(1, bars.PriceScale);
        return new Market(new Instrument("BTC", "USD", tick, Instrument.SmallestStep, Instrument.SmallestStep, bars.PriceScale), bars, null, source);
    }
}
