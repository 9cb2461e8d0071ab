using System.Numerics;

namespace Argosy.Indicators.Statistics;

/// <summary>The highest of the last <c>period</c> values, in their unit; among equals the newest counts.</summary>
/// <remarks>A queue of falling values, so each value enters and leaves once. Source: definition; TradingView <c>ta.highest</c>, TA-Lib MAX.</remarks>
public sealed class Highest : IValueIndicator<double>
{
    readonly int _period, _mask;
    readonly double[] _values;
    readonly long[] _at;
    int _oldest, _newest = -1;
    long _seen;

    /// <summary>An indicator over <paramref name="period"/> values, 1 or more.</summary>
    public Highest(int period)
    {
        _period = Require.Period(period);
        var capacity = (int)BitOperations.RoundUpToPowerOf2((uint)period);
        _mask = capacity - 1;
        _values = new double[capacity];
        _at = new long[capacity];
    }

    /// <inheritdoc/>
    public int WarmUp => _period - 1;

    /// <inheritdoc/>
    public bool IsReady => _seen >= _period;

    /// <inheritdoc/>
    public double Value => IsReady ? _values[_oldest & _mask] : double.NaN;

    /// <summary>How many values ago the highest came: 0 is the newest value, period − 1 the oldest of the window; −1 before the first value.</summary>
    public int Age => _seen == 0 ? -1 : (int)(_seen - 1 - _at[_oldest & _mask]);

    /// <inheritdoc/>
    public double Push(double value)
    {
        if (double.IsNaN(value)) return double.NaN;
        var newest = _newest;
        while (newest - _oldest >= 0 && _values[newest & _mask] <= value) newest--;
        if (newest - _oldest >= 0 && _at[_oldest & _mask] <= _seen - _period) _oldest++;
        newest++;
        _values[newest & _mask] = value;
        _at[newest & _mask] = _seen++;
        _newest = newest;
        return Value;
    }
}
