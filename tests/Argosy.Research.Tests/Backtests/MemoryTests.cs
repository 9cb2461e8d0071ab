using Argosy.Research.Backtests;
using Argosy.Strategies.BuiltIn;

namespace Argosy.Research.Tests.Backtests;

/// <summary>Looks at the memory of the whole process, so nothing else runs beside it.</summary>
[CollectionDefinition(nameof(MemoryTests), DisableParallelization = true)]
[Collection(nameof(MemoryTests))]
public sealed class MemoryTests
{
    [Fact]
    public void AThousandRuns_LeaveMemoryFlat()
    {
        Market[] markets = [TestRuns.Synthetic("BTC", 4, 400), TestRuns.Synthetic("ETH", 5, 200, "2m")];
        var settings = new BacktestSettings { AllowShort = true };
        for (var i = 0; i < 100; i++) Run(markets, settings);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var i = 0; i < 1_000; i++) Run(markets, settings);
        var kept = GC.GetTotalMemory(forceFullCollection: true) - before;
        Assert.True(kept < 256 * 1024, $"{kept} bytes kept by 1,000 runs");
    }

    static void Run(Market[] markets, BacktestSettings settings) =>
        TestRuns.Run(markets, "ma-cross", () => new MovingAverageCross(3, 9), settings);
}
