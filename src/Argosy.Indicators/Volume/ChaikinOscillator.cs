using Argosy.Core.MarketData;
using Argosy.Indicators.Averages;

namespace Argosy.Indicators.Volume;

/// <summary>Chaikin oscillator: fast minus slow EMA of the accumulation/distribution line, in base asset.</summary>
/// <remarks>Each EMA is seeded with the SMA of its own first values; TA-Lib ADOSC starts both from the first value. Source: M. Chaikin.</remarks>
/// <param name="fast">Period of the fast EMA, 1 or more.</param>
/// <param name="slow">Period of the slow EMA, above <paramref name="fast"/>.</param>
public sealed class ChaikinOscillator(int fast = 3, int slow = 10) : IBarIndicator<double>
{
    readonly Adl _line = new();
    readonly Ema _fast = new(Require.Period(fast)), _slow = new(Require.Longer(slow, fast));

    /// <inheritdoc/>
    public int WarmUp => _slow.WarmUp;

    /// <inheritdoc/>
    public bool IsReady => !double.IsNaN(Value);

    /// <inheritdoc/>
    public double Value { get; private set; } = double.NaN;

    /// <inheritdoc/>
    public double Push(in Bar bar)
    {
        var line = _line.Push(in bar);
        var difference = _fast.Push(line) - _slow.Push(line);
        return double.IsNaN(difference) ? difference : Value = difference;
    }
}
