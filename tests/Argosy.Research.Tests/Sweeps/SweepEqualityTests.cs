using Argosy.Core.Orders;
using Argosy.Engine.Accounting;
using Argosy.Research.Backtests;
using Argosy.Research.Metrics;
using Argosy.Research.Sweeps;
using Argosy.Research.Tests.Backtests;
using Argosy.Strategies.BuiltIn;

namespace Argosy.Research.Tests.Sweeps;

/// <summary>A sweep finds what the plain engine finds: every fill, every trade, every figure, to the last unit and bit.</summary>
public sealed class SweepEqualityTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void Sweep_OfRandomSets_EqualsTheEngine(int part)
    {
        var (sets, byEngine, fills) = (0, 0, 0);
        for (var seed = 1; seed <= Cases; seed++)
        {
            var sweep = new RandomSweep((ulong)((part * 100_000) + seed));
            var plan = SweepPlanner.TryPlan([sweep.Market], sweep.Settings, sweep.Sets);
            if (!plan.Ok)
            {
                // Only what the engine refuses too.
                Assert.False(Backtest.Run(new BacktestRequest([sweep.Market], sweep.Sets[0], sweep.Settings)).Ok, plan.Error!.Message);
                continue;
            }
            foreach (var outcome in Compare(sweep.Market, sweep.Settings, sweep.Sets, plan.Value, $"part {part} seed {seed}"))
            {
                sets++;
                fills += outcome.Fills;
                byEngine += outcome.ByEngine ? 1 : 0;
            }
        }
        Assert.True(fills > 1_000, $"only {fills} fills");
        Assert.True(byEngine * 4 < sets, $"{byEngine} of {sets} sets were left to the engine");
    }

    static int Cases => Environment.GetEnvironmentVariable("ARGOSY_LONG") is null ? 60 : 2_000;

    [Fact]
    public void Sweep_OfDogeInBitcoin_EqualsTheEngine()
    {
        var market = TestRuns.Imported("candles", "bittrex_DOGE-BTC_1m.csv.gz");
        StrategyChoice[] sets = [Cross(10, 30), Cross(5, 60), Cross(3, 8, AverageKind.Ema), Cross(20, 50, AverageKind.Sma, CrossTrigger.State)];
        var plan = SweepPlanner.TryPlan([market], TestRuns.OfRecord, sets).Value;
        var outcomes = Compare(market, TestRuns.OfRecord, sets, plan, "DOGE/BTC");
        Assert.Equal(9_709, outcomes[0].Orders);
        // The default settings: all cash, a cap on the volume.
        var settings = new BacktestSettings { Band = false };
        Compare(market, settings, sets, SweepPlanner.TryPlan([market], settings, sets).Value, "DOGE/BTC, all");
    }

    [Fact]
    public void Lanes_OfAnyWidth_GiveTheSame()
    {
        var market = TestRuns.Synthetic("BTC", 9, 5_000, gaps: 0.01);
        StrategyChoice[] sets = [Cross(3, 9), Cross(3, 20, AverageKind.Ema, CrossTrigger.State), Cross(7, 40)];
        var plan = SweepPlanner.TryPlan([market], new BacktestSettings(), sets).Value;
        var results = new[] { Lanes.One, Lanes.Four, Lanes.Eight }
            .Select(lanes => plan.Run(new SweepRun { Depth = SweepDepth.Full, WithTradeHash = true, Lanes = lanes }).Value.Select(o => (o.TradeHash, o.Metrics)).ToArray()).ToArray();
        Assert.All(results, result => Assert.Equal(results[0], result));
        Assert.True(results[0].All(r => r.Metrics!.Trades > 10));
    }

    [Fact]
    public void Threads_OfAnyNumber_GiveTheSame()
    {
        var market = TestRuns.Synthetic("BTC", 10, 3_000);
        StrategyChoice[] sets = [.. Enumerable.Range(2, 40).Select(n => Cross(n, n + 13))];
        var plan = SweepPlanner.TryPlan([market], new BacktestSettings(), sets).Value;
        var alone = plan.Run(new SweepRun { Depth = SweepDepth.Full, WithTradeHash = true }).Value;
        var shared = plan.Run(new SweepRun { Depth = SweepDepth.Full, WithTradeHash = true, Jobs = 3 }).Value;
        Assert.Equal(alone.Select(o => (o.TradeHash, o.Metrics)), shared.Select(o => (o.TradeHash, o.Metrics)));
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void W2_OfAHundredPairs_Fills767178()
    {
        var market = TestRuns.Imported("bench", "bars_525600.csv.gz");
        StrategyChoice[] sets = [.. from fast in Enumerable.Range(1, 10) from slow in Enumerable.Range(6, 10) select Cross(fast * 5, slow * 10)];
        var outcomes = SweepPlanner.TryPlan([market], TestRuns.OfRecord, sets).Value.Run(new SweepRun()).Value;
        Assert.Equal((767_178, 767_180), (outcomes.Sum(o => o.Fills), outcomes.Sum(o => o.Orders)));
    }

    static StrategyChoice Cross(int fast, int slow, AverageKind kind = AverageKind.Sma, CrossTrigger trigger = CrossTrigger.Cross) =>
        new("ma-cross", [], () => new MovingAverageCross(fast, slow, kind, trigger));

    static IReadOnlyList<SweepOutcome> Compare(Market market, BacktestSettings settings, IReadOnlyList<StrategyChoice> sets, SweepPlan plan, string what)
    {
        var records = new (Fill[] Fills, IReadOnlyList<Trade> Trades)[sets.Count];
        var full = plan.Run(new SweepRun
        {
            Depth = SweepDepth.Full, WithTradeHash = true, Inspect = (set, record, trades) => records[set] = ([.. Enumerable.Range(0, record.Fills.Count).Select(i => record.Fills[i])], trades),
        }).Value;
        var daily = plan.Run(new SweepRun { Depth = SweepDepth.Daily }).Value;
        var totals = plan.Run(new SweepRun()).Value;
        for (var set = 0; set < sets.Count; set++)
        {
            var result = Backtest.Run(new BacktestRequest([market], sets[set], settings));
            Assert.True(result.Ok, result.Error?.Message);
            var plain = result.Value;
            var name = $"{what}, set {set} of {sets.Count}: {settings} {market.Instrument}";
            if (!full[set].ByEngine) SameFills(plain, records[set].Fills, records[set].Trades, name);
            Same(plain.TradeHash, full[set].TradeHash, name);
            Same(plain.Metrics, full[set].Metrics, name);
            foreach (var outcome in new[] { full[set], daily[set], totals[set] })
            {
                Same((plain.OrderCount, plain.Fills.Count, plain.Trades.Count), (outcome.Orders, outcome.Fills, outcome.Trades), name);
                Same(plain.Metrics.FinalEquity, outcome.FinalEquity, name);
                Same((plain.Metrics.TotalReturn, plain.Metrics.Cagr, plain.Metrics.Exposure), (outcome.TotalReturn, outcome.Cagr, outcome.Exposure), name);
            }
            Same(DailyReturns.Of(plain.Equity).Values.ToArray(), daily[set].Daily!.Values.ToArray(), name);
            Same((plain.Metrics.Sharpe, plain.Metrics.Sortino, plain.Metrics.Volatility), (daily[set].Daily!.Sharpe, daily[set].Daily!.Sortino, daily[set].Daily!.Volatility), name);
        }
        return full;
    }

    static void SameFills(BacktestResult plain, Fill[] fills, IReadOnlyList<Trade> trades, string name)
    {
        for (var i = 0; i < Math.Min(plain.Fills.Count, fills.Length); i++) Same(plain.Fills[i], fills[i], $"{name}, fill {i}");
        Same(plain.Fills.Count, fills.Length, name);
        Same(plain.Trades, trades, name);
    }

    static void Same<T>(T expected, T actual, string name)
    {
        try
        {
            Assert.Equal(expected, actual);
        }
        catch (Xunit.Sdk.XunitException e)
        {
            Assert.Fail($"{name}: {e.Message}");
        }
    }
}
