namespace Argosy.Indicators.Statistics;

/// <summary>Pearson's correlation of two series over the last <c>period</c> pairs, −1 to 1.</summary>
/// <remarks>0 where one series does not vary. Source: definition; TradingView <c>ta.correlation</c> and TA-Lib CORREL are equal.</remarks>
/// <param name="period">Number of pairs, 2 or more.</param>
public sealed class Correlation(int period = 20) : IPairIndicator<double>
{
    readonly RollingComoments _moments = new(period);

    /// <inheritdoc/>
    public int WarmUp => _moments.Period - 1;

    /// <summary>Whether warm-up is over and <see cref="Value"/> is a value.</summary>
    public bool IsReady => !double.IsNaN(Value);

    /// <summary>The newest value given; NaN during warm-up.</summary>
    public double Value { get; private set; } = double.NaN;

    /// <inheritdoc/>
    public double Push(double first, double second)
    {
        if (double.IsNaN(first) || double.IsNaN(second) || !_moments.Push(first, second)) return double.NaN;
        return Value = _moments.Varies ? Math.Clamp(_moments.Product / Math.Sqrt(_moments.Squares * _moments.OtherSquares), -1, 1) : 0;
    }
}
