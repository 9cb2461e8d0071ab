using Argosy.Core.MarketData;

namespace Argosy.Indicators.Momentum;

/// <summary>Ultimate oscillator: buying pressure over true range in three windows, weighted 4, 2, 1; 0 to 100.</summary>
/// <remarks>A window without any range counts as one half. Source: L. Williams, Stocks &amp; Commodities (1985); TA-Lib ULTOSC is equal.</remarks>
/// <param name="fast">Shortest window, 1 or more.</param>
/// <param name="middle">Middle window, above <paramref name="fast"/>.</param>
/// <param name="slow">Longest window, above <paramref name="middle"/>.</param>
public sealed class UltimateOscillator(int fast = 7, int middle = 14, int slow = 28) : IBarIndicator<double>
{
    readonly RollingSum _fastPressure = new(Require.Period(fast)), _middlePressure = new(Require.Longer(middle, fast)), _slowPressure = new(Require.Longer(slow, middle));
    readonly RollingSum _fastRange = new(fast), _middleRange = new(middle), _slowRange = new(slow);
    double _close = double.NaN;

    /// <inheritdoc/>
    public int WarmUp => 1 + _slowRange.WarmUp;

    /// <inheritdoc/>
    public bool IsReady => !double.IsNaN(Value);

    /// <inheritdoc/>
    public double Value { get; private set; } = double.NaN;

    /// <inheritdoc/>
    public double Push(in Bar bar)
    {
        var before = _close;
        _close = bar.Close;
        if (double.IsNaN(before)) return double.NaN;
        var low = Math.Min(bar.Low, before);
        var pressure = bar.Close - low;
        var range = Math.Max(bar.High, before) - low;
        var first = Share(_fastPressure.Push(pressure), _fastRange.Push(range));
        var second = Share(_middlePressure.Push(pressure), _middleRange.Push(range));
        var third = Share(_slowPressure.Push(pressure), _slowRange.Push(range));
        return double.IsNaN(third) ? third : Value = 100 * (4 * first + 2 * second + third) / 7;
    }

    static double Share(double pressure, double range) => range == 0 ? 0.5 : pressure / range;
}
