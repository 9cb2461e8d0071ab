using Argosy.Core.MarketData;
using Argosy.Indicators.Averages;

namespace Argosy.Indicators.Volatility;

/// <summary>Chaikin volatility: percent change over <c>change</c> bars of the EMA of the bar's range.</summary>
/// <remarks>Where the range was 0 then, the change counts as 0. Source: M. Chaikin; TradingView "Chaikin Volatility".</remarks>
/// <param name="smooth">Period of the EMA, 1 or more.</param>
/// <param name="change">Distance in bars, 1 or more.</param>
public sealed class ChaikinVolatility(int smooth = 10, int change = 10) : IBarIndicator<double>
{
    readonly Ema _range = new(Require.Period(smooth));
    readonly Lag _lag = new(Require.Period(change));

    /// <inheritdoc/>
    public int WarmUp => _range.WarmUp + _lag.Distance;

    /// <inheritdoc/>
    public bool IsReady => !double.IsNaN(Value);

    /// <inheritdoc/>
    public double Value { get; private set; } = double.NaN;

    /// <inheritdoc/>
    public double Push(in Bar bar)
    {
        var range = _range.Push(bar.High - bar.Low);
        if (double.IsNaN(range)) return double.NaN;
        var before = _lag.Push(range);
        return double.IsNaN(before) ? before : Value = before > 0 ? 100 * (range - before) / before : 0;
    }
}
