using Argosy.Core.MarketData;
using Argosy.Core.Orders;
using Argosy.Engine.Orders;
using Argosy.Engine.Strategies;

namespace Argosy.Strategies.BuiltIn;

/// <summary>Buys for the same amount at regular intervals, whatever the price, and never sells.</summary>
/// <remarks>The first purchase is decided at the first bar after the warm-up. The last ones shrink to the cash there is.</remarks>
[Strategy("dca", "Buys for a fixed amount every so many bars and never sells.", SendsOrders = true, LooksBack = 1)]
public sealed class DollarCostAverage(
    [Parameter("bars from one purchase to the next", Minimum = 1, Maximum = 10_000_000, Unit = "bars")] int every = 7,
    [Parameter("amount of each purchase, fee included", Minimum = 0, Unit = "quote asset")] decimal quote = 100) : IStrategy
{
    readonly OrderSize _size = OrderSize.Quote(quote > 0 ? quote : throw new ArgumentException("quote must be above 0"));
    readonly int _every = every >= 1 ? every : throw new ArgumentException("every must be 1 or more");
    int _wait;

    /// <inheritdoc/>
    public void OnBar(in Bar bar, StrategyContext context)
    {
        if (context.IsWarmUp || --_wait > 0) return;
        _wait = _every;
        if (context.FreeQuote > 0) context.Market(Side.Buy, _size);
    }
}
