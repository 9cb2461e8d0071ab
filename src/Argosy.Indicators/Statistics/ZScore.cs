using Argosy.Core.Values;

namespace Argosy.Indicators.Statistics;

/// <summary>Z-score: distance of the newest value from the mean of the last <c>period</c> in population standard deviations.</summary>
/// <remarks>0 where the deviation is less than 1e-12 of the mean. Source: definition.</remarks>
/// <param name="period">Length of the window, 2 or more.</param>
public sealed class ZScore(int period = 20) : IValueIndicator<double>
{
    readonly RollingMoments _moments = new(Require.Period(period, 2));

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
        if (!_moments.Push(value)) return double.NaN;
        var deviation = _moments.Deviation();
        return Value = Near.Above(_moments.Mean + deviation, _moments.Mean) ? (value - _moments.Mean) / deviation : 0;
    }
}
