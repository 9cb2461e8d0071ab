namespace Argosy.Indicators.Volatility;

/// <summary>Bollinger bandwidth: distance between the bands over their middle, a ratio.</summary>
/// <remarks>Source: J. Bollinger (2001); TradingView "BBW" gives percent.</remarks>
/// <param name="period">Length of the window, 1 or more.</param>
/// <param name="width">Distance of the bands in standard deviations, above 0.</param>
public sealed class Bandwidth(int period = 20, double width = 2) : IValueIndicator<double>
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
        return double.IsNaN(bands.Middle) ? double.NaN : Value = (bands.Upper - bands.Lower) / bands.Middle;
    }
}
