using Argosy.Indicators.Averages;

namespace Argosy.Indicators.Momentum;

/// <summary>Absolute price oscillator: fast EMA minus slow EMA, in the values' unit.</summary>
/// <remarks>Each EMA is seeded with the SMA of its own first values; TA-Lib APO uses SMAs unless told otherwise. Source: definition.</remarks>
/// <param name="fast">Period of the fast EMA, 1 or more.</param>
/// <param name="slow">Period of the slow EMA, above <paramref name="fast"/>.</param>
public sealed class Apo(int fast = 12, int slow = 26) : IValueIndicator<double>
{
    readonly Ema _fast = new(Require.Period(fast)), _slow = new(Require.Longer(slow, fast));

    /// <inheritdoc/>
    public int WarmUp => _slow.WarmUp;

    /// <inheritdoc/>
    public bool IsReady => !double.IsNaN(Value);

    /// <inheritdoc/>
    public double Value { get; private set; } = double.NaN;

    /// <inheritdoc/>
    public double Push(double value)
    {
        if (double.IsNaN(value)) return double.NaN;
        var apo = _fast.Push(value) - _slow.Push(value);
        return double.IsNaN(apo) ? apo : Value = apo;
    }
}
