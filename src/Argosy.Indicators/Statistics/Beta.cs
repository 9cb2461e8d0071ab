namespace Argosy.Indicators.Statistics;

/// <summary>Beta: slope of the first series on the second over the last <c>period</c> pairs, a ratio.</summary>
/// <remarks>Give it returns. 0 where one series does not vary. Source: definition; TA-Lib BETA takes prices and makes the returns itself.</remarks>
/// <param name="period">Number of pairs, 2 or more.</param>
public sealed class Beta(int period = 20) : IPairIndicator<double>
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
        return Value = _moments.Varies ? _moments.Product / _moments.OtherSquares : 0;
    }
}
