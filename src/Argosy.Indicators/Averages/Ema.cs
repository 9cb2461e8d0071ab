using System.Runtime.CompilerServices;

namespace Argosy.Indicators.Averages;

/// <summary>Exponential moving average with weight 2/(period + 1) for the newest value, in the values' unit.</summary>
/// <remarks>
/// Starts as the SMA of its first <c>period</c> values (TA-Lib's classic mode), or from the first value alone (TA-Lib's
/// Metastock mode, TradingView's <c>pine_ema</c>); the first value given is at index period − 1 either way, so that the
/// seed has faded by then. Source: definition.
/// </remarks>
/// <param name="period">Length, 1 or more.</param>
/// <param name="seed">What the average starts from.</param>
public sealed class Ema(int period, EmaSeed seed = EmaSeed.Sma) : IValueIndicator<double>
{
    readonly int _period = Require.Period(period);
    readonly double _weight = 2.0 / (period + 1.0);
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
        _seen++;
        if (seed is EmaSeed.Sma)
        {
            _running += value;
            if (_seen == _period) _running /= _period;
        }
        else
        {
            _running = _seen == 1 ? value : _running + _weight * (value - _running);
        }
        return Value;
    }
}

/// <summary>What an exponential average starts from.</summary>
public enum EmaSeed
{
    /// <summary>The simple average of its first <c>period</c> values.</summary>
    Sma = 0,

    /// <summary>The first value.</summary>
    First = 1,
}
