namespace Argosy.Indicators.Momentum;

/// <summary>Rate of change: the change over <c>period</c> bars in percent of the value then.</summary>
/// <remarks>Source: definition; TradingView <c>ta.roc</c> and TA-Lib ROC are equal.</remarks>
/// <param name="period">Distance in bars, 1 or more.</param>
public sealed class Roc(int period = 9) : IValueIndicator<double>
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
        return double.IsNaN(before) ? before : Value = 100 * (value - before) / before;
    }
}
