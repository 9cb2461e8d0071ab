namespace Argosy.Indicators.Statistics;

/// <summary>Variance of the last <c>period</c> values, in their unit squared.</summary>
/// <remarks>
/// Population by default (TA-Lib VAR, TradingView <c>ta.variance</c>); sample divides by n − 1. Exactly 0 for equal values.
/// Source: B. P. Welford (1962) for the update.
/// </remarks>
/// <param name="period">Length of the window, 1 or more, for a sample 2 or more.</param>
/// <param name="sample">Divide by n − 1 instead of n.</param>
public sealed class Variance(int period, bool sample = false) : IValueIndicator<double>
{
    readonly RollingMoments _moments = new(Require.Period(period, sample ? 2 : 1));
    readonly bool _sample = sample;

    /// <inheritdoc/>
    public int WarmUp => _moments.Period - 1;

    /// <inheritdoc/>
    public bool IsReady => !double.IsNaN(Value);

    /// <inheritdoc/>
    public double Value { get; private set; } = double.NaN;

    /// <inheritdoc/>
    public double Push(double value)
    {
        if (double.IsNaN(value)) return double.NaN;
        return _moments.Push(value) ? Value = _moments.Variance(_sample) : double.NaN;
    }
}
