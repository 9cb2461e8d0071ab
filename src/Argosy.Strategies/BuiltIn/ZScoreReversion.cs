using Argosy.Core.MarketData;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Engine.Strategies;
using Argosy.Indicators.Statistics;

namespace Argosy.Strategies.BuiltIn;

/// <summary>Expects a close far from its mean to come back: long below −entry, short above +entry, out when the score is back within the exit.</summary>
[Strategy("zscore", "Long where the close's z-score is below minus the entry, short above it, out when it has come back to the exit.", LooksBack = 1)]
public sealed class ZScoreReversion(
    [Parameter("length of the window", Minimum = 2, Maximum = 10_000, Unit = "bars")] int period = 20,
    [Parameter("score to enter at", Minimum = 0.01, Maximum = 100, Unit = "standard deviations")] double entry = 2,
    [Parameter("score to leave at, below entry", Minimum = 0, Maximum = 100, Unit = "standard deviations")] double exit = 0.5) : IStrategy
{
    readonly ZScore _score = new(period);
    readonly double _exit = exit < entry ? exit : throw new ArgumentException($"exit must be below entry, was {exit} and {entry}");

    /// <inheritdoc/>
    public void OnBar(in Bar bar, StrategyContext context)
    {
        var score = _score.Push(bar.Close);
        if (double.IsNaN(score)) return;
        if (Near.Above(score, entry)) context.Target(Direction.Short);
        else if (Near.Below(score, -entry)) context.Target(Direction.Long);
        else if (!Near.Above(Math.Abs(score), _exit)) context.Target(Direction.Flat);
    }
}
