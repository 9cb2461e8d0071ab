namespace Argosy.Indicators.Trend;

/// <summary>Efficiency ratio: net change over walked distance of the last <c>period</c> changes, 0 (wandering) to 1 (straight).</summary>
/// <remarks>0 without any change. Source: P. Kaufman, Smarter Trading (1995).</remarks>
/// <param name="period">Number of changes, 1 or more.</param>
public sealed class EfficiencyRatio(int period = 10) : IValueIndicator<double>
{
    readonly Lag _lag = new(Require.Period(period));
    readonly RollingSum _walked = new(period);
    double _previous = double.NaN;

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
        var walked = _walked.Push(Math.Abs(value - _previous));
        _previous = value;
        if (double.IsNaN(before)) return double.NaN;
        return Value = walked > 0 ? Math.Min(1, Math.Abs(value - before) / walked) : 0;
    }
}
