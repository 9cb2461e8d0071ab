using Argosy.Core.Instruments;
using Argosy.Core.MarketData;
using Argosy.Core.Orders;
using Argosy.Engine.Running;
using Argosy.Engine.Strategies;
using Argosy.Simulation.Feeds;
using Argosy.Simulation.Fills;
using Argosy.Simulation.Runs;
using Argosy.Strategies.BuiltIn;
using Argosy.Strategies.Sizing;
using Argosy.Strategies.Tests.Support;

namespace Argosy.Strategies.Tests.Docs;

/// <summary>The samples for learners do on the simulated venue what they say; so do the built-in strategies by both doors.</summary>
public class SampleTests
{
    [Fact]
    public void RsiBracket_LeavesByStopOrTargetOnly()
    {
        var engine = Run([StrategySlot.For(new RsiBracket())], 1).Engine;
        var exits = Fills(engine).Where(f => f.Side == Side.Sell).ToArray();
        Assert.NotEmpty(exits);
        Assert.All(exits, f => Assert.True(f.Purpose is OrderPurpose.Stop or OrderPurpose.Target));
    }

    [Fact]
    public void TwoTimeframes_TradesWithTheHour() =>
        Assert.True(Run([StrategySlot.For(new TwoTimeframes())], 1).Engine.Fills.Count > 10);

    [Fact]
    public void TrailingBreakout_EntersByStopAndLeavesByTrailing()
    {
        var engine = Run([StrategySlot.For(new TrailingBreakout(trail: 0.005m))], 1).Engine;
        var fills = Fills(engine);
        Assert.Contains(fills, f => f.Side == Side.Sell);
        Assert.All(fills.Where(f => f.Side == Side.Sell), f => Assert.Equal(OrderPurpose.Trailing, f.Purpose));
    }

    [Fact]
    public void GuardedBreakout_LeavesByItsExitRulesOnly()
    {
        var engine = Run([StrategySlot.For(new GuardedBreakout(gain: 0.002m))], 1).Engine;
        var exits = Fills(engine).Where(f => f.Side == Side.Sell).Select(f => f.Purpose).ToArray();
        Assert.Contains(OrderPurpose.Stop, exits);
        Assert.Contains(OrderPurpose.BreakEven, exits);
        Assert.DoesNotContain(OrderPurpose.Signal, exits);
    }

    [Fact]
    public void PairRotation_HoldsOneInstrumentAtATime()
    {
        var run = Run([StrategySlot.For(new PairRotation())], 3);
        var engine = run.Engine;
        Assert.Equal(3, Fills(engine).Select(f => f.Instrument).Distinct().Count());
        var held = new decimal[3];
        foreach (var fill in Fills(engine))
        {
            held[fill.Instrument] += fill.SignedQuantity;
            Assert.True(held.Count(q => q > 0) <= 1);
        }
    }

    [Fact]
    public void StructDoor_OnTheSimulatedVenue_GivesTheSameFillsAndHash()
    {
        var normal = Run([StrategySlot.For(new MovingAverageCross(10, 30))], 1).Engine;
        var inlined = Run([StrategySlot.Of(new MovingAverageCrossStruct(10, 30))], 1).Engine;
        Assert.True(normal.Fills.Count > 100);
        Assert.Equal(Fills(normal), Fills(inlined));
        Assert.Equal(normal.Hash, inlined.Hash);
    }

    static SimulatedRun Run(IReadOnlyList<StrategySlot> strategies, int instruments)
    {
        string[] names = ["BTC", "ETH", "LTC"];
        var tracks = names.Take(instruments).Select((name, i) => new MarketTrack(new Instrument(name, "USD", 0.01m, 0.00000001m, 0, 2), Columns(Walks.Random((ulong)(21 + i), 8_000, 40)))).ToArray();
        var options = new EngineOptions { StartingCash = 10_000, Sizing = new AllCash(), TakerFee = 0.001m };
        var run = new SimulatedRun(tracks, strategies, options, new FillOptions());
        run.Run();
        return run;
    }

    static Fill[] Fills(TradingEngine engine) => [.. Enumerable.Range(0, engine.Fills.Count).Select(i => engine.Fills[i])];

    static BarColumns Columns(Bar[] bars) => new()
    {
        Timeframe = Timeframe.OneMinute,
        OpenTimes = [.. bars.Select(b => b.OpenTime)],
        Open = [.. bars.Select(b => b.Open)],
        High = [.. bars.Select(b => b.High)],
        Low = [.. bars.Select(b => b.Low)],
        Close = [.. bars.Select(b => b.Close)],
        Volume = [.. bars.Select(_ => 1_000_000.0)],
        PriceScale = 2,
        Hash = "",
    };
}
