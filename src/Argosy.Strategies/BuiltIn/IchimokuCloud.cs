using Argosy.Core.MarketData;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Engine.Strategies;
using Argosy.Indicators.Trend;

namespace Argosy.Strategies.BuiltIn;

/// <summary>Trades with the Ichimoku cloud: long above it while the conversion line is above the base line, short mirrored, flat inside it.</summary>
[Strategy("ichimoku", "Long above the Ichimoku cloud while conversion is above base, short below it while below, flat inside the cloud.", LooksBack = 1)]
public sealed class IchimokuCloud(
    [Parameter("window of the conversion line", Minimum = 1, Maximum = 10_000, Unit = "bars")] int conversion = 9,
    [Parameter("window of the base line, above conversion", Minimum = 2, Maximum = 10_000, Unit = "bars")] int baseLine = 26,
    [Parameter("window of span B", Minimum = 1, Maximum = 10_000, Unit = "bars")] int span = 52,
    [Parameter("bars ahead the cloud is drawn", Minimum = 1, Maximum = 10_000, Unit = "bars")] int shift = 26) : IStrategy
{
    readonly Ichimoku _cloud = new(conversion, conversion < baseLine ? baseLine : throw new ArgumentException($"conversion must be below baseLine, was {conversion} and {baseLine}"), span, shift);

    /// <inheritdoc/>
    public void OnBar(in Bar bar, StrategyContext context)
    {
        var value = _cloud.Push(in bar);
        if (double.IsNaN(value.SpanA)) return;
        var lines = Near.Compare(value.Conversion, value.Base);
        var (top, bottom) = value.SpanA > value.SpanB ? (value.SpanA, value.SpanB) : (value.SpanB, value.SpanA);
        if (Near.Above(bar.Close, top))
        {
            if (lines > 0) context.Target(Direction.Long);
        }
        else if (Near.Below(bar.Close, bottom))
        {
            if (lines < 0) context.Target(Direction.Short);
        }
        else
        {
            context.Target(Direction.Flat);
        }
    }
}
