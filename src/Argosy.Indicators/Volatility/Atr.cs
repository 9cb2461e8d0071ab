using Argosy.Core.MarketData;
using Argosy.Indicators.Averages;

namespace Argosy.Indicators.Volatility;

/// <summary>Average true range, Wilder-smoothed: how far price moves in a bar, in quote asset, 0 or more.</summary>
/// <remarks>
/// Starts as the mean of the first <c>period</c> true ranges, the first of which is high − low, as TradingView <c>ta.atr</c>;
/// TA-Lib ATR leaves the first bar out and starts one bar later. Source: J. W. Wilder (1978).
/// </remarks>
/// <param name="period">Length, 1 or more.</param>
public sealed class Atr(int period = 14) : IBarIndicator<double>
{
    readonly TrueRange _range = new();
    readonly Rma _average = new(period);

    /// <inheritdoc/>
    public int WarmUp => _average.WarmUp;

    /// <inheritdoc/>
    public bool IsReady => _average.IsReady;

    /// <inheritdoc/>
    public double Value => _average.Value;

    /// <inheritdoc/>
    public double Push(in Bar bar) => _average.Push(_range.Push(in bar));
}
