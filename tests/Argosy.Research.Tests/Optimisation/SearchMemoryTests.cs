using Argosy.Research.Optimisation;
using Argosy.Research.Tests.Backtests;

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

    sealed class Watch(List<long> live) : IProgress<OptimisationProgress>
    {
        public void Report(OptimisationProgress value)
        {
            if (value.Done % 1_000 == 0) live.Add(GC.GetTotalMemory(forceFullCollection: true));
        }
    }
}
