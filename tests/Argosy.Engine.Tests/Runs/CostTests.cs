using System.Runtime.CompilerServices;
using Argosy.Core.MarketData;
using Argosy.Core.Orders;
using Argosy.Engine.Logs;
using Argosy.Engine.Orders;
using Argosy.Engine.Running;
using Argosy.Engine.Strategies;
using Argosy.Engine.Tests.Support;
using Argosy.Simulation.Runs;
using static Argosy.Engine.Tests.Support.History;

namespace Argosy.Engine.Tests.Runs;

/// <summary>What a bar, an order and a fill cost in memory, counted, and that both doors to a strategy lead to the same run. Nothing else runs beside it: memory is the whole process's.</summary>
[CollectionDefinition(nameof(CostTests), DisableParallelization = true)]
[Collection(nameof(CostTests))]
public sealed class CostTests
{
    const int Bars = 20_000;

    [Theory]
    [InlineData(1, false)]
    [InlineData(3, false)]
    [InlineData(1, true)]
    public void BarWithoutAnOrder_AllocatesNothing(int instruments, bool holds)
    {
        var columns = Enumerable.Range(0, instruments).Select(i => Walk((ulong)i + 1, Bars)).ToArray();
        var run = Prepare(columns, () => new Sitter(holds));
        for (var i = 0; i < 5_000; i++) run.Step();
        // The compiler may allocate once while it improves the code; what a bar costs would show in every stretch.
        var least = long.MaxValue;
        for (var stretch = 0; stretch < 4; stretch++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 3_000; i++) run.Step();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        Assert.Equal(0, least);
        Assert.Equal(holds ? instruments : 0, run.Engine.Fills.Count);
    }

    [Fact]
    public void Order_CostsAtMostAHundredBytesBesideItsFillRecord()
    {
        var run = Prepare([Walk(1, Bars)], () => new EveryBarTrader());
        for (var i = 0; i < 5_000; i++) run.Step();
        var (orders, fills) = (run.Engine.Orders.Count, run.Engine.Fills.Count);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 10_240; i++) run.Step();
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal((10_240, 10_240), (run.Engine.Orders.Count - orders, run.Engine.Fills.Count - fills));
        var perOrder = (allocated / 10_240.0) - Unsafe.SizeOf<Fill>();
        Assert.True(perOrder <= 100, $"{perOrder} bytes an order");
    }

    [Fact]
    public void Fill_KeepsAtMostAHundredBytes()
    {
        var run = Prepare([Walk(1, Bars)], () => new EveryBarTrader());
        for (var i = 0; i < 3_000; i++) run.Step();
        var (before, fills) = (GC.GetTotalMemory(forceFullCollection: true), run.Engine.Fills.Count);
        for (var i = 0; i < 15_360; i++) run.Step();
        var kept = GC.GetTotalMemory(forceFullCollection: true) - before;
        var perFill = (double)kept / (run.Engine.Fills.Count - fills);
        GC.KeepAlive(run);
        Assert.Equal(15_360, run.Engine.Fills.Count - fills);
        Assert.True(perFill <= 100, $"{perFill} bytes a fill");
    }

    [Fact]
    public void FillRecord_IsEightyBytes() => Assert.Equal(80, Unsafe.SizeOf<Fill>());

    [Fact]
    public void BothDoors_LeadToTheSameRun()
    {
        var columns = Walk(5, 3_000);
        var byInterface = Run(StrategySlot.For(new Swinger()));
        var byStruct = Run(StrategySlot.Of(new Swinger()));
        Assert.True(byStruct.Engine.Fills.Count > 500);
        Assert.Equal(byInterface.Fills(), byStruct.Fills());
        Assert.Equal(EngineSnapshot.Of(byInterface.Engine).State, EngineSnapshot.Of(byStruct.Engine).State);

        SimulatedRun Run(StrategySlot slot)
        {
            var run = new SimulatedRun(Tracks(columns), [slot], new EngineOptions { StartingCash = 1_000_000, Sizing = new Units(1), AllowShort = true }, Bare);
            run.Run();
            return run;
        }
    }

    static SimulatedRun Prepare(BarColumns[] columns, Func<IStrategy> strategy)
    {
        var tracks = Tracks(columns);
        var options = new EngineOptions { StartingCash = 1_000_000, Sizing = new Units(1), OrdersKept = 1_000, CurveCapacity = tracks.Sum(track => track.BarCount) };
        return new SimulatedRun(tracks, [.. columns.Select(_ => StrategySlot.For(strategy()))], options, Bare);
    }

    sealed class Sitter(bool holds) : IStrategy
    {
        static readonly Protection Far = new() { StopRatio = 0.99m, TargetRatio = 90m };

        public void OnBar(in Bar bar, StrategyContext context) => context.Target(holds ? Direction.Long : Direction.Flat, Far);
    }

    sealed class EveryBarTrader : IStrategy
    {
        static readonly OrderSize One = OrderSize.Quantity(1);
        Side _next;

        public void OnBar(in Bar bar, StrategyContext context)
        {
            context.Market(_next, One);
            _next = _next == Side.Buy ? Side.Sell : Side.Buy;
        }
    }

    struct Swinger : IStrategy
    {
        double _last;

        public void OnBar(in Bar bar, StrategyContext context)
        {
            if (bar.Close > _last * 1.005) context.Target(Direction.Long);
            else if (bar.Close < _last * 0.995) context.Target(Direction.Short);
            _last = bar.Close;
        }
    }
}
