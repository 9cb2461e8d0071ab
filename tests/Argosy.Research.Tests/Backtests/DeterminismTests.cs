using System.Runtime.InteropServices;
using Argosy.Research.Backtests;
using Argosy.Simulation.Fills;
using Argosy.Strategies.BuiltIn;

namespace Argosy.Research.Tests.Backtests;

public sealed class DeterminismTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void SameRun_OnSeveralThreadsAtOnce_IsTheSame(int threads)
    {
        Market[] markets = [TestRuns.Synthetic("BTC", 1, 6_000, gaps: 0.01), TestRuns.Synthetic("ETH", 2, 2_000, "3m"), TestRuns.Synthetic("SOL", 3, 1_000, "5m", 0.02)];
        var settings = new BacktestSettings { AllowShort = true, Leverage = 2, BorrowApr = 0.1m, Fills = new FillOptions { SlippageBps = 2 } };
        var alone = Facts.Of(Run(markets, settings));
        var results = new Facts[threads * 2];
        var workers = Enumerable.Range(0, threads).Select(k => new Thread(() =>
        {
            results[2 * k] = Facts.Of(Run(markets, settings));
            results[(2 * k) + 1] = Facts.Of(Run(markets, settings));
        })).ToArray();
        foreach (var worker in workers) worker.Start();
        foreach (var worker in workers) worker.Join();
        Assert.All(results, facts => Assert.Equal(alone, facts));
        Assert.True(alone.Fills > 100, $"only {alone.Fills} fills");
    }

    [Fact]
    public void CurveAndHash_WhetherKeptOrNot_ChangeNoTrade()
    {
        Market[] markets = [TestRuns.Synthetic("BTC", 6, 4_000)];
        var full = Run(markets, new BacktestSettings { AllowShort = true });
        var bare = Run(markets, new BacktestSettings { AllowShort = true, KeepCurve = false, KeepHash = false });
        Assert.Equal(full.TradeHash, bare.TradeHash);
        Assert.Equal(full.Metrics.FinalEquity, bare.Metrics.FinalEquity);
    }

    [Theory]
    [InlineData(PathMode.NearFirst)]
    [InlineData(PathMode.AdverseFirst)]
    [InlineData(PathMode.FavourableFirst)]
    public void Band_HoldsTheThreeRunsItNames(PathMode main)
    {
        Market[] markets = [TestRuns.Synthetic("BTC", 7, 4_000)];
        BacktestResult Of(PathMode path, bool band) => TestRuns.Run(markets, "rsi", () => new RsiReversal(3, 40, 100, 0.0005m, 0.0005m), new BacktestSettings
        {
            Band = band, Fills = new FillOptions { Path = path },
        });
        var result = Of(main, band: true);
        var (adverse, favourable) = (Of(PathMode.AdverseFirst, band: false).Metrics.FinalEquity, Of(PathMode.FavourableFirst, band: false).Metrics.FinalEquity);
        Assert.Equal((adverse, favourable), (result.Band!.AdverseFirst, result.Band.FavourableFirst));
        Assert.Equal(new[] { adverse, favourable, result.Metrics.FinalEquity }.Min(), result.Band.Low);
        Assert.Equal(new[] { adverse, favourable, result.Metrics.FinalEquity }.Max(), result.Band.High);
        Assert.True(result.Band.PathDependentTrades > 0);
    }

    static BacktestResult Run(Market[] markets, BacktestSettings settings) =>
        TestRuns.Run(markets, "ma-cross", () => new MovingAverageCross(3, 9), settings);

    sealed record Facts(string TradeHash, string StateHash, string Equity, int Fills)
    {
        public static Facts Of(BacktestResult result) => new(
            result.TradeHash, result.StateHash,
            Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(MemoryMarshal.AsBytes(result.Equity.Values.AsSpan()))), result.Fills.Count);
    }
}
