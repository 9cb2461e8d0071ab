using Argosy.Core.Values;

namespace Argosy.Indicators.Statistics;

/// <summary>Percent rank: share of the <c>period</c> values before that are at or below the newest, 0 to 100.</summary>
/// <remarks>
/// Values nearer than 1e-12 relative are equal. Counts the whole window at each push: its cost grows with the period, not with the series.
/// Source: TradingView <c>ta.percentrank</c>.
/// </remarks>
/// <param name="period">Number of earlier values, 1 or more.</param>
public sealed class PercentRank(int period = 100) : IValueIndicator<double>
{
    readonly double[] _ring = new double[Require.Period(period)];
    int _next;
    bool _full;

    /// <inheritdoc/>
    public int WarmUp => _ring.Length;

    /// <inheritdoc/>
    public bool IsReady => !double.IsNaN(Value);

    /// <inheritdoc/>
    public double Value { get; private set; } = double.NaN;

    /// <inheritdoc/>
    public double Push(double value)
    {
        if (double.IsNaN(value)) return double.NaN;
        var rank = _full ? Value = Rank(value) : double.NaN;
        _ring[_next] = value;
        if (++_next == _ring.Length) (_next, _full) = (0, true);
        return rank;
    }

    double Rank(double value)
    {
        var count = 0;
        foreach (var one in _ring)
        {
            if (!Near.Above(one, value)) count++;
        }
        return 100.0 * count / _ring.Length;
    }
}
