using Argosy.Core.MarketData;
using Argosy.Indicators.Averages;

namespace Argosy.Indicators.Momentum;

/// <summary>Accelerator oscillator: the awesome oscillator minus its own SMA, in quote asset.</summary>
/// <remarks>Source: B. Williams, New Trading Dimensions (1998).</remarks>
/// <param name="fast">Period of the fast SMA, 1 or more.</param>
/// <param name="slow">Period of the slow SMA, above <paramref name="fast"/>.</param>
/// <param name="smooth">SMA of the oscillator, 1 or more.</param>
public sealed class AcceleratorOscillator(int fast = 5, int slow = 34, int smooth = 5) : IBarIndicator<double>
{
    readonly AwesomeOscillator _oscillator = new(fast, slow);
    readonly Sma _average = new(Require.Period(smooth));

    /// <inheritdoc/>
    public int WarmUp => _oscillator.WarmUp + _average.WarmUp;

    /// <inheritdoc/>
    public bool IsReady => !double.IsNaN(Value);

    /// <inheritdoc/>
    public double Value { get; private set; } = double.NaN;

    /// <inheritdoc/>
    public double Push(in Bar bar)
    {
        var oscillator = _oscillator.Push(in bar);
        var average = _average.Push(oscillator);
        return double.IsNaN(average) ? average : Value = oscillator - average;
    }
}
