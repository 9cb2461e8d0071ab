using Argosy.Core.MarketData;

namespace Argosy.Indicators.Volume;

/// <summary>On-balance volume: volume added on a rising close and taken away on a falling one, in base asset, from 0.</summary>
/// <remarks>Starts with 0, as TradingView <c>ta.obv</c>; TA-Lib OBV starts with the first bar's volume. Source: J. Granville (1963).</remarks>
public sealed class Obv : IBarIndicator<double>
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
        if (bar.Close > _close) _sum += bar.Volume;
        else if (bar.Close < _close) _sum -= bar.Volume;
        _close = bar.Close;
        return Value = _sum;
    }
}
