using Argosy.Core.MarketData;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Engine.Strategies;
using Argosy.Indicators;
using Argosy.Indicators.Volatility;

namespace Argosy.Strategies.BuiltIn;

/// <summary>Follows a break-out of the Keltner channel: long above the upper band, short below the lower one, flat when the close crosses the middle.</summary>
[Strategy("keltner", "Long above the upper Keltner band, short below the lower one, out when the close crosses the middle.", LooksBack = 1)]
public sealed class KeltnerBreakout(
    [Parameter("length of the middle's average (EMA)", Minimum = 1, Maximum = 10_000, Unit = "bars")] int period = 20,
    [Parameter("length of the average true range", Minimum = 1, Maximum = 10_000, Unit = "bars")] int atrPeriod = 10,
    [Parameter("distance of the bands from the middle", Minimum = 0.01, Maximum = 100, Unit = "average true ranges")] double width = 2) : IStrategy
{
    readonly Keltner _bands = new(period, atrPeriod, width);
    readonly Cross _middle = new();

    /// <inheritdoc/>
    public void OnBar(in Bar bar, StrategyContext context)
    {
        var bands = _bands.Push(in bar);
        var crossed = _middle.Push(bar.Close, bands.Middle);
        if (Near.Above(bar.Close, bands.Upper)) context.Target(Direction.Long);
        else if (Near.Below(bar.Close, bands.Lower)) context.Target(Direction.Short);
        else if (crossed is not Crossing.None) context.Target(Direction.Flat);
    }
}
