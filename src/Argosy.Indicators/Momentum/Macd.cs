using Argosy.Indicators.Averages;

namespace Argosy.Indicators.Momentum;

/// <summary>Moving average convergence/divergence: fast EMA minus slow EMA, an EMA of that as signal, and their difference.</summary>
/// <remarks>
/// Every EMA is seeded with the SMA of its own first values, as on TradingView; TA-Lib starts the fast EMA only where the
/// slow one starts, so its first hundred values differ slightly. Source: G. Appel, The Moving Average Convergence Divergence
/// Trading Method (1979).
/// </remarks>
/// <param name="fast">Period of the fast EMA, 1 or more.</param>
/// <param name="slow">Period of the slow EMA, above <paramref name="fast"/>.</param>
/// <param name="signal">Period of the signal EMA, 1 or more.</param>
/// <param name="seed">What the EMAs start from.</param>
public sealed class Macd(int fast = 12, int slow = 26, int signal = 9, EmaSeed seed = EmaSeed.Sma) : IValueIndicator<MacdValue>
{
    readonly Ema _fast = new(Require.Period(fast), seed), _slow = new(Require.Longer(slow, fast), seed), _signal = new(Require.Period(signal), seed);

    /// <inheritdoc/>
    public int WarmUp => _slow.WarmUp + _signal.WarmUp;

    /// <inheritdoc/>
    public bool IsReady => _signal.IsReady;

    /// <inheritdoc/>
    public MacdValue Value { get; private set; } = MacdValue.None;

    /// <inheritdoc/>
    public MacdValue Push(double value)
    {
        var macd = _fast.Push(value) - _slow.Push(value);
        var smoothed = _signal.Push(macd);
        if (double.IsNaN(smoothed)) return MacdValue.None;
        return Value = new(macd, smoothed, macd - smoothed);
    }
}

/// <summary>One value of <see cref="Momentum.Macd"/>, in the values' unit.</summary>
/// <param name="Macd">Fast EMA minus slow EMA.</param>
/// <param name="Signal">EMA of <paramref name="Macd"/>.</param>
/// <param name="Histogram"><paramref name="Macd"/> minus <paramref name="Signal"/>.</param>
public readonly record struct MacdValue(double Macd, double Signal, double Histogram)
{
    internal static MacdValue None => new(double.NaN, double.NaN, double.NaN);
}
