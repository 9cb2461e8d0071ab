using Argosy.Core.Values;

namespace Argosy.Indicators.Volatility;

/// <summary>Bollinger %B: where the value lies between the bands; 0 at the lower, 1 at the upper, beyond them outside.</summary>
/// <remarks>0.5 where the bands touch. Source: J. Bollinger (2001).</remarks>
/// <param name="period">Length of the window, 1 or more.</param>
/// <param name="width">Distance of the bands in standard deviations, above 0.</param>
public sealed class PercentB(int period = 20, double width = 2) : IValueIndicator<double>
{
    readonly Bollinger _bands = new(period, width);

    /// <inheritdoc/>
    public int WarmUp => _bands.WarmUp;

    /// <inheritdoc/>
    public bool IsReady => !double.IsNaN(Value);

    /// <inheritdoc/>
    public double Value { get; private set; } = double.NaN;

    /// <inheritdoc/>
    public double Push(double value)
    {
        if (double.IsNaN(value)) return double.NaN;
        var bands = _bands.Push(value);
        if (double.IsNaN(bands.Middle)) return double.NaN;
        return Value = Near.Above(bands.Upper, bands.Lower) ? (value - bands.Lower) / (bands.Upper - bands.Lower) : 0.5;
    }
}
