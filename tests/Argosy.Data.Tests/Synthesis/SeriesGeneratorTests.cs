using Argosy.Core.MarketData;
using Argosy.Data.Checks;
using Argosy.Data.Synthesis;

namespace Argosy.Data.Tests.Synthesis;

public class SeriesGeneratorTests
{
    [Fact]
    public void SameSeed_SameBars_OtherSeed_OtherBars()
    {
        var one = Generate(1);
        Assert.Equal(one.Hash, Generate(1).Hash);
        Assert.NotEqual(one.Hash, Generate(2).Hash);
        Assert.True(one.Synthetic);
        Assert.True(one.ToColumns().Synthetic);
    }

    [Fact]
    public void Bars_AreHonest_ContinuousAndOnTick()
    {
        var bars = Generate(3);
        Assert.Equal(0, bars.Quality.Violations);
        Assert.Equal(SeriesCheck.Of(bars), bars.Quality);
        for (var i = 1; i < bars.Count; i++) Assert.Equal(bars.Close[i - 1], bars.Open[i]);
        Assert.All(bars.Volume, volume => Assert.True(volume > 0));
        Assert.True(bars.PriceScale <= 2);
    }

    [Fact]
    public void Volatility_ClustersAndHasItsSize()
    {
        var closes = SeriesGenerator.Generate(new SynthesisOptions { Bars = 200_000, Seed = 5, Timeframe = Timeframe.OneHour, Price = 20_000, PriceScale = 8, AnnualVolatility = 0.5 }).ToColumns().Close;
        var returns = closes.Zip(closes.Skip(1), (a, b) => Math.Log(b / a)).ToArray();
        var annual = Math.Sqrt(returns.Select(r => r * r).Average() * 24 * 365.25);
        Assert.InRange(annual, 0.4, 0.6);
        Assert.InRange(Correlation(returns), -0.02, 0.02);
        Assert.True(Correlation([.. returns.Select(r => r * r)]) > 0.05);
    }

    [Fact]
    public void Gaps_OnlyWhenAsked()
    {
        Assert.Equal(0, Generate(9).Quality.Gaps);
        var bars = SeriesGenerator.Generate(new SynthesisOptions { Bars = 10_000, Seed = 9, GapRatio = 0.01 });
        Assert.InRange(bars.Quality.Gaps, 20, 200);
        Assert.Equal(10_000, bars.Count + bars.Quality.Missing, 60.0);
    }

    static Argosy.Data.Series.ScaledBars Generate(ulong seed) => SeriesGenerator.Generate(new SynthesisOptions { Bars = 5000, Seed = seed });

    static double Correlation(double[] values)
    {
        var mean = values.Average();
        double both = 0, own = 0;
        for (var i = 0; i < values.Length; i++)
        {
            own += (values[i] - mean) * (values[i] - mean);
            if (i > 0) both += (values[i] - mean) * (values[i - 1] - mean);
        }
        return both / own;
    }
}
