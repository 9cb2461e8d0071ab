using Argosy.Core.MarketData;
using Argosy.Core.Values;
using Argosy.Indicators.Averages;
using Argosy.Indicators.Volatility;

namespace Argosy.Indicators.Trend;

/// <summary>Directional movement: +DI and −DI (share of up and down movement in the true range) and ADX, the strength of the trend; 0 to 100.</summary>
/// <remarks>
/// Wilder-smoothed from the second bar on, each seeded with the mean of its first values, as TradingView <c>ta.dmi</c>; TA-Lib
/// starts its sums one value shorter, which fades. Without any movement ADX takes 0. Source: J. W. Wilder (1978).
/// </remarks>
/// <param name="period">Length, 1 or more.</param>
public sealed class Adx(int period = 14) : IBarIndicator<AdxValue>
{
    readonly TrueRange _range = new();
    readonly Rma _ranges = new(period), _ups = new(period), _downs = new(period), _strength = new(period);
    double _high = double.NaN, _low = double.NaN;

    /// <inheritdoc/>
    public int WarmUp => 1 + 2 * _ranges.WarmUp;

    /// <inheritdoc/>
    public bool IsReady => !double.IsNaN(Value.Adx);

    /// <inheritdoc/>
    public AdxValue Value { get; private set; } = AdxValue.None;

    /// <inheritdoc/>
    public AdxValue Push(in Bar bar)
    {
        var range = _range.Push(in bar);
        var (high, low) = (_high, _low);
        (_high, _low) = (bar.High, bar.Low);
        if (double.IsNaN(high)) return AdxValue.None;
        // up > down said as sums of prices, which rounding cannot tip where the two movements are equal
        var movement = Near.Compare(bar.High + bar.Low, high + low);
        var ranges = _ranges.Push(range);
        var ups = _ups.Push(movement > 0 ? Math.Max(0, bar.High - high) : 0);
        var downs = _downs.Push(movement < 0 ? Math.Max(0, low - bar.Low) : 0);
        if (double.IsNaN(ranges)) return AdxValue.None;
        var strength = _strength.Push(ups + downs > 0 ? 100 * Math.Abs(ups - downs) / (ups + downs) : 0);
        if (double.IsNaN(strength)) return AdxValue.None;
        return Value = ranges > 0 ? new(strength, 100 * ups / ranges, 100 * downs / ranges) : new(strength, 0, 0);
    }
}

/// <summary>One value of <see cref="Adx"/>, 0 to 100.</summary>
/// <param name="Adx">Strength of the trend, whatever its direction.</param>
/// <param name="PlusDi">Upward movement.</param>
/// <param name="MinusDi">Downward movement.</param>
public readonly record struct AdxValue(double Adx, double PlusDi, double MinusDi)
{
    internal static AdxValue None => new(double.NaN, double.NaN, double.NaN);
}
