using Argosy.Core.MarketData;
using Argosy.Indicators.Averages;

namespace Argosy.Indicators.Volatility;

/// <summary>Mass index: sum of the ratios of a once to a twice smoothed range; a bulge above 27 and back below 26.5 warns of a turn.</summary>
/// <remarks>
/// A ratio without any range counts as 1. Each EMA is seeded with the SMA of its own first values. Source: D. Dorsey, Stocks &amp;
/// Commodities (1992).
/// </remarks>
/// <param name="smooth">Period of the EMAs, 1 or more.</param>
/// <param name="period">Number of ratios added, 1 or more.</param>
public sealed class MassIndex(int smooth = 9, int period = 25) : IBarIndicator<double>
{
    readonly Ema _once = new(Require.Period(smooth)), _twice = new(smooth);
    readonly RollingSum _sum = new(period);

    /// <inheritdoc/>
    public int WarmUp => 2 * _once.WarmUp + _sum.WarmUp;

    /// <inheritdoc/>
    public bool IsReady => !double.IsNaN(Value);

    /// <inheritdoc/>
    public double Value { get; private set; } = double.NaN;

    /// <inheritdoc/>
    public double Push(in Bar bar)
    {
        var once = _once.Push(bar.High - bar.Low);
        var twice = _twice.Push(once);
        var sum = _sum.Push(twice == 0 ? 1 : once / twice);
        return double.IsNaN(sum) ? sum : Value = sum;
    }
}
