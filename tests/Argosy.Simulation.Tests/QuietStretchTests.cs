using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Engine.Logs;
using Argosy.Engine.Orders;
using Argosy.Engine.Strategies;

namespace Argosy.Simulation.Tests;

/// <summary>Consuming quiet bars at once is a matter of speed only: every state is that of taking each instant through all its phases.</summary>
public sealed class QuietStretchTests
{
    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    [InlineData(4, true)]
    [InlineData(5, false)]
    [InlineData(6, true)]
    public void QuietBars_AtOnceOrOneByOne_EndInTheSameState(int seed, bool allowShort)
    {
        var bars = Scenario.Columns(Walk(seed));
        var quiet = Scenario.Prepare(bars, Script(seed), cash: 5_000, allowShort: allowShort);
        var steps = 0;
        while (quiet.Step()) steps++;
        var full = Scenario.Prepare(bars, Script(seed), cash: 5_000, allowShort: allowShort);
        var instants = 0;
        while (full.StepInstant()) instants++;

        Assert.True(quiet.Engine.Fills.Count > 20, $"only {quiet.Engine.Fills.Count} fills");
        Assert.True(steps < instants, $"{steps} steps for {instants} instants: nothing was taken at once");
        Assert.Equal(EngineSnapshot.Of(full.Engine).State, EngineSnapshot.Of(quiet.Engine).State);
        Assert.Equal(full.Engine.Curve!.Values, quiet.Engine.Curve!.Values);
        Assert.Equal((full.Engine.Points, full.Engine.ExposedPoints), (quiet.Engine.Points, quiet.Engine.ExposedPoints));
    }

    static double[][] Walk(int seed)
    {
        var random = new SeededGenerator((ulong)seed);
        var price = 10_000;
        return [.. Enumerable.Range(0, 3_000).Select(i =>
        {
            // Opens jump, so that stops and limits are passed between bars.
            var open = Math.Max(2_000, price + (i % 3 == 0 ? random.NextIndex(401) - 200 : 0));
            price = Math.Max(2_000, open + random.NextIndex(61) - 30);
            double high = Math.Max(open, price) + random.NextIndex(20), low = Math.Min(open, price) - random.NextIndex(20);
            // A hole now and then: those bars do not close where the next one opens.
            return new[] { open / 100.0, high / 100, low / 100, price / 100.0, 1_000, i + (i / 500 * 3) };
        })];
    }

    static Action<int, StrategyContext> Script(int seed)
    {
        var random = new SeededGenerator((ulong)seed * 31);
        return (_, context) =>
        {
            if (random.NextIndex(25) != 0) return;
            var side = random.NextIndex(2) == 0 ? Side.Buy : Side.Sell;
            var away = context.Instrument.RoundToTick(context.Bars[0].Close * (side == Side.Buy ? 0.99 : 1.01));
            var bracket = new Protection { StopRatio = 0.01m, TargetRatio = 0.015m };
            switch (random.NextIndex(5))
            {
                case 0: context.Target(Direction.Long, bracket); break;
                case 1: context.Target((Direction)(random.NextIndex(3) - 1)); break;
                case 2: context.Limit(side, OrderSize.Quantity(2), away); break;
                case 3: context.TrailingStop(side, OrderSize.Quantity(1), 0.02m); break;
                default:
                    context.Submit(context.Intent(side, OrderType.Limit, OrderSize.Quantity(1), new OrderTerms { Limit = away, ExpireTime = context.Time + (7 * Scenario.Minute) }) with { TimeInForce = TimeInForce.Gtd });
                    break;
            }
        };
    }
}
