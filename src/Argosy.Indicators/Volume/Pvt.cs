using Argosy.Core.MarketData;

namespace Argosy.Indicators.Volume;

/// <summary>Price volume trend: volume times the relative change of the close, added up; in base asset, from 0.</summary>
/// <remarks>Source: definition; TradingView <c>ta.pvt</c>.</remarks>
public sealed class Pvt : IBarIndicator<double>
{
    double _close = double.NaN, _sum;

    /// <inheritdoc/>
    public int WarmUp => 0;

    /// <inheritdoc/>
    public bool IsReady => !double.IsNaN(Value);

    /// <inheritdoc/>
    public double Value { get; private set; } = double.NaN;

    /// <inheritdoc/>
    public double Push(in Bar bar)
    {
        if (!double.IsNaN(_close)) _sum += bar.Volume * (bar.Close - _close) / _close;
        _close = bar.Close;
        return Value = _sum;
    }
}
