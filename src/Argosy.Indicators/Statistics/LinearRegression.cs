namespace Argosy.Indicators.Statistics;

/// <summary>Linear regression: the least-squares line through the last <c>period</c> values, at the newest, and its slope.</summary>
/// <remarks>Source: definition; TradingView <c>ta.linreg(x, n, 0)</c>, TA-Lib LINEARREG and LINEARREG_SLOPE are equal.</remarks>
/// <param name="period">Length of the window, 2 or more.</param>
public sealed class LinearRegression(int period = 14) : IValueIndicator<LinearRegressionValue>
{
    readonly RollingLine _line = new(period);

    /// <inheritdoc/>
    public int WarmUp => _line.Period - 1;

    /// <inheritdoc/>
    public bool IsReady => !double.IsNaN(Value.End);

    /// <inheritdoc/>
    public LinearRegressionValue Value { get; private set; } = LinearRegressionValue.None;

    /// <inheritdoc/>
    public LinearRegressionValue Push(double value)
    {
        if (double.IsNaN(value)) return LinearRegressionValue.None;
        return _line.Push(value) ? Value = new(_line.End, _line.Slope) : LinearRegressionValue.None;
    }
}

/// <summary>One value of <see cref="LinearRegression"/>.</summary>
/// <param name="End">The line at the newest value, in the values' unit.</param>
/// <param name="Slope">Its rise per bar.</param>
public readonly record struct LinearRegressionValue(double End, double Slope)
{
    internal static LinearRegressionValue None => new(double.NaN, double.NaN);
}
