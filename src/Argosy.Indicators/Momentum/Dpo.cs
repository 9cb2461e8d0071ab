using Argosy.Indicators.Averages;

namespace Argosy.Indicators.Momentum;

/// <summary>Detrended price oscillator: the value minus its SMA of period/2 + 1 bars ago, in the values' unit.</summary>
/// <remarks>Looks back only: TradingView "DPO" not centred; the centred form would look ahead. Source: definition.</remarks>
/// <param name="period">Length of the window, 1 or more.</param>
public sealed class Dpo(int period = 21) : IValueIndicator<double>
{
    readonly Sma _average = new(period);
    readonly Lag _lag = new(period / 2 + 1);

    /// <inheritdoc/>
    public int WarmUp => _average.WarmUp + _lag.Distance;

    /// <inheritdoc/>
    public bool IsReady => !double.IsNaN(Value);

    /// <inheritdoc/>
    public double Value { get; private set; } = double.NaN;

    /// <inheritdoc/>
    public double Push(double value)
    {
        if (double.IsNaN(value)) return double.NaN;
        var average = _average.Push(value);
        if (double.IsNaN(average)) return double.NaN;
        var before = _lag.Push(average);
        return double.IsNaN(before) ? before : Value = value - before;
    }
}
