namespace Argosy.Indicators.Momentum;

/// <summary>Chande momentum oscillator: gains minus losses over gains plus losses of the last <c>period</c> changes, −100 to 100.</summary>
/// <remarks>Plain sums, as TradingView <c>ta.cmo</c>; TA-Lib CMO smooths by Wilder. 0 without any change. Source: T. Chande and S. Kroll (1994).</remarks>
/// <param name="period">Number of changes, 1 or more.</param>
public sealed class Cmo(int period = 9) : IValueIndicator<double>
{
    readonly RollingSum _gains = new(period), _losses = new(period);
    double _previous = double.NaN;

    /// <inheritdoc/>
    public int WarmUp => 1 + _gains.WarmUp;

    /// <inheritdoc/>
    public bool IsReady => !double.IsNaN(Value);

    /// <inheritdoc/>
    public double Value { get; private set; } = double.NaN;

    /// <inheritdoc/>
    public double Push(double value)
    {
        if (double.IsNaN(value)) return double.NaN;
        var change = value - _previous;
        _previous = value;
        if (double.IsNaN(change)) return double.NaN;
        var gains = _gains.Push(Math.Max(change, 0));
        var losses = _losses.Push(Math.Max(-change, 0));
        if (double.IsNaN(gains)) return double.NaN;
        return Value = gains + losses > 0 ? 100 * (gains - losses) / (gains + losses) : 0;
    }
}
