using Argosy.Core.MarketData;
using Argosy.Core.Orders;
using Argosy.Engine.Orders;
using Argosy.Engine.Strategies;
using Argosy.Indicators;
using Argosy.Indicators.Momentum;

namespace Argosy.Strategies.BuiltIn;

/// <summary>Long from the bar on which the RSI falls below <c>low</c>, flat (short where shorts are allowed) from the bar on which it rises above <c>high</c>.</summary>
/// <remarks>Stop and target, where asked for, are ratios of the entry's fill price and rest at the venue.</remarks>
[Strategy("rsi", "Long when the RSI falls below low, out (or short) when it rises above high; stop and target if wanted.", LooksBack = 1)]
public sealed class RsiReversal(
    [Parameter("length of the RSI", Minimum = 1, Maximum = 10_000, Unit = "bars")] int period = 14,
    [Parameter("falls below: long", Minimum = 0, Maximum = 100)] double low = 30,
    [Parameter("rises above: out, or short; 100 never", Minimum = 0, Maximum = 100)] double high = 70,
    [Parameter("stop distance from the entry, 0 for none", Minimum = 0, Maximum = 0.99, Unit = "ratio")] decimal stopLoss = 0,
    [Parameter("target distance from the entry, 0 for none", Minimum = 0, Maximum = 100, Unit = "ratio")] decimal takeProfit = 0) : IStrategy
{
    readonly Rsi _rsi = new(period);
    readonly Cross _low = new(), _high = new();
    readonly double _lowLine = low <= high ? low : throw new ArgumentException($"low must not be above high, was {low} and {high}");
    readonly double _highLine = high;
    readonly Protection? _protection = stopLoss <= 0 && takeProfit <= 0 ? null : new Protection
    {
        StopRatio = stopLoss > 0 ? stopLoss : null,
        TargetRatio = takeProfit > 0 ? takeProfit : null,
    };

    /// <inheritdoc/>
    public void OnBar(in Bar bar, StrategyContext context)
    {
        var rsi = _rsi.Push(bar.Close);
        var fell = _low.Push(rsi, _lowLine) is Crossing.Down;
        var rose = _high.Push(rsi, _highLine) is Crossing.Up;
        if (fell) context.Target(Direction.Long, _protection);
        else if (rose) context.Target(Direction.Short, _protection);
    }
}
