using Argosy.Engine.Strategies;
using Argosy.Research.Backtests;
using Argosy.Research.Optimisation;
using Argosy.Research.Sweeps;
using Argosy.Research.Tests.Backtests;
using Argosy.Strategies.BuiltIn;

namespace Argosy.Research.Tests.Optimisation;

[Collection(nameof(MemoryTests))]
public sealed class SearchMemoryTests
{
    [Fact]
    public void TenThousandTrials_KeepNoMoreThanTheirFigures()
    {
        var space = new ParameterSpace([PlantedSearch.Whole("start", 0, 39), PlantedSearch.Whole("hold", 1, 25), ParameterRange.Choice("size", [.. Enumerable.Range(1, 10).Select(i => $"equity:{i * 10}%")], isSetting: true)]);
        var request = PlantedSearch.Traded(SearchMethod.Grid) with { Space = space };
        PlantedSearch.Run(request with { Space = new ParameterSpace(space.Ranges.Take(2).ToArray()) });
        var live = new List<long>();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var result = Optimiser.Run(request, new Watch(live)).Value;
        Assert.Equal(10_000, result.Performance.Trials);
        var kept = (GC.GetTotalMemory(forceFullCollection: true) - before) / 10_000.0;
        // Figures, two hashes' worth of text and the parameters: nothing of the engine.
        Assert.InRange(kept, 0, 2_500);
        // Nothing grows but that: the second half takes what the first took.
        Assert.InRange(live[^1] - live[live.Count / 2], 0, 5_000 * 2_500);
        GC.KeepAlive(result);
    }

    [Fact]
    public void TenThousandSweptTrials_KeepNoMoreThanTheirFigures()
    {
        var request = Swept(TestRuns.Synthetic("BTC", 4, 400), PlantedSearch.Whole("fast", 1, 100), PlantedSearch.Whole("slow", 101, 200));
        PlantedSearch.Run(request with { Space = new ParameterSpace([PlantedSearch.Whole("fast", 1, 20), PlantedSearch.Whole("slow", 101, 120)]) });
        var live = new List<long>();
        var result = Optimiser.Run(request, new Watch(live)).Value;
        Assert.Equal(10_000, result.Performance.Trials);
        // What the second half keeps is what its trials are: nothing of a group outlives it.
        Assert.InRange(live[^1] - live[live.Count / 2], 0, 5_000 * 2_500);
        GC.KeepAlive(result);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Evaluators_ShareOneCopyOfTheData(bool sweeps)
    {
        const int Bars = 200_000, Columns = 6;
        var market = TestRuns.Synthetic("BTC", 4, Bars);
        ITrialEvaluators evaluators = sweeps ? new SweepEvaluators(new PlainEvaluators()) : new PlainEvaluators();
        var settings = new BacktestSettings { Band = false };
        var set = new TrialCandidate(1, new StrategyChoice("ma-cross", [], () => new MovingAverageCross(20, 300)), settings);
        var bytes = 0L;
        // The first finds out what is found out once; each other thread of a search costs what the second does.
        for (var i = 0; i < 2; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            evaluators.Create([market], settings).Evaluate([set], (_, outcome) => Assert.NotNull(outcome.Metrics), null, CancellationToken.None);
            bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        }
        Assert.InRange(bytes, 1, Bars * Columns * sizeof(double));
    }

    static OptimisationRequest Swept(Market market, params ParameterRange[] ranges) => PlantedSearch.Traded(SearchMethod.Grid) with
    {
        Markets = [market],
        Strategy = "ma-cross",
        Bind = parameters =>
        {
            var bound = StrategyDescriptor.Of(typeof(MovingAverageCross)).Bind(parameters);
            return bound.Ok ? new StrategyChoice(bound.Value.Name, bound.Value.Parameters, bound.Value.Create) : bound.Error!;
        },
        Space = new ParameterSpace(ranges),
        Evaluators = new SweepEvaluators(new PlainEvaluators()),
    };

    sealed class Watch(List<long> live) : IProgress<OptimisationProgress>
    {
        public void Report(OptimisationProgress value)
        {
            if (value.Done % 1_000 == 0) live.Add(GC.GetTotalMemory(forceFullCollection: true));
        }
    }
}
