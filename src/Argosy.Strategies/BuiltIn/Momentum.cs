using Argosy.Core.MarketData;
using Argosy.Core.Values;
using Argosy.Engine.Strategies;
using Argosy.Indicators.Momentum;

namespace Argosy.Strategies.BuiltIn;

/// <summary>Wants to stand where the mean log return of the last bars points.</summary>
/// <remarks>Speaks first at bar index <c>period</c>: so many returns need one close more.</remarks>
[Strategy("momentum", "Long while the mean log return of the last bars is positive, short while negative.", LooksBack = 1)]
public sealed class Momentum(
    [Parameter("number of returns", Minimum = 1, Maximum = 10_000, Unit = "bars")] int period = 20) : IStrategy
{
    readonly MeanLogReturn _mean = new(period);

    /// <inheritdoc/>
    public void OnBar(in Bar bar, StrategyContext context) => context.Towards(Near.Compare(_mean.Push(bar.Close), 0));
}
