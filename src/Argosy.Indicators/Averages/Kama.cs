namespace Argosy.Indicators.Averages;

/// <summary>Kaufman's adaptive moving average: an EMA that is fast where price goes straight and slow where it wanders; in the values' unit.</summary>
/// <remarks>
/// Starts from the value before its first own one, as TA-Lib KAMA; TradingView scripts mostly start from 0 or the first value.
/// Source: P. Kaufman, Smarter Trading (1995).
/// </remarks>
/// <param name="period">Length of the efficiency ratio, 1 or more.</param>
/// <param name="fast">Fastest EMA period, 1 or more.</param>
/// <param name="slow">Slowest EMA period, above <paramref name="fast"/>.</param>
public sealed class Kama(int period = 10, int fast = 2, int slow = 30) : IValueIndicator<double>
{
    readonly Trend.EfficiencyRatio _efficiency = new(period);
    readonly double _fast = 2 / (Require.Period(fast) + 1.0), _slow = 2 / (Require.Longer(slow, fast) + 1.0);
    double _running;

    /// <inheritdoc/>
    public int WarmUp => _efficiency.WarmUp;

    /// <inheritdoc/>
    public bool IsReady => !double.IsNaN(Value);

    /// <inheritdoc/>
    public double Value { get; private set; } = double.NaN;

    /// <inheritdoc/>
    public double Push(double value)
    {
        if (double.IsNaN(value)) return double.NaN;
        var efficiency = _efficiency.Push(value);
        if (double.IsNaN(efficiency))
        {
            _running = value;
            return double.NaN;
        }
        var weight = efficiency * (_fast - _slow) + _slow;
        _running += weight * weight * (value - _running);
        return Value = _running;
    }
}
