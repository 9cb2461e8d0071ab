using Argosy.Core.MarketData;
using Argosy.Core.Orders;
using Argosy.Engine.Strategies;

namespace Argosy.Strategies.BuiltIn;

/// <summary>Wants to be long from the first bar on, for ever: what every other strategy is measured against.</summary>
[Strategy("buy-and-hold", "Buys at the first bar and holds.", LooksBack = 1)]
public sealed class BuyAndHold : IStrategy
{
    /// <inheritdoc/>
    public void OnBar(in Bar bar, StrategyContext context) => context.Target(Direction.Long);
}
