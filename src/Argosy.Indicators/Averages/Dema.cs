namespace Argosy.Indicators.Averages;

/// <summary>Double exponential moving average: 2·EMA − EMA of EMA; less lag than the EMA, in the values' unit.</summary>
/// <remarks>Each EMA is seeded with the SMA of its own first values, as in TA-Lib DEMA. Source: P. Mulloy, Stocks &amp; Commodities (1994).</remarks>
/// <param name="period">Length, 1 or more.</param>
/// <param name="seed">What the EMAs start from.</param>
public sealed class Dema(int period, EmaSeed seed = EmaSeed.Sma) : IValueIndicator<double>
{
    readonly Ema _once = new(period, seed), _twice = new(period, seed);

    /// <inheritdoc/>
    public int WarmUp => _once.WarmUp + _twice.WarmUp;

    /// <inheritdoc/>
    public bool IsReady => !double.IsNaN(Value);

    /// <inheritdoc/>
    public double Value { get; private set; } = double.NaN;

    /// <inheritdoc/>
    public double Push(double value)
    {
        if (double.IsNaN(value)) return double.NaN;
        var once = _once.Push(value);
        var twice = _twice.Push(once);
        return double.IsNaN(twice) ? twice : Value = 2 * once - twice;
    }
}
