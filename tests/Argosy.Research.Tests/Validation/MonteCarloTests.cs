using Argosy.Core.Values;
using Argosy.Research.Backtests;
using Argosy.Research.Metrics;
using Argosy.Research.Tests.Backtests;
using Argosy.Research.Validation;
using Argosy.Strategies.BuiltIn;

namespace Argosy.Research.Tests.Validation;

public sealed class MonteCarloTests
{
    static readonly StrategyChoice Cross = new("ma-cross", [], () => new MovingAverageCross(5, 20));

    [Fact]
    public void Shuffle_SpreadsAroundTheDrawdownThatHappened()
    {
        var result = TestRuns.Run([Candles.Noise(11, 1000)], "ma-cross", Cross.Create, Candles.Free);
        var shuffle = MonteCarlo.Shuffle(result.Trades, result.Settings.Cash, 500, 1)!;
        Assert.InRange(shuffle.Actual, shuffle.MaxDrawdown.Least, shuffle.MaxDrawdown.Greatest);
        Assert.True(shuffle.MaxDrawdown.P05 < shuffle.MaxDrawdown.P95);
        Assert.Equal(shuffle, MonteCarlo.Shuffle(result.Trades, result.Settings.Cash, 500, 1));
        Assert.NotEqual(shuffle, MonteCarlo.Shuffle(result.Trades, result.Settings.Cash, 500, 2));
        Assert.Equal(shuffle, MonteCarlo.Shuffle([.. result.Trades.Select(trade => trade.Pnl)], result.Settings.Cash, 500, 1));
    }

    [Fact]
    public void Shuffle_OfOneTradeOrOfRuin_IsNone()
    {
        Assert.Null(MonteCarlo.Shuffle([10m], 100, 10, 1));
        Assert.NotNull(MonteCarlo.Shuffle([10m, -109.99m], 100, 10, 1));
        Assert.Null(MonteCarlo.Shuffle([10m, -110m], 100, 10, 1));
    }

    [Fact]
    public void Bootstrap_OfDebt_IsNone()
    {
        double[] days = [.. Enumerable.Repeat(0.01, 29), -1];
        Assert.Equal(-1, MonteCarlo.Bootstrap(days, 200, 1)!.TotalReturn.Least);
        days[^1] = -1.01;
        Assert.Null(MonteCarlo.Bootstrap(days, 200, 1));
    }

    [Fact]
    public void Bootstrap_OfEqualDays_HasNoSpread()
    {
        var days = Enumerable.Repeat(0.01, 30).ToArray();
        var bootstrap = MonteCarlo.Bootstrap(days, 50, 1)!;
        Assert.Equal(Math.Pow(1.01, 30) - 1, bootstrap.TotalReturn.Least, 1e-12);
        Assert.Equal(bootstrap.TotalReturn.Least, bootstrap.TotalReturn.Greatest);
        Assert.Equal(0, bootstrap.MaxDrawdown.Greatest);
        Assert.Null(bootstrap.Sharpe);
        Assert.Equal(0, bootstrap.LossShare);
        Assert.Null(MonteCarlo.Bootstrap(days[..19], 50, 1));
    }

    [Fact]
    public void Bootstrap_OfNoise_IsCentredOnWhatHappened()
    {
        var days = OverfittingProbabilityTests.Noise(3, 400);
        var actual = days.Aggregate(1.0, (equity, r) => equity * (1 + r)) - 1;
        var bootstrap = MonteCarlo.Bootstrap(days, 2000, 7)!;
        Assert.Equal(7, bootstrap.BlockDays);
        Assert.InRange(actual, bootstrap.TotalReturn.P25, bootstrap.TotalReturn.P75);
    }

    [Fact]
    public void CandleNoise_OfNothing_ChangesNothing()
    {
        var request = new BacktestRequest([Candles.Noise(12, 400)], Cross, Candles.Free);
        var plain = Backtest.Run(request).Value.Metrics;
        var noise = MonteCarlo.Noise(request, 0, 3, 1).Value;
        Assert.Equal(plain.TotalReturn, noise.TotalReturn.Least);
        Assert.Equal(plain.TotalReturn, noise.TotalReturn.Greatest);
    }

    [Fact]
    public void CandleNoise_DoesNotDependOnHowManyRunAtOnce()
    {
        var request = new BacktestRequest([Candles.Noise(12, 400)], Cross, Candles.Free);
        Assert.Equal(MonteCarlo.Noise(request, 0.2, 8, 5, 1).Value, MonteCarlo.Noise(request, 0.2, 8, 5, 4).Value);
    }

    [Fact]
    public void AlteredCandles_StayCandles()
    {
        for (var seed = 1; seed <= 100; seed++) AssertCandles(seed);
    }

    static void AssertCandles(int seed)
    {
        var bars = Candles.Noise((ulong)seed, 60).Bars;
        foreach (var altered in new[] { AlteredBars.Noise(bars, 0.5, (ulong)seed), AlteredBars.Scramble(bars, seed % 60, (ulong)seed) })
        {
            altered.Check();
            for (var i = 0; i < altered.Count; i++)
            {
                Assert.True(altered.Low[i] > 0 && altered.Low[i] <= Math.Min(altered.Open[i], altered.Close[i]) && altered.High[i] >= Math.Max(altered.Open[i], altered.Close[i]));
                Assert.Equal(altered.Close[i], Math.Round(altered.Close[i] * 1e4) / 1e4);
            }
        }
    }

    [Fact]
    public void Scramble_LeavesWhatCameBefore()
    {
        var bars = Candles.Noise(4, 100).Bars;
        var scrambled = AlteredBars.Scramble(bars, 60, 9);
        Assert.Equal(bars.Close[..60], scrambled.Close[..60]);
        Assert.NotEqual(bars.Close[60..], scrambled.Close[60..]);
        Assert.Equal(bars.Volume.Sum(), scrambled.Volume.Sum(), 1e-9);
    }
}
