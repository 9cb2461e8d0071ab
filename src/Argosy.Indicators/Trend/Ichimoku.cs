using Argosy.Core.MarketData;
using Argosy.Indicators.Statistics;

namespace Argosy.Indicators.Trend;

/// <summary>Ichimoku cloud: middles of three ranges, two of them seen from <c>shift</c> − 1 bars ago as the cloud; in quote asset.</summary>
/// <remarks>
/// Spans A and B are those drawn at the newest bar, so nothing looks ahead; the lagging span is the close itself, drawn back.
/// TradingView "Ichimoku Cloud" draws with the same shift − 1. Source: G. Hosoda (1969).
/// </remarks>
/// <param name="conversion">Window of the conversion line, 1 or more.</param>
/// <param name="base">Window of the base line, 1 or more.</param>
/// <param name="span">Window of span B, 1 or more.</param>
/// <param name="shift">How many bars ahead the cloud is drawn, today included; 1 or more.</param>
public sealed class Ichimoku(int conversion = 9, int @base = 26, int span = 52, int shift = 26) : IBarIndicator<IchimokuValue>
{
    readonly Highest _high1 = new(Require.Period(conversion)), _high2 = new(Require.Period(@base, 1, "base")), _high3 = new(Require.Period(span));
    readonly Lowest _low1 = new(conversion), _low2 = new(@base), _low3 = new(span);
    readonly Lag _spanA = new(Require.Period(shift) - 1), _spanB = new(shift - 1);

    /// <inheritdoc/>
    public int WarmUp => Math.Max(Math.Max(_high1.WarmUp, _high2.WarmUp), _high3.WarmUp) + _spanA.Distance;

    /// <inheritdoc/>
    public bool IsReady => !double.IsNaN(Value.Conversion);

    /// <inheritdoc/>
    public IchimokuValue Value { get; private set; } = IchimokuValue.None;

    /// <inheritdoc/>
    public IchimokuValue Push(in Bar bar)
    {
        var turning = (_high1.Push(bar.High) + _low1.Push(bar.Low)) / 2;
        var middle = (_high2.Push(bar.High) + _low2.Push(bar.Low)) / 2;
        var slow = (_high3.Push(bar.High) + _low3.Push(bar.Low)) / 2;
        var a = _spanA.Push((turning + middle) / 2);
        var b = _spanB.Push(slow);
        return double.IsNaN(a) || double.IsNaN(b) ? IchimokuValue.None : Value = new(turning, middle, a, b);
    }
}

/// <summary>One value of <see cref="Ichimoku"/>, in quote asset.</summary>
/// <param name="Conversion">Middle of the short range (tenkan).</param>
/// <param name="Base">Middle of the middle range (kijun).</param>
/// <param name="SpanA">Mean of the two, shift − 1 bars ago.</param>
/// <param name="SpanB">Middle of the long range, shift − 1 bars ago.</param>
public readonly record struct IchimokuValue(double Conversion, double Base, double SpanA, double SpanB)
{
    internal static IchimokuValue None => new(double.NaN, double.NaN, double.NaN, double.NaN);
}
