using Argosy.Indicators.Averages;

namespace Argosy.Indicators.Momentum;

/// <summary>Percentage price oscillator: the MACD in percent of the slow EMA.</summary>
/// <remarks>Seeds as <see cref="Macd"/>. Source: definition; TA-Lib PPO uses SMAs unless told otherwise.</remarks>
/// <param name="fast">Period of the fast EMA, 1 or more.</param>
/// <param name="slow">Period of the slow EMA, above <paramref name="fast"/>.</param>
/// <param name="signal">Period of the signal EMA, 1 or more.</param>
public sealed class Ppo(int fast = 12, int slow = 26, int signal = 9) : IValueIndicator<PpoValue>
{
    readonly Ema _fast = new(Require.Period(fast)), _slow = new(Require.Longer(slow, fast)), _signal = new(Require.Period(signal));

    /// <inheritdoc/>
    public int WarmUp => _slow.WarmUp + _signal.WarmUp;

    /// <inheritdoc/>
    public bool IsReady => !double.IsNaN(Value.Line);

    /// <inheritdoc/>
    public PpoValue Value { get; private set; } = PpoValue.None;

    /// <inheritdoc/>
    public PpoValue Push(double value)
    {
        if (double.IsNaN(value)) return PpoValue.None;
        var average = _slow.Push(value);
        var ppo = 100 * (_fast.Push(value) - average) / average;
        var smoothed = _signal.Push(ppo);
        return double.IsNaN(smoothed) ? PpoValue.None : Value = new(ppo, smoothed, ppo - smoothed);
    }
}

/// <summary>One value of <see cref="Ppo"/>, in percent.</summary>
/// <param name="Line">(fast − slow)/slow.</param>
/// <param name="Signal">EMA of <paramref name="Line"/>.</param>
/// <param name="Histogram"><paramref name="Line"/> minus <paramref name="Signal"/>.</param>
public readonly record struct PpoValue(double Line, double Signal, double Histogram)
{
    internal static PpoValue None => new(double.NaN, double.NaN, double.NaN);
}
