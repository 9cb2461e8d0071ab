using System.Runtime.CompilerServices;

namespace Argosy.Indicators.Averages;

/// <summary>Wilder's smoothing (RMA, SMMA): weight 1/period for the newest value, in the values' unit.</summary>
/// <remarks>
/// Starts as the mean of its first <c>period</c> values. Source: J. W. Wilder, New Concepts in Technical Trading Systems
/// (1978); TradingView <c>ta.rma</c> is equal; TA-Lib has it only inside RSI, ATR and ADX.
/// </remarks>
/// <param name="period">Length, 1 or more.</param>
public sealed class Rma(int period) : IValueIndicator<double>
{
    readonly int _period = Require.Period(period);
    readonly double _weight = 1.0 / period;
    double _running;
    int _seen;

    /// <inheritdoc/>
    public int WarmUp => _period - 1;

    /// <inheritdoc/>
    public bool IsReady => _seen == _period;

    /// <inheritdoc/>
    public double Value => IsReady ? _running : double.NaN;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Push(double value)
    {
        if (_seen < _period) return Seed(value);
        var next = _running + _weight * (value - _running);
        if (double.IsNaN(next)) return double.NaN;
        return _running = next;
    }

    double Seed(double value)
    {
        if (double.IsNaN(value)) return double.NaN;
        _running += value;
        if (++_seen == _period) _running /= _period;
        return Value;
    }
}
