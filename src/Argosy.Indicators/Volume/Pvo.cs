using Argosy.Core.MarketData;
using Argosy.Indicators.Averages;

namespace Argosy.Indicators.Volume;

/// <summary>Percentage volume oscillator: fast minus slow EMA of the volume in percent of the slow one, with a signal EMA.</summary>
/// <remarks>0 without any volume. Seeds as the MACD. Source: definition; TradingView "PVO".</remarks>
/// <param name="fast">Period of the fast EMA, 1 or more.</param>
/// <param name="slow">Period of the slow EMA, above <paramref name="fast"/>.</param>
/// <param name="signal">Period of the signal EMA, 1 or more.</param>
public sealed class Pvo(int fast = 12, int slow = 26, int signal = 9) : IBarIndicator<PvoValue>
{
    readonly Ema _fast = new(Require.Period(fast)), _slow = new(Require.Longer(slow, fast)), _signal = new(Require.Period(signal));

    /// <inheritdoc/>
    public int WarmUp => _slow.WarmUp + _signal.WarmUp;

    /// <inheritdoc/>
    public bool IsReady => !double.IsNaN(Value.Line);

    /// <inheritdoc/>
    public PvoValue Value { get; private set; } = PvoValue.None;

    /// <inheritdoc/>
    public PvoValue Push(in Bar bar)
    {
        var average = _slow.Push(bar.Volume);
        var difference = _fast.Push(bar.Volume) - average;
        var line = average == 0 ? 0 : 100 * difference / average;
        var smoothed = _signal.Push(line);
        return double.IsNaN(smoothed) ? PvoValue.None : Value = new(line, smoothed, line - smoothed);
    }
}

/// <summary>One value of <see cref="Pvo"/>, in percent.</summary>
/// <param name="Line">(fast − slow)/slow.</param>
/// <param name="Signal">EMA of <paramref name="Line"/>.</param>
/// <param name="Histogram"><paramref name="Line"/> minus <paramref name="Signal"/>.</param>
public readonly record struct PvoValue(double Line, double Signal, double Histogram)
{
    internal static PvoValue None => new(double.NaN, double.NaN, double.NaN);
}
