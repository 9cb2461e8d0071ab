using Argosy.Core.MarketData;
using Argosy.Engine.Strategies;

namespace Argosy.Strategies.BuiltIn;

/// <summary>Wants to be short for some bars after a shooting star: a small body with a long upper shadow.</summary>
[Strategy("shooting-star", "Short for some bars after a shooting star: a small body with a long upper shadow.", LooksBack = 1)]
public sealed class ShootingStar(
    [Parameter("how long to stay", Minimum = 1, Maximum = 10_000, Unit = "bars")] int hold = 5) : IStrategy
{
    Holding _holding = new(hold);

    /// <inheritdoc/>
    public void OnBar(in Bar bar, StrategyContext context) => _holding.Push(CandleShape.IsShootingStar(in bar) ? -1 : 0, context);
}
