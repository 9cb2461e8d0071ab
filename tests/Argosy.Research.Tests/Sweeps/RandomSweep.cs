using Argosy.Core.Instruments;
using Argosy.Core.MarketData;
using Argosy.Core.Values;
using Argosy.Engine.Strategies;
using Argosy.Research.Backtests;
using Argosy.Simulation.Fills;
using Argosy.Strategies.BuiltIn;

namespace Argosy.Research.Tests.Sweeps;

/// <summary>A market, settings and parameter sets drawn from a seed: awkward on purpose.</summary>
sealed class RandomSweep
{
    readonly SeededGenerator _random;

    public RandomSweep(ulong seed)
    {
        _random = new SeededGenerator(seed);
        Market = DrawMarket();
        Settings = DrawSettings();
        Sets = [.. Enumerable.Range(0, Below(6) + 1).Select(_ => DrawSet())];
    }

    public Market Market { get; }

    public BacktestSettings Settings { get; }

    public IReadOnlyList<StrategyChoice> Sets { get; }

    int Below(int count) => (int)(_random.NextUnit() * count);

    T One<T>(params T[] choices) => choices[Below(choices.Length)];

    Market DrawMarket()
    {
        var count = One(50, 300, 1_000, 2_500, 6_000);
        var scale = One(0, 1, 2, 2, 4, 8);
        var timeframe = Timeframe.Parse(One("1m", "5m", "1h", "1d")).Value;
        var units = Math.Max(20.0, One(30.0, 1_000.0, 25_000.0, 4_000_000.0));
        var jump = One(0.0, 0.001, 0.01, 0.05);
        var gaps = One(0.0, 0.0, 0.05);
        var idle = One(0.0, 0.3, 0.9);
        var volume = One(0.0, 0.5, 40.0, 1e5, 1e12);
        var columns = Enumerable.Range(0, 5).Select(_ => new double[count]).ToArray();
        var times = new long[count];
        var time = 1_600_000_000_000L;
        time = timeframe.Floor(time);
        var last = units;
        for (var i = 0; i < count; i++)
        {
            if (i > 0 && _random.NextUnit() < gaps) time = timeframe.End(time);
            times[i] = time;
            time = timeframe.End(time);
            var open = Step(last, jump * 0.2);
            var close = Step(open, jump);
            var (high, low) = (Math.Max(open, close) + Below(3), Math.Max(1, Math.Min(open, close) - Below(3)));
            var power = Exact.PowerOfTen(scale);
            (columns[0][i], columns[1][i], columns[2][i], columns[3][i]) = (open / power, high / power, low / power, close / power);
            columns[4][i] = _random.NextUnit() < idle ? 0 : Math.Round(volume * _random.NextUnit(), 3);
            last = close;
        }
        var bars = new BarColumns
        {
            Timeframe = timeframe, OpenTimes = times, Open = columns[0], High = columns[1], Low = columns[2], Close = columns[3], Volume = columns[4],
            PriceScale = scale, VolumeInQuote = One(false, false, true), Hash = "random",
        };
        var instrument = new Instrument("BTC", "USD", Exact.FromUnits(1, scale), One(0.00000001m, 0.001m, 0.5m, 1m, 25m), One(0m, 0m, 5m, 12.345678901m), scale);
        return new Market(instrument, bars, null, "random");
    }

    double Step(double from, double jump) => Math.Max(2, Math.Round(from * (1 + (jump * ((2 * _random.NextUnit()) - 1)))));

    BacktestSettings DrawSettings()
    {
        var times = Market.Bars.OpenTimes;
        var fee = One(0m, 0.001m, 0.00075m, 0.0123m, 0.0010m);
        return new BacktestSettings
        {
            Cash = One(10_000m, 12.5m, 999.99999999m, 1_000_000_000m, 20_000_000_000m),
            Size = One("all", "all", "qty:1", "qty:0.37", "qty:30", "quote:100", "quote:7.77777777", "equity:10%", "equity:100%"),
            From = _random.NextUnit() < 0.4 ? times[Below(times.Length / 2)] + One(0, 0, 1) : null,
            To = _random.NextUnit() < 0.3 ? times[^1] - Below(5) : null,
            Band = false,
            Fills = new FillOptions
            {
                Participation = One(0m, 0.1m, 0.1m, 1m, 0.003m),
                TakerFee = fee, MakerFee = fee, SlippageBps = One(0m, 0m, 2.5m, 30m), SpreadBps = One(0m, 0m, 1m, 3.3m),
            },
        };
    }

    StrategyChoice DrawSet()
    {
        var (kind, trigger) = (One(AverageKind.Sma, AverageKind.Sma, AverageKind.Ema), One(CrossTrigger.Cross, CrossTrigger.Cross, CrossTrigger.State));
        var fast = Below(12) + 1;
        var slow = fast + 1 + Below(One(3, 20, 60, 300));
        Func<IStrategy> create = _random.NextUnit() < 0.2 ? () => new MovingAverage(slow, kind) : () => new MovingAverageCross(fast, slow, kind, trigger);
        return new StrategyChoice("ma", [], create);
    }
}
