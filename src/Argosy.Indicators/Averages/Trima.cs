namespace Argosy.Indicators.Averages;

/// <summary>Triangular moving average: an SMA of an SMA, so the middle of the window weighs most; in the values' unit.</summary>
/// <remarks>Both halves together span <c>period</c> values, as in TA-Lib TRIMA. Source: definition.</remarks>
/// <param name="period">Length of the window, 1 or more.</param>
public sealed class Trima(int period) : IValueIndicator<double>
{
    readonly Sma _first = new(Require.Period(period) / 2 + 1), _second = new((period + 1) / 2);

    /// <inheritdoc/>
    public int WarmUp => _first.WarmUp + _second.WarmUp;

    /// <inheritdoc/>
    public bool IsReady => !double.IsNaN(Value);

    /// <inheritdoc/>
    public double Value { get; private set; } = double.NaN;

    /// <inheritdoc/>
    public double Push(double value)
    {
        if (double.IsNaN(value)) return double.NaN;
        var smooth = _second.Push(_first.Push(value));
        return double.IsNaN(smooth) ? smooth : Value = smooth;
    }
}
