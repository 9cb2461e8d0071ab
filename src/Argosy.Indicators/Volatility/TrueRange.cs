using Argosy.Core.MarketData;

namespace Argosy.Indicators.Volatility;

/// <summary>True range: the bar's range, extended to the previous close, in quote asset, 0 or more.</summary>
/// <remarks>
/// The first bar has high − low, as TradingView's <c>ta.tr(true)</c>; TA-Lib TRANGE has no value there. Source: J. W. Wilder (1978).
/// </remarks>
public sealed class TrueRange : IBarIndicator<double>
{
    double _close = double.NaN;

    /// <inheritdoc/>
    public int WarmUp => 0;

    /// <inheritdoc/>
    public bool IsReady => !double.IsNaN(Value);

    /// <inheritdoc/>
    public double Value { get; private set; } = double.NaN;

    /// <inheritdoc/>
    public double Push(in Bar bar)
    {
        var high = bar.High;
        var low = bar.Low;
        if (_close > high) high = _close;
        if (_close < low) low = _close;
        _close = bar.Close;
        return Value = high - low;
    }
}
