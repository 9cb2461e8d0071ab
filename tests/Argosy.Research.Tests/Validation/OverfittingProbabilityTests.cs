using Argosy.Core.Values;
using Argosy.Research.Validation;

namespace Argosy.Research.Tests.Validation;

public sealed class OverfittingProbabilityTests
{
    [Fact]
    public void SmallCase_MatchesBruteForce()
    {
        // reference/validation_reference.py ranks the same six sets over all 12,870 splits from their days themselves.
        double[][] sets = [.. Enumerable.Range(0, 6).Select(i => Enumerable.Range(0, 65).Select(d => (((i * 7919) + (d * 104729) + (i * d * 31)) % 1009 / 1009.0 * 0.02) - 0.01).ToArray())];
        var found = OverfittingProbability.Of(sets)!;
        Assert.Equal(12_870, found.Splits);
        Assert.Equal(10_433 / 12_870.0, found.Probability, 1e-12);
        Assert.Equal(3.545592962642978, found.InSampleSharpe, 1e-9);
        Assert.Equal(-2.0902835697232023, found.OutOfSampleSharpe, 1e-9);
        Assert.Equal(0.704972804972805, found.LossProbability, 1e-12);
    }

    [Fact]
    public void EqualSets_ShareTheMiddleRank()
    {
        var one = Noise(1, 64);
        var found = OverfittingProbability.Of([one, one, one, one])!;
        // Rank 2.5 of 5: exactly one half, which counts as overfitted.
        Assert.Equal(1, found.Probability);
        Assert.Equal(0.5, found.RelativeRank.Median);
    }

    [Fact]
    public void OneSetThatIsAlwaysBetter_IsNeverOverfitted()
    {
        double[][] sets = [.. Enumerable.Range(1, 9).Select(i => Noise((ulong)i, 128)), [.. Noise(99, 128).Select(r => r + 0.05)]];
        Assert.Equal(0, OverfittingProbability.Of(sets)!.Probability);
    }

    [Fact]
    public void TooLittle_NoFigure()
    {
        Assert.Null(OverfittingProbability.Of([Noise(1, 64)]));
        Assert.Null(OverfittingProbability.Of([Noise(1, 31), Noise(2, 31)]));
        Assert.Throws<ArgumentException>(() => OverfittingProbability.Of([Noise(1, 64), Noise(2, 65)]));
    }

    [Fact]
    public void IdleSet_CountsAsZero()
    {
        // Money that lies idle is neither the best of gains nor the worst of losses.
        double[][] sets = [new double[64], [.. Noise(1, 64).Select(r => r + 0.05)], [.. Noise(2, 64).Select(r => r - 0.05)]];
        var found = OverfittingProbability.Of(sets)!;
        Assert.Equal(0, found.Probability);
        Assert.Equal(0.75, found.RelativeRank.Least);
    }

    internal static double[] Noise(ulong seed, int days)
    {
        var random = new SeededGenerator(seed);
        return [.. Enumerable.Range(0, days).Select(_ => 0.01 * random.NextNormal())];
    }
}
