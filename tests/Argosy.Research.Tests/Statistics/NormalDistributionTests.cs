using Argosy.Research.Statistics;

namespace Argosy.Research.Tests.Statistics;

/// <summary>Against 40-digit values of reference/validation_reference.py.</summary>
public sealed class NormalDistributionTests
{
    [Theory]
    [InlineData(-38, 2.8854283600687843084e-316)]
    [InlineData(-20, 2.7536241186062336951e-89)]
    [InlineData(-8, 6.2209605742717841235e-16)]
    [InlineData(-5, 2.8665157187919391167e-7)]
    [InlineData(-3, 0.0013498980316300945267)]
    [InlineData(-2.5, 0.006209665325776135167)]
    [InlineData(-2.4, 0.0081975359245961294444)]
    [InlineData(-1, 0.15865525393145705141)]
    [InlineData(-0.3, 0.38208857781104736269)]
    [InlineData(0, 0.5)]
    [InlineData(0.5, 0.69146246127401310364)]
    [InlineData(1.96, 0.97500210485177956586)]
    [InlineData(4, 0.99996832875816688008)]
    public void Cumulative_MatchesReference(double x, double expected) =>
        Assert.InRange(NormalDistribution.Cumulative(x), expected - (1e-12 * expected) - 1e-320, expected + (1e-12 * expected) + 1e-320);

    [Theory]
    [InlineData(1e-300, -37.047096299361199237)]
    [InlineData(1e-20, -9.2623400897984075737)]
    [InlineData(1e-9, -5.9978070150076868716)]
    [InlineData(0.001, -3.0902323061678135415)]
    [InlineData(0.025, -1.9599639845400542355)]
    [InlineData(0.3, -0.52440051270804078404)]
    [InlineData(0.5, 0)]
    [InlineData(0.84, 0.99445788320975316774)]
    [InlineData(0.99, 2.3263478740408411009)]
    public void Quantile_MatchesReference(double p, double expected) => Assert.Equal(expected, NormalDistribution.Quantile(p), 1e-12 * Math.Max(1, Math.Abs(expected)));

    [Fact]
    public void Quantile_UndoesCumulative()
    {
        for (var x = -8.0; x <= 5; x += 0.037)
        {
            // Near one a double has few digits left of the tail.
            var tolerance = x > 0 ? 1e-15 / NormalDistribution.Density(x) : 1e-12 * Math.Max(1, -x);
            Assert.Equal(x, NormalDistribution.Quantile(NormalDistribution.Cumulative(x)), tolerance);
        }
    }

    [Fact]
    public void Cumulative_NeverFalls()
    {
        var before = 0.0;
        for (var x = -10.0; x <= 10; x += 0.001)
        {
            var value = NormalDistribution.Cumulative(x);
            Assert.True(value >= before - 1e-16, $"falls at {x}");
            before = value;
        }
    }

    [Fact]
    public void Quantile_OfTheEnds_IsInfinite()
    {
        Assert.Equal(double.NegativeInfinity, NormalDistribution.Quantile(0));
        Assert.Equal(double.PositiveInfinity, NormalDistribution.Quantile(1));
        Assert.True(double.IsNaN(NormalDistribution.Quantile(1.1)));
        Assert.True(double.IsNaN(NormalDistribution.Cumulative(double.NaN)));
    }
}
