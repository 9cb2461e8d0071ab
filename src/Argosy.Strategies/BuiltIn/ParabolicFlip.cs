using Argosy.Core.MarketData;
using Argosy.Engine.Strategies;
using Argosy.Indicators.Trend;

namespace Argosy.Strategies.BuiltIn;

/// <summary>Always on the side of the parabolic stop: it turns where the price touches it.</summary>
[Strategy("psar", "Long while the parabolic stop lies below the price, short while it lies above.", LooksBack = 1)]
public sealed class ParabolicFlip(
    [Parameter("speed at the start of a trend", Minimum = 0.0001, Maximum = 1)] double start = 0.02,
    [Parameter("what each new extreme adds", Minimum = 0.0001, Maximum = 1)] double step = 0.02,
    [Parameter("highest speed, start or more", Minimum = 0.0001, Maximum = 1)] double most = 0.2) : IStrategy
{
    readonly Psar _stop = new(start, step, start <= most ? most : throw new ArgumentException($"start must not be above most, was {start} and {most}"));

    /// <inheritdoc/>
    public void OnBar(in Bar bar, StrategyContext context) => context.Towards(_stop.Push(in bar).Direction);
}
