using Argosy.Core.MarketData;
using Argosy.Core.Orders;
using Argosy.Engine.Strategies;
using Argosy.Strategies.BuiltIn;
using Argosy.Strategies.Tests.Support;

namespace Argosy.Strategies.Tests.BuiltIn;

/// <summary>What a strategy costs at a bar, and that both doors into the engine lead to the same place.</summary>
public class HotPathTests
{
    public static TheoryData<string> Names => [.. StrategyCatalogue.All.Select(d => d.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void OnBar_AllocatesNothing(string name)
    {
        var strategy = new Counting(StrategyCatalogue.Find(name).Value.Bind(new Dictionary<string, string>()).Value.Create());
        var bench = new Bench(StrategySlot.For(strategy));
        foreach (var bar in Walks.Random(11, 5_000, 40)) bench.Step(in bar);
        Assert.Equal(4_900, strategy.Calls);
        // The compiler may allocate once while it improves the code; what a bar costs would show in every stretch.
        Assert.Equal(0, strategy.Bytes.Min());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void StructDoor_GivesTheSameFillsAndHash(bool allowShort)
    {
        var bars = Walks.Random(12, 5_000, 40);
        var normal = new Bench(StrategySlot.For(new MovingAverageCross(10, 30)), allowShort);
        var boxed = new Bench(StrategySlot.For(new MovingAverageCrossStruct(10, 30)), allowShort);
        var inlined = new Bench(StrategySlot.Of(new MovingAverageCrossStruct(10, 30)), allowShort);
        foreach (var bar in bars)
        {
            normal.Step(in bar);
            boxed.Step(in bar);
            inlined.Step(in bar);
        }
        Assert.True(normal.Engine.Fills.Count > 100);
        Assert.Equal(normal.Fills, inlined.Fills);
        Assert.Equal(normal.Engine.Hash, inlined.Engine.Hash);
        Assert.Equal(normal.Engine.Hash, boxed.Engine.Hash);
    }

    sealed class Counting(IStrategy inner) : IStrategy
    {
        int _bars;

        public long[] Bytes { get; } = new long[4];

        public int Calls { get; private set; }

        public void OnStart(StrategyContext context) => inner.OnStart(context);

        public void OnBar(in Bar bar, StrategyContext context)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            inner.OnBar(in bar, context);
            var after = GC.GetAllocatedBytesForCurrentThread();
            if (++_bars <= 100) return;
            Bytes[Calls++ / 1_225] += after - before;
        }

        public void OnFill(in Fill fill, StrategyContext context) => inner.OnFill(in fill, context);
    }
}
