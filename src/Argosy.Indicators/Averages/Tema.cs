namespace Argosy.Indicators.Averages;

/// <summary>Triple exponential moving average: 3·EMA − 3·EMA² + EMA³; still less lag than DEMA, in the values' unit.</summary>
/// <remarks>Each EMA is seeded with the SMA of its own first values, as in TA-Lib TEMA. Source: P. Mulloy, Stocks &amp; Commodities (1994).</remarks>
/// <param name="period">Length, 1 or more.</param>
/// <param name="seed">What the EMAs start from.</param>
public sealed class Tema(int period, EmaSeed seed = EmaSeed.Sma) : IValueIndicator<double>
{
    readonly Ema _once = new(period, seed), _twice = new(period, seed), _thrice = new(period, seed);

    /// <inheritdoc/>
    public int WarmUp => _once.WarmUp + _twice.WarmUp + _thrice.WarmUp;

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
        var thrice = _thrice.Push(twice);
        return double.IsNaN(thrice) ? thrice : Value = 3 * once - 3 * twice + thrice;
    }
}
