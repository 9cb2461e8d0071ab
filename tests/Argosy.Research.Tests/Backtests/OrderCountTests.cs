using Argosy.Engine.Accounting;
using Argosy.Engine.Running;
using Argosy.Engine.Strategies;
using Argosy.Research.Backtests;
using Argosy.Simulation.Feeds;
using Argosy.Simulation.Fills;
using Argosy.Simulation.Runs;
using Argosy.Strategies.BuiltIn;
using Argosy.Strategies.Sizing;

namespace Argosy.Research.Tests.Backtests;

/// <summary>Counts on which independent engines, or exact arithmetic, agree.</summary>
public sealed class OrderCountTests
{
    static readonly Lazy<Market> Year = new(() => TestRuns.Imported("bench", "bars_525600.csv.gz"));

    [Fact]
    public void W1_OnAHundredThousandBars_Sends3890()
    {
        Assert.Equal(3_890, Cross(TestRuns.Imported("bench", "bars_100000.csv.gz"), 10, 30).OrderCount);
    }

    [Fact]
    public void W1_OnAYear_Sends20442_AllFilled()
    {
        var result = Cross(Year.Value, 10, 30);
        Assert.Equal((20_442, 20_442), (result.OrderCount, result.Fills.Count));
        Assert.Empty(result.Unfilled);
    }

    [Fact]
    public void DogeInBitcoin_WhereAPlainRunningSumSends12119_Sends9709()
    {
        Assert.Equal(9_709, Cross(TestRuns.Imported("candles", "bittrex_DOGE-BTC_1m.csv.gz"), 10, 30).OrderCount);
    }

    [Fact]
    public void W4_OnAYear_SendsAnOrderABar_AtFewBytes()
    {
        var settings = TestRuns.OfRecord with { KeepCurve = false };
        var result = TestRuns.Run([Year.Value], "every-bar", () => new EveryBar(1), settings);
        // The order decided at the last close finds no open.
        Assert.Equal((525_600, 525_599), (result.OrderCount, result.Fills.Count));
        var beside = result.Performance.AllocatedBytesPerBar - System.Runtime.CompilerServices.Unsafe.SizeOf<Argosy.Core.Orders.Fill>();
        Assert.True(beside <= 100, $"{beside} bytes an order beside its fill record");
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void W2_OfAHundredPairs_Fills767178()
    {
        var settings = TestRuns.OfRecord with { KeepCurve = false, KeepHash = false };
        var (orders, fills) = (0, 0);
        for (var fast = 5; fast <= 50; fast += 5)
        {
            for (var slow = 60; slow <= 150; slow += 10)
            {
                var (quick, calm) = (fast, slow);
                var result = TestRuns.Run([Year.Value], "ma-cross", () => new MovingAverageCross(quick, calm), settings);
                orders += result.OrderCount;
                fills += result.Fills.Count;
            }
        }
        // 25/70 and 30/60 cross at the very last close (whole-number sums say so too): their orders find no open.
        Assert.Equal((767_178, 767_180), (fills, orders));
    }

    [Fact]
    public void StructAndInterfaceDoors_GiveEqualFills()
    {
        var byInterface = Fills(StrategySlot.For(new MovingAverageCross(10, 30)));
        var byStruct = Fills(StrategySlot.Of(new MovingAverageCrossStruct(10, 30)));
        Assert.Equal(20_442, byStruct.Count);
        Assert.Equal(byInterface.Count, byStruct.Count);
        for (var i = 0; i < byStruct.Count; i++) Assert.Equal(byInterface[i], byStruct[i]);

        static FillHistory Fills(StrategySlot slot)
        {
            var track = new MarketTrack(Year.Value.Instrument, Year.Value.Bars);
            var options = new EngineOptions { StartingCash = 1_000_000_000, Sizing = new FixedQuantity(1), TakerFee = 0.001m };
            var run = new SimulatedRun([track], [slot], options, TestRuns.OfRecord.Fills);
            run.Run();
            return run.Engine.Fills;
        }
    }

    static BacktestResult Cross(Market market, int fast, int slow) =>
        TestRuns.Run([market], "ma-cross", () => new MovingAverageCross(fast, slow), TestRuns.OfRecord);
}
