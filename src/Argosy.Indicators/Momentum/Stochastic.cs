using Argosy.Core.MarketData;
using Argosy.Indicators.Averages;
using Argosy.Indicators.Statistics;

namespace Argosy.Indicators.Momentum;

/// <summary>Stochastic oscillator: where the close lies in the range of the last <c>period</c> bars, 0 (low) to 100 (high).</summary>
/// <remarks>
/// A range of zero counts as 50 (TA-Lib 0, TradingView none). K is smoothed by an SMA; <c>smooth</c> = 1 is the fast form.
/// Source: G. Lane; TA-Lib STOCH and TradingView smooth by SMA too.
/// </remarks>
/// <param name="period">Length of the window, 1 or more.</param>
/// <param name="smooth">SMA of the raw position that makes K, 1 or more.</param>
/// <param name="signal">SMA of K that makes D, 1 or more.</param>
public sealed class Stochastic(int period = 14, int smooth = 3, int signal = 3) : IBarIndicator<StochasticValue>
{
    readonly Highest _highest = new(period);
    readonly Lowest _lowest = new(period);
    readonly Sma _k = new(Require.Period(smooth)), _d = new(Require.Period(signal));

    /// <inheritdoc/>
    public int WarmUp => _highest.WarmUp + _k.WarmUp + _d.WarmUp;

    /// <inheritdoc/>
    public bool IsReady => !double.IsNaN(Value.K);

    /// <inheritdoc/>
    public StochasticValue Value { get; private set; } = StochasticValue.None;

    /// <inheritdoc/>
    public StochasticValue Push(in Bar bar)
    {
        var high = _highest.Push(bar.High);
        var low = _lowest.Push(bar.Low);
        if (double.IsNaN(high)) return StochasticValue.None;
        var k = _k.Push(high > low ? 100 * (bar.Close - low) / (high - low) : 50);
        var d = _d.Push(k);
        return double.IsNaN(d) ? StochasticValue.None : Value = new(k, d);
    }
}

/// <summary>One value of <see cref="Stochastic"/>.</summary>
/// <param name="K">Smoothed position in the range, 0 to 100.</param>
/// <param name="D">SMA of <paramref name="K"/>.</param>
public readonly record struct StochasticValue(double K, double D)
{
    internal static StochasticValue None => new(double.NaN, double.NaN);
}
