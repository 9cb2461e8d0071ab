using Argosy.Indicators.Statistics;

namespace Argosy.Indicators.Volatility;

/// <summary>Ulcer index: root mean square of the percent fall below the highest value of the last <c>period</c> bars.</summary>
/// <remarks>Source: P. Martin and B. McCann, The Investor's Guide to Fidelity Funds (1989).</remarks>
/// <param name="period">Length of the window, 1 or more.</param>
public sealed class UlcerIndex(int period = 14) : IValueIndicator<double>
{
    readonly Highest _highest = new(period);
    readonly RollingSum _squares = new(period);
    readonly int _period = period;

    /// <inheritdoc/>
    public int WarmUp => 2 * (_period - 1);

    /// <inheritdoc/>
    public bool IsReady => !double.IsNaN(Value);

    /// <inheritdoc/>
    public double Value { get; private set; } = double.NaN;

    /// <inheritdoc/>
    public double Push(double value)
    {
        if (double.IsNaN(value)) return double.NaN;
        var highest = _highest.Push(value);
        var fall = 100 * (value - highest) / highest;
        var squares = _squares.Push(fall * fall);
        return double.IsNaN(squares) ? squares : Value = Math.Sqrt(Math.Max(0, squares) / _period);
    }
}
