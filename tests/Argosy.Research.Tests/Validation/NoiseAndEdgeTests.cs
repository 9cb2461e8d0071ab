using System.Globalization;
using Argosy.Core.Values;
using Argosy.Research.Backtests;
using Argosy.Research.Statistics;
using Argosy.Research.Tests.Backtests;
using Argosy.Research.Trials;
using Argosy.Research.Validation;
using Argosy.Research.WalkForward;
using Argosy.Strategies.BuiltIn;
using Xunit.Abstractions;

namespace Argosy.Research.Tests.Validation;

/// <summary>What the statistics say of pure noise and of a real edge: 40 fixed seeds, 100 trials, two years of days, all run by the engine at no cost.</summary>
public sealed class NoiseAndEdgeTests(ITestOutputHelper output)
{
    const int Seeds = 40, Days = 730, Jobs = 2;
    const long Day = 86_400_000;

    [Fact]
    public void Noise_LooksLikeNoise()
    {
        var candidates = Averages();
        Assert.Equal(100, candidates.Count);
        List<double> overfitting = [], outside = [];
        var convincing = 0;
        for (var seed = 1; seed <= Seeds; seed++)
        {
            Market[] markets = [TestRuns.Synthetic("BTC", (ulong)seed, Days, "1d")];
            var grid = TrialGrid.Run(markets, Searches.Candidates(candidates, Candles.Free), Jobs).Value;
            overfitting.Add(OverfittingProbability.Of(grid)!.Probability);
            convincing += Deflated(grid) >= 0.95 ? 1 : 0;
            var plan = new WalkForwardPlan(Days / 2 * Day, Days / 2 * Day, false);
            var walk = WalkForwardRun.Run(markets, Candles.Free, plan, OptimisedWindows.Of(Searches.Of(markets, candidates, Candles.Free, Jobs))).Value;
            Assert.Single(walk.Windows);
            outside.Add(walk.OutOfSample.Sharpe ?? 0);
        }
        var moments = Moments.Of(outside);
        var error = moments.Deviation!.Value / Math.Sqrt(Seeds);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"median PBO {Quantiles.Of(overfitting)!.Median:0.000}, DSR >= 0.95 in {convincing}, out-of-sample Sharpe {moments.Mean:0.000} +- {error:0.000}"));
        Assert.InRange(Quantiles.Of(overfitting)!.Median, 0.35, 0.65);
        Assert.InRange(convincing, 0, 4);
        Assert.InRange(moments.Mean, -3 * error, 3 * error);
    }

    [Fact]
    public void PlantedEdge_IsFound()
    {
        List<double> overfitting = [];
        var convincing = 0;
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var planted = (seed * 100) + (seed % 100);
            Market[] markets = [Coin.Followed(planted, 5, (ulong)(10_000 + seed), Days)];
            var grid = TrialGrid.Run(markets, Searches.Candidates([.. Enumerable.Range(seed * 100, 100).Select(Coin.Choice)], Candles.Free), Jobs).Value;
            overfitting.Add(OverfittingProbability.Of(grid)!.Probability);
            convincing += Deflated(grid) >= 0.95 ? 1 : 0;
        }
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"median PBO {Quantiles.Of(overfitting)!.Median:0.000}, DSR >= 0.95 in {convincing}"));
        Assert.InRange(Quantiles.Of(overfitting)!.Median, 0, 0.1);
        Assert.InRange(convincing, 36, Seeds);
    }

    // Of the best of all trials.
    static double Deflated(TrialGrid grid)
    {
        var count = TrialCount.Of([.. grid.Runs.Select(run => run.DailySharpe)]);
        return DeflatedSharpe.Of(grid.Runs.MaxBy(run => run.DailySharpe ?? double.MinValue)!.DailyReturns, count) ?? 0;
    }

    static List<StrategyChoice> Averages()
    {
        List<StrategyChoice> choices = [];
        for (var fast = 2; fast <= 20; fast += 2)
        {
            for (var slow = 25; slow <= 70; slow += 5)
            {
                var (f, s) = (fast, slow);
                choices.Add(new StrategyChoice("ma-cross", [new("fast", Text(f)), new("slow", Text(s))], () => new MovingAverageCross(f, s, trigger: CrossTrigger.State)));
            }
        }
        return choices;
    }

    static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
