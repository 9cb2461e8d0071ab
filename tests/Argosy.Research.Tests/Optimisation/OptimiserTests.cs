using Argosy.Core.Values;
using Argosy.Research.Backtests;
using Argosy.Research.Optimisation;
using Argosy.Research.Tests.Backtests;
using Argosy.Strategies;

namespace Argosy.Research.Tests.Optimisation;

public sealed class OptimiserTests
{
    [Fact]
    public void Trial_Figures_AreThoseOfTheBacktest()
    {
        var found = PlantedSearch.Run(PlantedSearch.Traded(SearchMethod.Random, 20));
        foreach (var trial in found.Trials)
        {
            var strategy = found.Request.Bind(trial.Parameters.ToDictionary(p => p.Key, p => p.Value)).Value;
            var alone = Backtest.Run(new BacktestRequest(found.Request.Markets, strategy, found.Request.Settings)).Value;
            Assert.Equal(alone.Metrics, trial.Metrics);
            Assert.Equal(alone.TradeHash, trial.TradeHash);
            Assert.Equal(alone.Metrics.TotalReturn, trial.Objectives[0]);
        }
    }

    [Fact]
    public void Grid_SomePointsRefused_SaysHowManyAndRunsTheOthers()
    {
        var request = MaCross("fast=1..10", "slow=2..11");
        var found = PlantedSearch.Run(request);
        Assert.Equal(100, found.Trials.Count);
        Assert.Equal(45, found.Infeasible);
        Assert.Equal(45, found.Trials.Count(trial => trial.Status == TrialStatus.Infeasible));
        Assert.Equal(55, found.Performance.Trials);
        Assert.Contains(found.Warnings, warning => warning.StartsWith("45 parameter sets are infeasible", StringComparison.Ordinal));
    }

