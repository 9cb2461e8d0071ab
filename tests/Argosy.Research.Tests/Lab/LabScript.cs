using System.Globalization;
using Argosy.Core.Instruments;
using Argosy.Core.MarketData;
using Argosy.Core.Values;
using Argosy.Engine.Accounting;
using Argosy.Research.Backtests;
using Argosy.Research.Perpetuals;
using Argosy.Simulation.Fills;
using Argosy.Simulation.Margin;

namespace Argosy.Research.Tests.Lab;

/// <summary>A random backtest of everything there is, all drawn from one seed: markets, contracts, rules, costs and orders together.</summary>
sealed class LabScript
{
    public const long Minute = 60_000;

    static readonly string[] ExitTexts = ["stop:2%", "stop(atr=2, period=5)", "target:3%", "trailing:2%", "break-even:1%", "time-stop:9m", "roi:0:3%/4:1%/9:0%", "ratio-trail"];
    static readonly string[] GuardTexts = ["cooldown:3m", "cooldown:100d", "max-drawdown(limit=4%, period=1h)", "daily-loss:3%", "stop-streak(k=2, period=1h, pause=7m)", "low-profit(k=2, period=1h, pause=5m)"];
    static readonly string[] LimitTexts = ["max-position:3", "max-exposure:900", "max-leverage:0.7", "max-order-size:300", "order-rate(count=3, period=9m)", "price-collar:2%", "drawdown:20%", "daily-loss:8%"];
    static readonly string[] Sizes = ["all", "qty:1", "qty:0.37", "equity:30%", "quote:250", "risk:1%", "volatility(target=40%, bars=5)", "kelly(cap=20%, fallback=equity:5%)"];

    readonly SeededGenerator _random;

    public LabScript(int seed, LabKind kind = LabKind.Orders)
    {
        (Seed, Kind) = (seed, kind);
        _random = new SeededGenerator((ulong)seed);
        IsPerpetual = Chance(0.45);
        var count = 1 + _random.NextIndex(3);
        Markets = [.. Enumerable.Range(0, count).Select(RandomMarket)];
        Settings = RandomSettings();
    }

    public int Seed { get; }

    public LabKind Kind { get; }

    public bool IsPerpetual { get; }

    public IReadOnlyList<Market> Markets { get; }

    public BacktestSettings Settings { get; }

    /// <summary>The run, with strategies made afresh.</summary>
    public BacktestRequest Request(IReadOnlyList<Market>? markets = null) => new(markets ?? Markets, Strategy, Settings);

    StrategyChoice Strategy => LabStrategies.Of(Kind, Seed, IsPerpetual);

    /// <summary>The same histories as far as they were known at an instant: no bar that closes later.</summary>
    public IReadOnlyList<Market> Until(long end) =>
    [
        .. Markets.Select(market => market with
        {
            Bars = LabBars.Until(market.Bars, end),
            Detail = market.Detail is null ? null : LabBars.Until(market.Detail, end),
            Mark = market.Mark is null ? null : LabBars.Until(market.Mark, end),
        }),
    ];

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Kind} {Seed}: {Markets.Count} markets of {string.Join('/', Markets.Select(m => $"{m.Bars.Timeframe}{(m.Detail is null ? "" : "+detail")}{(m.Mark is null ? "" : "+mark")} lot {m.Instrument.LotSize}"))}, {Settings.Margin?.Mode.ToString() ?? "spot"} short {Settings.AllowShort} x{Settings.Leverage} size {Settings.Size} exits [{string.Join(' ', Settings.Exits)}] guards [{string.Join(' ', Settings.Guards)}] limits [{string.Join(' ', Settings.Limits)}] {Settings.Fills} {Strategy.Name} {string.Join(' ', Strategy.Parameters.Where(p => p.Value.Length > 0))}");

    Market RandomMarket(int number)
    {
        var minutes = Pick(1, 1, 3, 5);
        var withDetail = minutes > 1 && Chance(0.5);
        var fine = LabBars.Walk(_random, 120 + _random.NextIndex(120), withDetail ? 1 : minutes, $"{Seed}-{number}");
        var bars = withDetail ? LabBars.Resampled(fine, minutes) : fine;
        var instrument = new Instrument($"X{number}", "Q", 0.01m, Pick(0.0001m, 0.01m, 0.1m), Pick(0m, 0m, 5m), 2);
        var market = new Market(instrument, bars, withDetail ? LabBars.Holed(fine, _random) : null, $"x{number}");
        if (!IsPerpetual) return market;
        var from = bars.OpenTimes[0];
        var span = bars.CloseTime(bars.Count - 1) - from;
        var times = Enumerable.Range(1, 8).Select(k => from + (span * k / 9 / Minute * Minute) + (k % 2 == 0 ? 3 : 0)).ToArray();
        return market with
        {
            Mark = Chance(0.6) ? LabBars.Mark(bars, _random) : null,
            Funding = Chance(0.7) ? new FundingRates(times, [.. times.Select(_ => (_random.NextIndex(41) - 20) / 1_000m)], $"funding-{number}") : null,
            Brackets = BracketTable.FromRates([(500m, 50, 0.01m), (2_000m, 20, 0.03m), (1_000_000m, 10, 0.06m)]),
        };
    }

    BacktestSettings RandomSettings()
    {
        var atClose = Chance(0.15);
        return new BacktestSettings
        {
            Cash = Pick(500m, 2_000m, 100m),
            Size = Pick(Sizes),
            Exits = Some(ExitTexts, 0.3),
            Guards = Some(GuardTexts, 0.15),
            Limits = Some(LimitTexts, 0.15),
            Band = false,
            AllowShort = IsPerpetual || Chance(0.4),
            Leverage = IsPerpetual ? 1 + _random.NextIndex(20) : Pick(1m, 3m),
            BorrowApr = IsPerpetual ? 0 : Pick(0m, 0.5m),
            Margin = IsPerpetual ? new MarginSettings { Mode = Chance(0.5) ? MarginMode.Isolated : MarginMode.Cross } : null,
            Fills = new FillOptions
            {
                FillAt = atClose ? FillAt.Close : FillAt.NextOpen,
                Path = Pick(PathMode.NearFirst, PathMode.AdverseFirst, PathMode.FavourableFirst, PathMode.Ohlc, PathMode.Olhc),
                Participation = Pick(0m, 0.1m, 0.03m),
                LatencyBars = atClose ? 0 : Pick(0, 0, 0, 1, 2),
                MakerFee = Pick(0m, 0.001m, -0.0003m),
                TakerFee = Pick(0m, 0.001m, 0.00123m),
                SlippageBps = Pick(0m, 0m, 15m),
                SpreadBps = Pick(0m, 0m, 8m),
                TouchProbability = Chance(0.2) ? 0.5 : 0,
                FeeInReceivedAsset = !IsPerpetual && Chance(0.3),
                Seed = (ulong)Seed,
            },
        };
    }

    string[] Some(string[] all, double share) => [.. all.Where(_ => Chance(share))];

    T Pick<T>(params T[] all) => all[_random.NextIndex(all.Length)];

    bool Chance(double share) => _random.NextIndex(1_000) < share * 1_000;
}
