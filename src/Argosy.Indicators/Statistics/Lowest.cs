namespace Argosy.Indicators.Statistics;

/// <summary>The lowest of the last <c>period</c> values, in their unit; among equals the newest counts.</summary>
/// <remarks>Source: definition; TradingView <c>ta.lowest</c>, TA-Lib MIN.</remarks>
/// <param name="period">Length of the window, 1 or more.</param>
public sealed class Lowest(int period) : IValueIndicator<double>
{
    readonly Highest _mirrored = new(period);

    /// <inheritdoc/>
    public int WarmUp => _mirrored.WarmUp;

    /// <inheritdoc/>
    public bool IsReady => _mirrored.IsReady;

    /// <inheritdoc/>
    public double Value => -_mirrored.Value;

    /// <summary>How many values ago the lowest came: 0 is the newest value, period − 1 the oldest of the window; −1 before the first value.</summary>
    public int Age => _mirrored.Age;

    /// <inheritdoc/>
    public double Push(double value) => -_mirrored.Push(-value);
}
