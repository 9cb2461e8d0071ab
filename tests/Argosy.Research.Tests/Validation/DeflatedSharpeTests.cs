using Argosy.Research.Statistics;
using Argosy.Research.Tests.Statistics;
using Argosy.Research.Trials;
using Argosy.Research.Validation;

namespace Argosy.Research.Tests.Validation;

/// <summary>Against 40-digit values of reference/validation_reference.py and the example of the paper.</summary>
public sealed class DeflatedSharpeTests
{
    [Theory]
    [InlineData(2, 0.01, 0.0519755344280593925)]
    [InlineData(10, 0.0004, 0.0314919660269150006)]
    [InlineData(57, 0.002, 0.10402552090483577)]
    [InlineData(1000, 0.0009, 0.0976536454095817679)]
    [InlineData(1, 0.0009, 0)]
    public void ExpectedBest_MatchesReference(int count, double variance, double expected) => Assert.Equal(expected, DeflatedSharpe.ExpectedBest(count, variance), 1e-13);

    [Fact]
    public void ExampleOfThePaper_GivesItsFigures()
    {
        var best = DeflatedSharpe.ExpectedBest(100, 0.5 / 250);
        Assert.Equal(0.113172001865132029, best, 1e-13);
        var sharpe = 2.5 / Math.Sqrt(250);
        var returns = new Moments(1250, sharpe, 1, -3, 10);
        Assert.Equal(0.900396834449390962, DeflatedSharpe.Of(returns, best)!.Value, 1e-12);
    }

    [Fact]
    public void DailyReturns_MatchReference()
    {
        Assert.Equal(0.808586365772352449, DeflatedSharpe.Of(MomentsTests.Returns, new TrialCount(12, 10, 0, 0.0004))!.Value, 1e-12);
        Assert.Equal(0.836348417862092731, DeflatedSharpe.Of(MomentsTests.Returns, new TrialCount(1, 1, 0, 0))!.Value, 1e-12);
    }

    [Fact]
    public void MoreTrials_NeverMakeItBetter()
    {
        var before = 1.0;
        foreach (var count in new[] { 1, 2, 3, 5, 10, 100, 10_000 })
        {
            var value = DeflatedSharpe.Of(MomentsTests.Returns, new TrialCount(count, count, 0, 0.001))!.Value;
            Assert.True(value <= before);
            before = value;
        }
    }

    [Fact]
    public void NoSpread_NoFigure() => Assert.Null(DeflatedSharpe.Of([0.0, 0.0, 0.0], new TrialCount(5, 5, 0, 0.1)));
}
