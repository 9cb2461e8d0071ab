using Argosy.Core.MarketData;

namespace Argosy.Indicators.Volume;

/// <summary>Negative volume index: follows the relative change of the close on bars of falling volume only; from 1,000.</summary>
/// <remarks>Source: P. Dysart (1936), N. Fosback, Stock Market Logic (1976); TradingView <c>ta.nvi</c> starts from 1.</remarks>
public sealed class Nvi : IBarIndicator<double>
{
    double _close = double.NaN, _volume = double.NaN, _index = 1000;

    /// <inheritdoc/>
    public int WarmUp => 0;

    /// <inheritdoc/>
    public bool IsReady => !double.IsNaN(Value);

    /// <inheritdoc/>
    public double Value { get; private set; } = double.NaN;

    /// <inheritdoc/>
    public double Push(in Bar bar)
    {
        if (bar.Volume < _volume) _index *= bar.Close / _close;
        (_close, _volume) = (bar.Close, bar.Volume);
        return Value = _index;
    }
}
