using Argosy.Core.Values;
using Argosy.Indicators.Averages;
using Argosy.Indicators.Statistics;

namespace Argosy.Indicators.Momentum;

/// <summary>Stochastic of the RSI: where the RSI lies in its own range of the last bars, 0 to 100.</summary>
/// <remarks>
/// A range of zero (values nearer than 1e-12 relative) counts as 50. Source: T. Chande and S. Kroll, The New Technical Trader
/// (1994); TradingView has the same smoothing, TA-Lib STOCHRSI leaves K unsmoothed.
/// </remarks>
/// <param name="period">Period of the RSI, 1 or more.</param>
/// <param name="range">Window of the range, 1 or more.</param>
/// <param name="smooth">SMA of the raw position that makes K, 1 or more.</param>
/// <param name="signal">SMA of K that makes D, 1 or more.</param>
public sealed class StochasticRsi(int period = 14, int range = 14, int smooth = 3, int signal = 3) : IValueIndicator<StochasticRsiValue>
{
    readonly Rsi _rsi = new(period);
    readonly Highest _highest = new(Require.Period(range));
    readonly Lowest _lowest = new(range);
    readonly Sma _k = new(Require.Period(smooth)), _d = new(Require.Period(signal));

    /// <inheritdoc/>
    public int WarmUp => _rsi.WarmUp + _highest.WarmUp + _k.WarmUp + _d.WarmUp;

    /// <inheritdoc/>
    public bool IsReady => !double.IsNaN(Value.K);

    /// <inheritdoc/>
    public StochasticRsiValue Value { get; private set; } = StochasticRsiValue.None;

    /// <inheritdoc/>
    public StochasticRsiValue Push(double value)
    {
        if (double.IsNaN(value)) return StochasticRsiValue.None;
        var rsi = _rsi.Push(value);
        var high = _highest.Push(rsi);
        var low = _lowest.Push(rsi);
        if (double.IsNaN(high)) return StochasticRsiValue.None;
        var k = _k.Push(Near.Above(high, low) ? 100 * (rsi - low) / (high - low) : 50);
        var d = _d.Push(k);
        return double.IsNaN(d) ? StochasticRsiValue.None : Value = new(k, d);
    }
}

/// <summary>One value of <see cref="StochasticRsi"/>.</summary>
/// <param name="K">Smoothed position in the range, 0 to 100.</param>
/// <param name="D">SMA of <paramref name="K"/>.</param>
public readonly record struct StochasticRsiValue(double K, double D)
{
    internal static StochasticRsiValue None => new(double.NaN, double.NaN);
}
