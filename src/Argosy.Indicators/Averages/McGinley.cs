namespace Argosy.Indicators.Averages;

/// <summary>McGinley dynamic: an average that speeds up when price falls away from it; in the values' unit.</summary>
/// <remarks>
/// Starts as the SMA of its first <c>period</c> values; TradingView's starts as an EMA. Meant for values above 0. Source: J. R. McGinley,
/// Journal of Technical Analysis (1997), with constant 0.6.
/// </remarks>
/// <param name="period">Length, 1 or more.</param>
public sealed class McGinley(int period = 14) : IValueIndicator<double>
{
    readonly int _period = Require.Period(period);
    double _running;
    int _seen;

    /// <inheritdoc/>
    public int WarmUp => _period - 1;

    /// <inheritdoc/>
    public bool IsReady => !double.IsNaN(Value);

    /// <inheritdoc/>
    public double Value { get; private set; } = double.NaN;

    /// <inheritdoc/>
    public double Push(double value)
    {
        if (double.IsNaN(value)) return double.NaN;
        if (_seen < _period)
        {
            _running += value;
            if (++_seen < _period) return double.NaN;
            return Value = _running /= _period;
        }
        var ratio = value / _running;
        var square = ratio * ratio;
        _running += (value - _running) / Math.Max(1, 0.6 * _period * square * square);
        return Value = _running;
    }
}
