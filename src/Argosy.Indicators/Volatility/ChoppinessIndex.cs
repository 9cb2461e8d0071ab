using Argosy.Core.MarketData;
using Argosy.Core.Values;
using Argosy.Indicators.Statistics;

namespace Argosy.Indicators.Volatility;

/// <summary>Choppiness index: how much of the walked range was wandering; near 100 sideways, near 0 a straight trend.</summary>
/// <remarks>
/// 100 without any range. The logarithm is rounded to 12 digits. The first true range is high − low. Source: E. W. Dreiss (1993);
/// TradingView "CHOP" is equal.
/// </remarks>
/// <param name="period">Length of the window, 2 or more.</param>
public sealed class ChoppinessIndex(int period = 14) : IBarIndicator<double>
{
    readonly TrueRange _range = new();
    readonly RollingSum _walked = new(Require.Period(period, 2));
    readonly Highest _highest = new(period);
    readonly Lowest _lowest = new(period);
    readonly double _scale = Rounded.Log(period);

    /// <inheritdoc/>
    public int WarmUp => _highest.WarmUp;

    /// <inheritdoc/>
    public bool IsReady => !double.IsNaN(Value);

    /// <inheritdoc/>
    public double Value { get; private set; } = double.NaN;

    /// <inheritdoc/>
    public double Push(in Bar bar)
    {
        var walked = _walked.Push(_range.Push(in bar));
        var span = _highest.Push(bar.High) - _lowest.Push(bar.Low);
        if (double.IsNaN(span)) return double.NaN;
        return Value = span > 0 ? 100 * Rounded.Log(walked / span) / _scale : 100;
    }
}
