using Argosy.Core.MarketData;
using Argosy.Core.Values;
using Argosy.Indicators.Averages;

namespace Argosy.Indicators.Momentum;

/// <summary>Commodity channel index: distance of the typical price from its mean in units of 0.015 mean deviations; no bounds.</summary>
/// <remarks>
/// The mean deviation is added over the whole window at each push: its cost grows with the period, not with the series. Without
/// any deviation it is 0. Source: D. Lambert (1980); TradingView <c>ta.cci</c> and TA-Lib CCI are equal.
/// </remarks>
/// <param name="period">Length of the window, 1 or more.</param>
public sealed class Cci(int period = 20) : IBarIndicator<double>
{
    readonly double[] _ring = new double[Require.Period(period)];
    readonly Sma _mean = new(period);
    int _next;

    /// <inheritdoc/>
    public int WarmUp => _mean.WarmUp;

    /// <inheritdoc/>
    public bool IsReady => !double.IsNaN(Value);

    /// <inheritdoc/>
    public double Value { get; private set; } = double.NaN;

    /// <inheritdoc/>
    public double Push(in Bar bar)
    {
        var typical = (bar.High + bar.Low + bar.Close) / 3;
        _ring[_next] = typical;
        if (++_next == _ring.Length) _next = 0;
        var mean = _mean.Push(typical);
        if (double.IsNaN(mean)) return double.NaN;
        var deviation = 0.0;
        foreach (var one in _ring) deviation += Math.Abs(one - mean);
        deviation /= _ring.Length;
        return Value = Near.Above(mean + deviation, mean) ? (typical - mean) / (0.015 * deviation) : 0;
    }
}
