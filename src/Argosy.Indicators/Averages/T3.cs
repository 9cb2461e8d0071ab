namespace Argosy.Indicators.Averages;

/// <summary>Tillson's T3: three generalised DEMAs in a row, smooth with little lag, in the values' unit.</summary>
/// <remarks>Six EMAs, each seeded with the SMA of its own first values, as in TA-Lib T3. Source: T. Tillson, Stocks &amp; Commodities (1998).</remarks>
/// <param name="period">Length, 1 or more.</param>
/// <param name="volumeFactor">How much of the lag is taken back: 0 (a triple EMA) to 1.</param>
public sealed class T3(int period = 5, double volumeFactor = 0.7) : IValueIndicator<double>
{
    readonly Ema _e1 = new(period), _e2 = new(period), _e3 = new(period), _e4 = new(period), _e5 = new(period), _e6 = new(period);
    readonly double _factor = Require.Within(volumeFactor, 0, 1);

    /// <inheritdoc/>
    public int WarmUp => 6 * _e1.WarmUp;

    /// <inheritdoc/>
    public bool IsReady => !double.IsNaN(Value);

    /// <inheritdoc/>
    public double Value { get; private set; } = double.NaN;

    /// <inheritdoc/>
    public double Push(double value)
    {
        if (double.IsNaN(value)) return double.NaN;
        var e3 = _e3.Push(_e2.Push(_e1.Push(value)));
        var e4 = _e4.Push(e3);
        var e5 = _e5.Push(e4);
        var e6 = _e6.Push(e5);
        if (double.IsNaN(e6)) return double.NaN;
        var a = _factor;
        var (square, cube) = (a * a, a * a * a);
        return Value = -cube * e6 + 3 * (square + cube) * e5 - (6 * square + 3 * a + 3 * cube) * e4 + (1 + 3 * a + cube + 3 * square) * e3;
    }
}
