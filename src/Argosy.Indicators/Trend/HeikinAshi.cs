using Argosy.Core.MarketData;

namespace Argosy.Indicators.Trend;

/// <summary>Heikin-Ashi bars: averaged open and close that show the trend and hide its noise; prices in quote asset.</summary>
/// <remarks>
/// Its prices never traded: for looking and deciding, not for filling. The first open is the mean of the bar's open and close.
/// Source: M. Homma's averaged candles; TradingView's "Heikin Ashi" chart is equal.
/// </remarks>
public sealed class HeikinAshi : IBarIndicator<Bar>
{
    double _middle = double.NaN;

    /// <inheritdoc/>
    public int WarmUp => 0;

    /// <inheritdoc/>
    public bool IsReady => !double.IsNaN(_middle);

    /// <inheritdoc/>
    public Bar Value { get; private set; } = new(0, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN);

    /// <inheritdoc/>
    public Bar Push(in Bar bar)
    {
        var open = double.IsNaN(_middle) ? (bar.Open + bar.Close) / 2 : _middle;
        var close = (bar.Open + bar.High + bar.Low + bar.Close) / 4;
        _middle = (open + close) / 2;
        return Value = new(bar.OpenTime, open, Math.Max(bar.High, Math.Max(open, close)), Math.Min(bar.Low, Math.Min(open, close)), close, bar.Volume);
    }
}
