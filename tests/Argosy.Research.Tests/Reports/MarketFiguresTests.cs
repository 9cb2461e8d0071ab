using Argosy.Research.Metrics;
using Argosy.Research.Reports;
using Argosy.Research.Results;
using Argosy.Research.Tests.Results;

namespace Argosy.Research.Tests.Reports;

public sealed class MarketFiguresTests
{
    static StoredTrade Trade(string side, long entry, long exit, decimal quantity) =>
        new(1, "BTC/USD", side, entry, 100, exit, 100, quantity, 0, 0, 0, "signal", false, false, false, 0);

    [Fact]
    public void Exposure_OfATradeOverHalfTheTest_IsHalfOfIt()
    {
        var equity = new EquitySeries([0, 100_000_000], [10_000, 10_000]);
        var curve = ExposureCurve.Of([Trade("long", 0, 50_000_000, 50), Trade("short", 75_000_000, 100_000_000, 100)], equity, 0, 100_000_000);

        Assert.Equal(ExposureCurve.MaxPeriods, curve.Long.Count);
        Assert.Equal(0.5 * 0.5, curve.Long.Average(), 9);
        Assert.Equal(0.25 * 1.0, curve.Short.Average(), 9);
        Assert.Equal((0.5, 0.0), (curve.Long[0], curve.Long[^1]));
    }

    [Fact]
    public void BuyAndHold_EndsWhereTheMetricDoes()
    {
        var bars = SampleResult.Bars();
        var equity = new EquitySeries([SampleResult.Start, SampleResult.Start + SampleResult.Hour, SampleResult.Start + (48 * SampleResult.Hour)], [10_000, 1, 2]);

        var held = BuyAndHold.Of(equity, [bars], SampleResult.Start)!;

        Assert.Equal(10_000, held[0]);
        Assert.Equal(10_000 * bars.Close[0] / bars.Open[0], held[1], 9);
        Assert.Equal(10_000 * bars.Close[^1] / bars.Open[0], held[2], 9);
    }

    [Fact]
    public void BuyAndHold_WithoutBarsInTheTest_IsNothing() => Assert.Null(BuyAndHold.Of(new EquitySeries([0, 1], [1, 1]), [SampleResult.Bars()], long.MaxValue));

    [Fact]
    public void Importance_OfTheParameterThatDecides_IsOneAndOfNoiseNone()
    {
        string[] decides = [.. Enumerable.Range(0, 200).Select(i => $"{i % 5}")];
        string[] noise = [.. Enumerable.Range(0, 200).Select(i => $"{i * 7919 % 101}")];
        double[] objective = [.. Enumerable.Range(0, 200).Select(i => (double)(i % 5))];

        Assert.Equal(1, ParameterImportance.Of("a", decides, objective).Share!.Value, 9);
        Assert.InRange(ParameterImportance.Of("b", noise, objective).Share!.Value, 0, 0.05);
        Assert.Equal(0, ParameterImportance.Of("c", [.. Enumerable.Repeat("x", 200)], objective).Share);
        Assert.Null(ParameterImportance.Of("d", decides, [.. Enumerable.Repeat(1.0, 200)]).Share);
        Assert.Null(ParameterImportance.Of("e", [], []).Share);
    }

    [Fact]
    public void Importance_OfAMonotoneParameterWithManyValues_IsHigh()
    {
        string[] values = [.. Enumerable.Range(0, 300).Select(i => $"{i * 0.001}")];

        Assert.InRange(ParameterImportance.Of("a", values, [.. Enumerable.Range(0, 300).Select(i => (double)i)]).Share!.Value, 0.95, 1);
    }
}
