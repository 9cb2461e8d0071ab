using Argosy.Core.MarketData;
using Argosy.Core.Orders;
using Argosy.Engine.Orders;
using Argosy.Engine.Strategies;

// Buys a close above the highest high of the last bars, with a stop below the entry, and leaves on a close below the lowest low.
[Strategy("breakout", "Long on a close above the highest high of the last bars, out on a close below the lowest low.")]
public sealed class Breakout(
    [Parameter("bars of the entry channel", Minimum = 2, Maximum = 1000, Unit = "bars")] int entry = 20,
    [Parameter("bars of the exit channel", Minimum = 2, Maximum = 1000, Unit = "bars")] int exit = 10,
    [Parameter("stop below the entry price; 0 for none", Minimum = 0, Maximum = 0.9, Unit = "ratio")] decimal stop = 0.05m) : IStrategy
{
    readonly Protection? _protection = stop == 0 ? null : new Protection { StopRatio = stop };

    public void OnBar(in Bar bar, StrategyContext context)
    {
        var bars = context.Bars;
        if (bars.Count <= Math.Max(entry, exit)) return;

        // The newest bar is the last of the span: the channel is made of the bars before it.
        var highs = bars.Highs[^(entry + 1)..^1];
        var lows = bars.Lows[^(exit + 1)..^1];
        if (bar.Close > Highest(highs)) context.Target(Direction.Long, _protection);
        else if (bar.Close < Lowest(lows)) context.Target(Direction.Flat);
    }

    static double Highest(ReadOnlySpan<double> values)
    {
        var highest = values[0];
        foreach (var value in values) highest = Math.Max(highest, value);
        return highest;
    }

    static double Lowest(ReadOnlySpan<double> values)
    {
        var lowest = values[0];
        foreach (var value in values) lowest = Math.Min(lowest, value);
        return lowest;
    }
}
