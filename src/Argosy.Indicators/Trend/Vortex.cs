using Argosy.Core.MarketData;
using Argosy.Indicators.Volatility;

namespace Argosy.Indicators.Trend;

/// <summary>Vortex: upward and downward movement from bar to bar over the true range; around 1, the greater one is the trend.</summary>
/// <remarks>1 for both without any range. Source: E. Botes and D. Siepman, Stocks &amp; Commodities (2010); TradingView "Vortex Indicator" is equal.</remarks>
/// <param name="period">Length of the window, 1 or more.</param>
public sealed class Vortex(int period = 14) : IBarIndicator<VortexValue>
{
    readonly TrueRange _range = new();
    readonly RollingSum _ranges = new(period), _ups = new(period), _downs = new(period);
    double _high = double.NaN, _low;

    /// <inheritdoc/>
    public int WarmUp => 1 + _ranges.WarmUp;

    /// <inheritdoc/>
    public bool IsReady => !double.IsNaN(Value.Plus);

    /// <inheritdoc/>
    public VortexValue Value { get; private set; } = VortexValue.None;

    /// <inheritdoc/>
    public VortexValue Push(in Bar bar)
    {
        var range = _range.Push(in bar);
        var (high, low) = (_high, _low);
        (_high, _low) = (bar.High, bar.Low);
        if (double.IsNaN(high)) return VortexValue.None;
        var ranges = _ranges.Push(range);
        var ups = _ups.Push(Math.Abs(bar.High - low));
        var downs = _downs.Push(Math.Abs(bar.Low - high));
        if (double.IsNaN(ranges)) return VortexValue.None;
        return Value = ranges > 0 ? new(ups / ranges, downs / ranges) : new(1, 1);
    }
}

/// <summary>One value of <see cref="Vortex"/>, ratios.</summary>
/// <param name="Plus">Upward movement.</param>
/// <param name="Minus">Downward movement.</param>
public readonly record struct VortexValue(double Plus, double Minus)
{
    internal static VortexValue None => new(double.NaN, double.NaN);
}
