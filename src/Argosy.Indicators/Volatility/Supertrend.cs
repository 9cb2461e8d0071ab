using Argosy.Core.MarketData;
using Argosy.Core.Values;

namespace Argosy.Indicators.Volatility;

/// <summary>Supertrend: a band of so many ATRs around the middle of the bar that only tightens until the close breaks it.</summary>
/// <remarks>
/// The first value is a down-trend on the upper band, as TradingView <c>ta.supertrend</c> (whose direction has the opposite
/// sign); a trend turns only when the close is beyond the band by more than <see cref="Near.Tolerance"/>. Source: O. Seban.
/// </remarks>
/// <param name="period">Period of the ATR, 1 or more.</param>
/// <param name="width">Distance of the bands in ATRs, above 0.</param>
public sealed class Supertrend(int period = 10, double width = 3) : IBarIndicator<SupertrendValue>
{
    readonly Atr _range = new(Require.Period(period));
    readonly double _width = Require.Positive(width);
    double _upper, _lower, _close;
    int _direction;

    /// <inheritdoc/>
    public int WarmUp => _range.WarmUp;

    /// <inheritdoc/>
    public bool IsReady => _range.IsReady;

    /// <inheritdoc/>
    public SupertrendValue Value { get; private set; } = SupertrendValue.None;

    /// <inheritdoc/>
    public SupertrendValue Push(in Bar bar)
    {
        var distance = _width * _range.Push(in bar);
        if (double.IsNaN(distance)) return SupertrendValue.None;
        var middle = (bar.High + bar.Low) / 2;
        var upper = middle + distance;
        var lower = middle - distance;
        if (_direction == 0) _direction = -1;
        else
        {
            if (!Near.Below(upper, _upper) && !Near.Above(_close, _upper)) upper = _upper;
            if (!Near.Above(lower, _lower) && !Near.Below(_close, _lower)) lower = _lower;
            if (_direction < 0 && Near.Above(bar.Close, upper)) _direction = 1;
            else if (_direction > 0 && Near.Below(bar.Close, lower)) _direction = -1;
        }
        (_upper, _lower, _close) = (upper, lower, bar.Close);
        return Value = new(_direction > 0 ? lower : upper, _direction);
    }
}

/// <summary>One value of <see cref="Supertrend"/>.</summary>
/// <param name="Line">The band that holds: below price in an up-trend, above it in a down-trend; quote asset.</param>
/// <param name="Direction">1 in an up-trend, −1 in a down-trend, 0 during warm-up.</param>
public readonly record struct SupertrendValue(double Line, int Direction)
{
    internal static SupertrendValue None => new(double.NaN, 0);
}
