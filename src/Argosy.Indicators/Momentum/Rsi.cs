using Argosy.Indicators.Averages;

namespace Argosy.Indicators.Momentum;

/// <summary>Relative strength index: the share of gains in all changes, Wilder-smoothed, 0 to 100.</summary>
/// <remarks>
/// 100 without losses, 50 without any change at all. Source: J. W. Wilder (1978). TradingView <c>ta.rsi</c> and TA-Lib RSI
/// start alike (mean of the first <c>period</c> changes); without any change TA-Lib gives 0 and TradingView 100.
/// </remarks>
/// <param name="period">Number of changes, 1 or more.</param>
public sealed class Rsi(int period = 14) : IValueIndicator<double>
{
    readonly int _period = Require.Period(period);
    readonly Rma _gain = new(period), _loss = new(period);
    double _previous = double.NaN;

    /// <inheritdoc/>
    public int WarmUp => _period;

    /// <inheritdoc/>
    public bool IsReady => _gain.IsReady;

    /// <inheritdoc/>
    public double Value { get; private set; } = double.NaN;

    /// <inheritdoc/>
    public double Push(double value)
    {
        if (double.IsNaN(value)) return double.NaN;
        var change = value - _previous;
        _previous = value;
        if (double.IsNaN(change)) return double.NaN;
        var gain = _gain.Push(Math.Max(change, 0));
        var loss = _loss.Push(Math.Max(-change, 0));
        return Value = Of(gain, loss);
    }

    static double Of(double gain, double loss) => gain + loss == 0 ? 50 : 100 * gain / (gain + loss);
}
