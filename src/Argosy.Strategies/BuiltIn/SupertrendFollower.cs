using Argosy.Core.MarketData;
using Argosy.Engine.Strategies;
using Argosy.Indicators.Volatility;

namespace Argosy.Strategies.BuiltIn;

/// <summary>Wants to stand on the side of the Supertrend.</summary>
/// <remarks>The trend is down at the first bar that has one.</remarks>
[Strategy("supertrend", "Long in an up-trend of the Supertrend, short in a down-trend.", LooksBack = 1)]
public sealed class SupertrendFollower(
    [Parameter("length of the average true range", Minimum = 1, Maximum = 10_000, Unit = "bars")] int period = 10,
    [Parameter("distance of the bands from the middle of the bar", Minimum = 0.01, Maximum = 100, Unit = "average true ranges")] double width = 3) : IStrategy
{
    readonly Supertrend _trend = new(period, width);

    /// <inheritdoc/>
    public void OnBar(in Bar bar, StrategyContext context) => context.Towards(_trend.Push(in bar).Direction);
}
