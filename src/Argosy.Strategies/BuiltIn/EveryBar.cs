using Argosy.Core.MarketData;
using Argosy.Core.Orders;
using Argosy.Engine.Orders;
using Argosy.Engine.Strategies;

namespace Argosy.Strategies.BuiltIn;

/// <summary>Sends one market order a bar, buying and selling the same quantity in turn: it measures the engine, not the market.</summary>
/// <remarks>The first order after the warm-up buys. An order that is refused takes its turn all the same.</remarks>
[Strategy("every-bar", "Buys and sells the same quantity in turn, one market order a bar; for measuring.", SendsOrders = true, LooksBack = 1)]
public sealed class EveryBar(
    [Parameter("quantity of each order", Minimum = 0, Unit = "base asset")] decimal qty = 0.01m) : IStrategy
{
    readonly OrderSize _size = OrderSize.Quantity(qty > 0 ? qty : throw new ArgumentException("qty must be above 0"));
    Side _next = Side.Buy;

    /// <inheritdoc/>
    public void OnBar(in Bar bar, StrategyContext context)
    {
        if (context.IsWarmUp) return;
        context.Market(_next, _size);
        _next = _next == Side.Buy ? Side.Sell : Side.Buy;
    }
}