    [Fact]
    public void Search_NothingFeasible_IsRefusedWithTheFirstReason()
    {
        foreach (var method in Enum.GetValues<SearchMethod>())
        {
            var refused = Optimiser.Run(MaCross("fast=50..52", "slow=5..7") with { Method = method });
            Assert.False(refused.Ok);
            Assert.Contains("none of the 9 parameter sets", refused.Error!.Message, StringComparison.Ordinal);
            Assert.Contains("fast must be below slow", refused.Error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Constraints_BestTrial_KeepsThem()
    {
        var request = PlantedSearch.Traded(SearchMethod.Grid);
        var free = PlantedSearch.Run(request).Best!;
        var constrained = PlantedSearch.Run(request with { Constraints = [Constraint.Parse("exposure<=0.3").Value, Constraint.Parse("trades>=10").Value] });
        Assert.True(free.Metrics!.Exposure > 0.3);
        Assert.All(constrained.Trials.Where(trial => trial.Counts), trial => Assert.True(trial.Metrics!.Exposure <= 0.3 && trial.Metrics.Trades >= 10));
        var expected = constrained.Trials.Where(trial => trial.Metrics!.Exposure <= 0.3 && trial.Metrics.Trades >= 10).MaxBy(trial => trial.Metrics!.TotalReturn)!;
        Assert.Equal(expected.Id, constrained.Best!.Id);
        Assert.Null(PlantedSearch.Run(request with { Constraints = [Constraint.Parse("trades>1000").Value] }).Best);
    }

    [Theory]
    [InlineData(SearchMethod.Tpe)]
    [InlineData(SearchMethod.Genetic)]
    public void Constraints_SamplersThatLearn_FindWhatKeepsThem(SearchMethod method)
    {
        Constraint[] constraints = [Constraint.Parse("exposure<=0.2").Value];
        var grid = PlantedSearch.Run(PlantedSearch.Traded(SearchMethod.Grid) with { Constraints = constraints });
        var found = PlantedSearch.Run(PlantedSearch.Traded(method, 200) with { Constraints = constraints });
        var better = grid.Trials.Count(trial => trial.Counts && trial.Objectives[0] > found.Best!.Objectives[0]);
        Assert.InRange(better, 0, 9);
    }

    [Theory]
    [InlineData(SearchMethod.Grid)]
    [InlineData(SearchMethod.Tpe)]
    [InlineData(SearchMethod.Genetic)]
    public void SeveralObjectives_Front_IsWhatNoneBeats(SearchMethod method)
    {
        var found = PlantedSearch.Run(PlantedSearch.Traded(method, method == SearchMethod.Grid ? null : 200) with
        {
            Objectives = [Objective.Parse("totalReturn").Value, Objective.Parse("maxDrawdown").Value, Objective.Parse("min:exposure").Value],
        });
        double[] Of(SearchTrial trial) => [trial.Metrics!.TotalReturn, -trial.Metrics.MaxDrawdown!.Value, -trial.Metrics.Exposure!.Value];
        var expected = found.Trials.Where(a => !found.Trials.Any(b => Of(b).Zip(Of(a)).All(p => p.First >= p.Second) && Of(b).Zip(Of(a)).Any(p => p.First > p.Second)));
        Assert.Equal(expected.Select(trial => trial.Id), found.Front.Select(trial => trial.Id));
        Assert.True(found.Front.Count > 3);
        Assert.Contains(found.Best!.Id, found.Front.Select(trial => trial.Id));
    }

    [Fact]
    public void Pruning_PlantedSet_KeepsTheBestAndIsTheSameWhateverRunsAtATime()
    {
        var request = PlantedSearch.Traded(SearchMethod.Grid) with { Prune = true };
        var one = PlantedSearch.Run(request);
        Assert.Equal(["10", "17"], one.Best!.Parameters.Select(p => p.Value));
        Assert.InRange(one.Trials.Count(trial => trial.Status == TrialStatus.Pruned), 100, 999);
        Assert.Equal(PlantedSearch.Text(one), PlantedSearch.Text(PlantedSearch.Run(request with { Jobs = 4 })));
    }

    [Fact]
    public void Pruning_CompleteTrials_HaveTheFiguresOfUnprunedOnes()
    {
        var free = PlantedSearch.Run(PlantedSearch.Traded(SearchMethod.Grid));
        var pruned = PlantedSearch.Run(PlantedSearch.Traded(SearchMethod.Grid) with { Prune = true });
        foreach (var trial in pruned.Trials.Where(trial => trial.Status == TrialStatus.Complete))
        {
            Assert.Equal(free.Trials[trial.Id - 1].Metrics, trial.Metrics);
            Assert.Equal(free.Trials[trial.Id - 1].TradeHash, trial.TradeHash);
        }
    }

    [Fact]
    public void Size_Range_IsASetting()
    {
        var request = MaCross("size=all,quote:100,equity:10%", "fast=2..4") with { Parameters = new Dictionary<string, string> { ["slow"] = "9" } };
        var found = PlantedSearch.Run(request);
        Assert.Equal(9, found.Trials.Count);
        Assert.Equal(9, found.Trials.Select(trial => trial.TradeHash).Distinct().Count());
    }

    [Fact]
    public void Sink_CompleteTrials_AreHeardInOrderWithTheirDailySharpe()
    {
        var sink = new Heard();
        var found = PlantedSearch.Run(PlantedSearch.Traded(SearchMethod.Random, 60) with { Sink = sink, Jobs = 3 });
        Assert.Equal(found.Trials.Select(trial => trial.Metrics!.Sharpe / Math.Sqrt(365)), sink.Sharpes);
        Assert.Equal(found.Trials.Select(trial => string.Join(',', trial.Parameters.Select(p => p.Value))), sink.Parameters);
    }

    [Fact]
    public void Progress_EveryTrial_IsToldWithTheBestSoFar()
    {
        var heard = new List<OptimisationProgress>();
        var found = PlantedSearch.Traded(SearchMethod.Random, 40);
        var result = Optimiser.Run(found, new Told(heard)).Value;
        Assert.Equal(40, heard.Count);
        Assert.Equal(Enumerable.Range(1, 40).Select(i => (long)i), heard.Select(p => p.Done));
        Assert.Equal(result.Best!.Objectives[0], heard[^1].Best);
        Assert.All(heard, p => Assert.Equal(40, p.Total));
    }

    [Fact]
    public void Window_OfTheSettings_IsWhatIsSearched()
    {
        var request = PlantedSearch.Traded(SearchMethod.Random, 5);
        var bars = request.Markets[0].Bars;
        var found = PlantedSearch.Run(request with { Settings = request.Settings with { From = bars.OpenTimes[100], To = bars.OpenTimes[300] } });
        Assert.Equal((bars.OpenTimes[100], bars.OpenTimes[300]), (found.From, found.To));
        Assert.True(found.Trials[0].Metrics!.Trades <= 6);
    }

    [Fact]
    public void Stop_HalfWay_GivesWhatHasEnded()
    {
        using var stop = new CancellationTokenSource();
        var heard = new List<OptimisationProgress>();
        var result = Optimiser.Run(PlantedSearch.Traded(SearchMethod.Grid), new Told(heard, p => { if (p.Done == 25) stop.Cancel(); }), stop.Token);
        Assert.True(result.Value.Stopped);
        Assert.Equal(25, result.Value.Trials.Count);
        Assert.NotNull(result.Value.Best);
    }

    [Fact]
    public void Request_Wrong_IsRefusedBeforeAnythingRuns()
    {
        var request = PlantedSearch.Traded(SearchMethod.Grid);
        var continuous = new ParameterSpace([ParameterRange.Continuous("width", 0.5m, 2.5m)]);
        var huge = new ParameterSpace([PlantedSearch.Whole("a", 1, 100_000), PlantedSearch.Whole("b", 1, 100_000)]);
        Refused(request with { Objectives = [] }, "at least one objective");
        Refused(request with { Trials = 0 }, "1 or more, was 0");
        Refused(request with { Jobs = 0 }, "1 or more, was 0");
        Refused(request with { Trials = 999 }, "1,000 points, but only 999 trials");
        Refused(request with { Space = continuous }, "a grid needs a step for 'width', e.g. width=0.5..2.5:0.2");
        Refused(request with { Space = huge }, "10,000,000,000 points, more than 10,000,000");
        Refused(request with { Prune = true, Objectives = [.. request.Objectives, .. request.Objectives] }, "pruning compares one objective");
        Refused(request with { Settings = request.Settings with { Size = "much" } }, "much");
        Refused(request with { Settings = request.Settings with { From = 0, To = 1 } }, "outside the data");
        Assert.Throws<ArgumentException>(() => new ParameterSpace([]));
        Assert.Throws<ArgumentException>(() => new ParameterSpace([PlantedSearch.Whole("a", 1, 2), PlantedSearch.Whole("a", 1, 2)]));
    }

    static void Refused(OptimisationRequest request, string said)
    {
        var result = Optimiser.Run(request);
        Assert.False(result.Ok);
        Assert.Contains(said, result.Error!.Message, StringComparison.Ordinal);
    }

    static OptimisationRequest MaCross(params string[] ranges)
    {
        var descriptor = StrategyCatalogue.Find("ma-cross").Value;
        return PlantedSearch.Traded(SearchMethod.Grid) with
        {
            Strategy = "ma-cross",
            Bind = parameters =>
            {
                var bound = descriptor.Bind(parameters);
                return bound.Ok ? new StrategyChoice("ma-cross", bound.Value.Parameters, bound.Value.Create) : bound.Error!;
            },
            Space = new ParameterSpace([.. ranges.Select(text => RangeText.Parse(text, descriptor.Parameters).Value)]),
        };
    }

    sealed class Heard : ITrialSink
    {
        public List<double?> Sharpes { get; } = [];

        public List<string> Parameters { get; } = [];

        public void Add(string dataHash, StrategyChoice strategy, BacktestSettings settings, double? dailySharpe)
        {
            Sharpes.Add(dailySharpe);
            Parameters.Add(string.Join(',', strategy.Parameters.Select(p => p.Value)));
        }
    }

    sealed class Told(List<OptimisationProgress> heard, Action<OptimisationProgress>? then = null) : IProgress<OptimisationProgress>
    {
        public void Report(OptimisationProgress value)
        {
            heard.Add(value);
            then?.Invoke(value);
        }
    }
}
