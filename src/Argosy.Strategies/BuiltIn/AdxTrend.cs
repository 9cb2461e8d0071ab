using Argosy.Core.MarketData;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Engine.Strategies;
using Argosy.Indicators.Trend;

namespace Argosy.Strategies.BuiltIn;

/// <summary>Follows the stronger movement while the ADX says there is a trend, and stands aside while it does not.</summary>
[Strategy("adx-trend", "Long or short with the stronger directional movement while the ADX is above a level, flat below it.", LooksBack = 1)]
public sealed class AdxTrend(
    [Parameter("length of the ADX", Minimum = 1, Maximum = 10_000, Unit = "bars")] int period = 14,
    [Parameter("ADX from which there is a trend", Minimum = 0, Maximum = 100)] double level = 25) : IStrategy
{
    readonly Adx _adx = new(period);

    /// <inheritdoc/>
    public void OnBar(in Bar bar, StrategyContext context)
    {
        var value = _adx.Push(in bar);
        if (double.IsNaN(value.Adx)) return;
        if (Near.Below(value.Adx, level)) context.Target(Direction.Flat);
        else if (Near.Above(value.Adx, level)) context.Towards(Near.Compare(value.PlusDi, value.MinusDi));
    }
}
