namespace Argosy.Indicators.Momentum;

/// <summary>Momentum: the change over <c>period</c> bars, in the values' unit.</summary>
/// <remarks>Source: definition; TradingView <c>ta.mom</c> and TA-Lib MOM are equal.</remarks>
/// <param name="period">Distance in bars, 1 or more.</param>
public sealed class PriceMomentum(int period = 10) : IValueIndicator<double>
{
    readonly Lag _lag = new(Require.Period(period));

    /// <inheritdoc/>
    public int WarmUp => _lag.Distance;

    /// <inheritdoc/>
    public bool IsReady => !double.IsNaN(Value);

    /// <inheritdoc/>
    public double Value { get; private set; } = double.NaN;

    /// <inheritdoc/>
    public double Push(double value)
    {
        if (double.IsNaN(value)) return double.NaN;
        var before = _lag.Push(value);
        return double.IsNaN(before) ? before : Value = value - before;
    }
}
