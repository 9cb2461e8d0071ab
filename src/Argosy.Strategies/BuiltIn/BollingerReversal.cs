using Argosy.Core.MarketData;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Engine.Strategies;
using Argosy.Indicators;
using Argosy.Indicators.Volatility;

namespace Argosy.Strategies.BuiltIn;

/// <summary>Expects the price to return to its mean: long from a close below the lower band, short from one above the upper band, flat when the close crosses the mean.</summary>
[Strategy("bollinger", "Long below the lower Bollinger band, short above the upper one, flat when the close crosses the mean.", LooksBack = 1)]
public sealed class BollingerReversal(
    [Parameter("length of the window", Minimum = 2, Maximum = 10_000, Unit = "bars")] int period = 20,
    [Parameter("distance of the bands from the mean", Minimum = 0.01, Maximum = 100, Unit = "standard deviations")] double width = 2) : IStrategy
{
    readonly Bollinger _bands = new(period, width);
    readonly Cross _mean = new();

    /// <inheritdoc/>
    public void OnBar(in Bar bar, StrategyContext context)
    {
        var bands = _bands.Push(bar.Close);
        var crossed = _mean.Push(bar.Close, bands.Middle);
        if (Near.Above(bar.Close, bands.Upper)) context.Target(Direction.Short);
        else if (Near.Below(bar.Close, bands.Lower)) context.Target(Direction.Long);
        else if (crossed is not Crossing.None) context.Target(Direction.Flat);
    }
}
