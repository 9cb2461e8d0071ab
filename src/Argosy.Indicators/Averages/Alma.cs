using Argosy.Core.Values;

namespace Argosy.Indicators.Averages;

/// <summary>Arnaud Legoux moving average: weights on a bell curve whose top lies near the newest value; in the values' unit.</summary>
/// <remarks>
/// Adds the whole window at each push: its cost grows with the period, not with the series. The weights are rounded to 12
/// digits. Source: A. Legoux and D. Kouzis-Loukas (2009); TradingView <c>ta.alma</c> without rounding the offset.
/// </remarks>
/// <param name="period">Length of the window, 1 or more.</param>
/// <param name="offset">Where the top lies: 0 the oldest value, 1 the newest.</param>
/// <param name="sigma">Sharpness, above 0: the curve's width is period/sigma.</param>
public sealed class Alma(int period = 9, double offset = 0.85, double sigma = 6) : IValueIndicator<double>
{
    readonly double[] _ring = new double[Require.Period(period)];
    readonly double[] _weights = Weights(period, Require.Within(offset, 0, 1), Require.Positive(sigma));
    int _next;
    bool _full;

    /// <inheritdoc/>
    public int WarmUp => _ring.Length - 1;

    /// <inheritdoc/>
    public bool IsReady => !double.IsNaN(Value);

    /// <inheritdoc/>
    public double Value { get; private set; } = double.NaN;

    /// <inheritdoc/>
    public double Push(double value)
    {
        if (double.IsNaN(value)) return double.NaN;
        _ring[_next] = value;
        if (++_next == _ring.Length) (_next, _full) = (0, true);
        if (!_full) return double.NaN;
        var sum = 0.0;
        var weight = 0;
        for (var i = _next; i < _ring.Length; i++) sum += _ring[i] * _weights[weight++];
        for (var i = 0; i < _next; i++) sum += _ring[i] * _weights[weight++];
        return Value = sum;
    }

    /// <summary>The bell curve over the window, oldest first, scaled to a sum of 1.</summary>
    static double[] Weights(int period, double offset, double sigma)
    {
        var weights = new double[period];
        var (top, width) = (offset * (period - 1), period / sigma);
        var sum = 0.0;
        for (var i = 0; i < period; i++)
        {
            weights[i] = Rounded.Exp(-(i - top) * (i - top) / (2 * width * width));
            sum += weights[i];
        }
        for (var i = 0; i < period; i++) weights[i] /= sum;
        return weights;
    }
}
