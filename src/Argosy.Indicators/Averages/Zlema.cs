namespace Argosy.Indicators.Averages;

/// <summary>Zero-lag EMA: EMA of the value plus its change over half the period, in the values' unit.</summary>
/// <remarks>
/// The lag is (period − 1)/2, rounded down; the EMA is seeded with the SMA of its own first values. Source: J. Ehlers and R. Way,
/// Zero Lag (Well, Almost) (2010).
/// </remarks>
/// <param name="period">Length, 1 or more.</param>
/// <param name="seed">What the EMA starts from.</param>
public sealed class Zlema(int period, EmaSeed seed = EmaSeed.Sma) : IValueIndicator<double>
{
    readonly Ema _average = new(period, seed);
    readonly Lag _lag = new((period - 1) / 2);

    /// <inheritdoc/>
    public int WarmUp => _lag.Distance + _average.WarmUp;

    /// <inheritdoc/>
    public bool IsReady => !double.IsNaN(Value);

    /// <inheritdoc/>
    public double Value { get; private set; } = double.NaN;

    /// <inheritdoc/>
    public double Push(double value)
    {
        if (double.IsNaN(value)) return double.NaN;
        var smooth = _average.Push(value + (value - _lag.Push(value)));
        return double.IsNaN(smooth) ? smooth : Value = smooth;
    }
}
