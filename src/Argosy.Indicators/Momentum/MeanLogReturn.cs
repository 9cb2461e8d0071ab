using Argosy.Core.Values;

namespace Argosy.Indicators.Momentum;

/// <summary>Momentum as the mean of the last <c>period</c> log returns: a ratio per bar, its sign the direction.</summary>
/// <remarks>
/// The mean of log returns is ln(last/first)/period, which is computed so: nothing accumulates. The logarithm is rounded to
/// 12 significant digits. Source: definition; time-series momentum in Moskowitz, Ooi and Pedersen (2012).
/// </remarks>
/// <param name="period">Number of returns, 1 or more.</param>
public sealed class MeanLogReturn(int period) : IValueIndicator<double>
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
        if (double.IsNaN(before)) return double.NaN;
        return Value = Rounded.Log(value / before) / _lag.Distance;
    }
}
