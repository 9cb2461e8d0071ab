using Argosy.Research.Optimisation;

namespace Argosy.Research.Tests.Optimisation;

public sealed class SamplerTests
{
    const int Budget = 200;

    static readonly Lazy<OptimisationResult> AnalyticGrid = new(() => PlantedSearch.Run(PlantedSearch.Analytic(SearchMethod.Grid)));
    static readonly Lazy<OptimisationResult> TradedGrid = new(() => PlantedSearch.Run(PlantedSearch.Traded(SearchMethod.Grid)));

    [Fact]
    public void Grid_AnalyticOptimum_IsFoundExactly()
    {
        Assert.Equal(1_000, AnalyticGrid.Value.Trials.Count);
        Assert.Equal(["7", "3", "8"], AnalyticGrid.Value.Best!.Parameters.Select(p => p.Value));
    }

    [Fact]
    public void Grid_TradedOptimum_IsFoundExactly()
    {
        Assert.Equal(1_000, TradedGrid.Value.Trials.Count);
        // Decided at the close of hour 10, filled at the open of hour 11; held for 17 bars.
        Assert.Equal(["10", "17"], TradedGrid.Value.Best!.Parameters.Select(p => p.Value));
        Assert.Equal(0, PlantedSearch.Better(TradedGrid.Value, TradedGrid.Value.Best));
    }

    [Theory]
    [InlineData(SearchMethod.Random, 50)]
    [InlineData(SearchMethod.Tpe, 10)]
    [InlineData(SearchMethod.Genetic, 10)]
    public void Sampler_200Of1000Analytic_LandsAmongTheBest(SearchMethod method, int most)
    {
        foreach (var seed in new ulong[] { 1, 2, 3, 4, 5 })
        {
            var found = PlantedSearch.Run(PlantedSearch.Analytic(method, Budget, seed));
            Assert.Equal(Budget, found.Trials.Count);
            Assert.InRange(PlantedSearch.Better(AnalyticGrid.Value, found.Best!), 0, most - 1);
        }
    }

    [Theory]
    [InlineData(SearchMethod.Random, 50)]
    [InlineData(SearchMethod.Tpe, 10)]
    [InlineData(SearchMethod.Genetic, 10)]
    public void Sampler_200Of1000Traded_LandsAmongTheBest(SearchMethod method, int most)
    {
        foreach (var seed in new ulong[] { 1, 2, 3 })
        {
            var found = PlantedSearch.Run(PlantedSearch.Traded(method, Budget, seed));
            Assert.InRange(PlantedSearch.Better(TradedGrid.Value, found.Best!), 0, most - 1);
        }
    }

    [Theory]
    [InlineData(SearchMethod.Random)]
    [InlineData(SearchMethod.Tpe)]
    [InlineData(SearchMethod.Genetic)]
    public void Sampler_SameSeed_PicksTheSameWhateverRunsAtATime(SearchMethod method)
    {
        var one = PlantedSearch.Text(PlantedSearch.Run(PlantedSearch.Traded(method, 90)));
        foreach (var jobs in new[] { 2, 3, 7 }) Assert.Equal(one, PlantedSearch.Text(PlantedSearch.Run(PlantedSearch.Traded(method, 90) with { Jobs = jobs })));
        Assert.NotEqual(one, PlantedSearch.Text(PlantedSearch.Run(PlantedSearch.Traded(method, 90, seed: 2))));
    }

    [Theory]
    [InlineData(SearchMethod.Random)]
    [InlineData(SearchMethod.Tpe)]
    [InlineData(SearchMethod.Genetic)]
    public void Sampler_MoreTrialsThanPoints_TriesEachOnceAndEnds(SearchMethod method)
    {
        var space = new ParameterSpace([PlantedSearch.Whole("start", 5, 14), PlantedSearch.Whole("hold", 10, 14)]);
        var found = PlantedSearch.Run(PlantedSearch.Traded(method, 500) with { Space = space });
        Assert.Equal(50, found.Trials.Select(trial => string.Join(',', trial.Parameters)).Distinct().Count());
        Assert.Equal(50, found.Trials.Count);
    }

    [Theory]
    [InlineData(SearchMethod.Random)]
    [InlineData(SearchMethod.Tpe)]
    [InlineData(SearchMethod.Genetic)]
    public void Sampler_MixedSpace_GivesValuesWithinItsRanges(SearchMethod method)
    {
        var space = new ParameterSpace(
        [
            ParameterRange.Continuous("a", 0.5m, 2m), ParameterRange.Continuous("b", 0.001m, 10m, isLogarithmic: true),
            ParameterRange.Choice("c", ["x", "y", "z"]), ParameterRange.Stepped("d", RangeKind.Number, 0.1m, 0.5m, 0.1m),
        ]);
        var request = PlantedSearch.Analytic(method, 120) with { Space = space, Evaluators = new MixedEvaluators() };
        var found = PlantedSearch.Run(request);
        Assert.Equal(120, found.Trials.Count);
        foreach (var trial in found.Trials)
        {
            Assert.InRange(Number(trial, 0), 0.5, 2);
            Assert.InRange(Number(trial, 1), 0.001, 10);
            Assert.Contains(trial.Parameters[2].Value, new[] { "x", "y", "z" });
            Assert.Contains(trial.Parameters[3].Value, new[] { "0.1", "0.2", "0.3", "0.4", "0.5" });
        }
        if (method == SearchMethod.Random) return;
        // The summit lies at a=1.2, b=0.1, c=y, d=0.4.
        Assert.Equal("y", found.Best!.Parameters[2].Value);
        Assert.InRange(Number(found.Best, 0), 0.9, 1.5);
        Assert.InRange(Number(found.Best, 1), 0.01, 1);
    }

    static double Number(SearchTrial trial, int index) => double.Parse(trial.Parameters[index].Value, System.Globalization.CultureInfo.InvariantCulture);

    sealed class MixedEvaluators : ITrialEvaluators, ITrialEvaluator
    {
        public int PreferredBatch => 1;

        public ITrialEvaluator Create(IReadOnlyList<Argosy.Research.Backtests.Market> markets, Argosy.Research.Backtests.BacktestSettings settings) => this;

        public void Evaluate(IReadOnlyList<TrialCandidate> batch, Action<int, TrialOutcome> known, ITrialWatch? watch, CancellationToken cancellation)
        {
            var values = batch[0].Strategy.Parameters.ToDictionary(p => p.Key, p => p.Value);
            double Of(string name) => double.Parse(values[name], System.Globalization.CultureInfo.InvariantCulture);
            var value = -Math.Pow(Of("a") - 1.2, 2) - Math.Pow(Math.Log10(Of("b")) + 1, 2) - (values["c"] == "y" ? 0 : 1) - Math.Pow(Of("d") - 0.4, 2);
            known(0, new TrialOutcome(new() { TotalReturn = 0, FinalEquity = 0, Sharpe = value }, new string('0', 64), 0));
        }
    }
}
