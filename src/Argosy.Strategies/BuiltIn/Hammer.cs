using Argosy.Core.MarketData;
using Argosy.Engine.Strategies;

namespace Argosy.Strategies.BuiltIn;

/// <summary>Wants to be long for some bars after a hammer: a small body with a long lower shadow.</summary>
[Strategy("hammer", "Long for some bars after a hammer: a small body with a long lower shadow.", LooksBack = 1)]
public sealed class Hammer(
    [Parameter("how long to stay", Minimum = 1, Maximum = 10_000, Unit = "bars")] int hold = 5) : IStrategy
{
    Holding _holding = new(hold);

    /// <inheritdoc/>
    public void OnBar(in Bar bar, StrategyContext context) => _holding.Push(CandleShape.IsHammer(in bar) ? 1 : 0, context);
}
