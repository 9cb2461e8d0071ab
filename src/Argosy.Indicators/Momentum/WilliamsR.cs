using Argosy.Core.MarketData;
using Argosy.Indicators.Statistics;

namespace Argosy.Indicators.Momentum;

/// <summary>Williams %R: how far the close lies below the highest high of the last <c>period</c> bars, −100 (low) to 0 (high).</summary>
/// <remarks>A range of zero counts as −50 (TA-Lib 0, TradingView none). Source: L. Williams (1973).</remarks>
/// <param name="period">Length of the window, 1 or more.</param>
public sealed class WilliamsR(int period = 14) : IBarIndicator<double>
{
    readonly Highest _highest = new(period);
    readonly Lowest _lowest = new(period);

    /// <inheritdoc/>
    public int WarmUp => _highest.WarmUp;

    /// <inheritdoc/>
    public bool IsReady => !double.IsNaN(Value);

    /// <inheritdoc/>
    public double Value { get; private set; } = double.NaN;

    /// <inheritdoc/>
    public double Push(in Bar bar)
    {
        var high = _highest.Push(bar.High);
        var low = _lowest.Push(bar.Low);
        if (double.IsNaN(high)) return double.NaN;
        return Value = high > low ? -100 * (high - bar.Close) / (high - low) : -50;
    }
}
