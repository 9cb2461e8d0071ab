namespace Argosy.Indicators.Averages;

/// <summary>Hull moving average: WMA over √period of 2·WMA(period/2) − WMA(period); fast and smooth, in the values' unit.</summary>
/// <remarks>Half and root are rounded down, as TradingView <c>ta.hma</c> does; TA-Lib has none. Source: A. Hull (2005).</remarks>
/// <param name="period">Length of the window, 2 or more.</param>
public sealed class Hma(int period = 9) : IValueIndicator<double>
{
    readonly Wma _whole = new(Require.Period(period, 2)), _half = new(period / 2), _smooth = new((int)Math.Sqrt(period));

    /// <inheritdoc/>
    public int WarmUp => _whole.WarmUp + _smooth.WarmUp;

    /// <inheritdoc/>
    public bool IsReady => !double.IsNaN(Value);

    /// <inheritdoc/>
    public double Value { get; private set; } = double.NaN;

    /// <inheritdoc/>
    public double Push(double value)
    {
        if (double.IsNaN(value)) return double.NaN;
        var smooth = _smooth.Push(2 * _half.Push(value) - _whole.Push(value));
        return double.IsNaN(smooth) ? smooth : Value = smooth;
    }
}
