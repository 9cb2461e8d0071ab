using Argosy.Core.MarketData;
using Argosy.Core.Values;
using Argosy.Indicators.Statistics;

namespace Argosy.Indicators.Momentum;

/// <summary>Fisher transform of the middle of the bar's place in its range: sharp turning points; mostly −3 to 3.</summary>
/// <remarks>
/// Both recursions start from 0; a range of zero counts as its middle. The logarithm is rounded to 12 digits. Source: J. Ehlers, Stocks &amp;
/// Commodities (2002), with the constants 0.66 and 0.67 of TradingView's version.
/// </remarks>
/// <param name="period">Length of the window, 1 or more.</param>
public sealed class FisherTransform(int period = 9) : IBarIndicator<FisherValue>
{
    readonly Highest _highest = new(period);
    readonly Lowest _lowest = new(period);
    double _position, _fisher;

    /// <inheritdoc/>
    public int WarmUp => _highest.WarmUp;

    /// <inheritdoc/>
    public bool IsReady => !double.IsNaN(Value.Line);

    /// <inheritdoc/>
    public FisherValue Value { get; private set; } = FisherValue.None;

    /// <inheritdoc/>
    public FisherValue Push(in Bar bar)
    {
        var middle = (bar.High + bar.Low) / 2;
        var high = _highest.Push(middle);
        var low = _lowest.Push(middle);
        if (double.IsNaN(high)) return FisherValue.None;
        var place = Near.Above(high, low) ? (middle - low) / (high - low) - 0.5 : 0;
        _position = Math.Clamp(0.66 * place + 0.67 * _position, -0.999, 0.999);
        var before = _fisher;
        _fisher = 0.5 * Rounded.Log((1 + _position) / (1 - _position)) + 0.5 * before;
        return Value = new(_fisher, before);
    }
}

/// <summary>One value of <see cref="FisherTransform"/>.</summary>
/// <param name="Line">The transform.</param>
/// <param name="Trigger">The transform one bar ago; 0 at the first value.</param>
public readonly record struct FisherValue(double Line, double Trigger)
{
    internal static FisherValue None => new(double.NaN, double.NaN);
}
