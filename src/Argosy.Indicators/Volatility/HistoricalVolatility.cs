using Argosy.Core.Values;
using Argosy.Indicators.Statistics;

namespace Argosy.Indicators.Volatility;

/// <summary>Historical volatility: sample standard deviation of the last <c>period</c> log returns, a ratio scaled to a year.</summary>
/// <remarks>The logarithms are rounded to 12 digits. Source: definition; TradingView "HV" multiplies by 100 and uses the population deviation.</remarks>
/// <param name="period">Number of returns, 2 or more.</param>
/// <param name="barsPerYear">How many bars a year has; 365 for days, 525,600 for minutes.</param>
public sealed class HistoricalVolatility(int period = 20, double barsPerYear = 365) : IValueIndicator<double>
{
    readonly RollingMoments _returns = new(Require.Period(period, 2));
    readonly double _scale = Math.Sqrt(Require.Positive(barsPerYear));
    double _previous = double.NaN;

    /// <inheritdoc/>
    public int WarmUp => _returns.Period;

    /// <inheritdoc/>
    public bool IsReady => !double.IsNaN(Value);

    /// <inheritdoc/>
    public double Value { get; private set; } = double.NaN;

    /// <inheritdoc/>
    public double Push(double value)
    {
        if (double.IsNaN(value)) return double.NaN;
        var before = _previous;
        _previous = value;
        if (double.IsNaN(before) || !_returns.Push(Rounded.Log(value / before))) return double.NaN;
        return Value = _returns.Deviation(sample: true) * _scale;
    }
}
