using Argosy.Research.Statistics;

namespace Argosy.Research.Tests.Statistics;

public sealed class MomentsTests
{
    internal static readonly double[] Returns = [0.012, -0.005, 0.003, 0.020, -0.014, 0.007, 0.000, 0.009, -0.002, 0.004, 0.031, -0.018];

    [Fact]
    public void Moments_MatchReference()
    {
        var moments = Moments.Of(Returns);
        Assert.Equal(0.00391666666666666667, moments.Mean, 1e-16);
        Assert.Equal(0.0135677313259562055, moments.Deviation!.Value, 1e-15);
        Assert.Equal(0.283579116338132503, moments.Skewness!.Value, 1e-12);
        Assert.Equal(2.78476191238493454, moments.Kurtosis!.Value, 1e-12);
    }

    [Fact]
    public void EqualNumbers_HaveNoShape()
    {
        var moments = Moments.Of([0.1, 0.1, 0.1]);
        Assert.Equal(0, moments.Deviation);
        Assert.Null(moments.MeanOverDeviation);
        Assert.Null(moments.Skewness);
        Assert.Null(Moments.Of([1]).Deviation);
        Assert.Equal(0, Moments.Of([]).Count);
    }

    [Fact]
    public void Quantiles_InterpolateBetweenValues()
    {
        var spread = Quantiles.Of([4, 1, 3, 2, 5])!;
        Assert.Equal((1, 3, 5, 3), (spread.Least, spread.Median, spread.Greatest, spread.Mean));
        Assert.Equal(1.2, spread.P05, 1e-12);
        Assert.Equal(2, spread.P25);
        Assert.Null(Quantiles.Of([]));
    }

    [Fact]
    public void Combinations_AreAllInOrder()
    {
        Assert.Equal(["01", "02", "03", "12", "13", "23"], Combinations.Of(4, 2).Select(c => string.Concat(c)));
        Assert.Equal(12_870, Combinations.Of(16, 8).Count());
        Assert.Equal([""], Combinations.Of(3, 0).Select(c => string.Concat(c)));
    }
}
