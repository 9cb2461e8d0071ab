using Argosy.Core.MarketData;

namespace Argosy.Indicators.Averages;

/// <summary>Volume-weighted moving average of the close: Σ close·volume / Σ volume over the last <c>period</c> bars, in quote asset.</summary>
/// <remarks>
/// Where no volume traded in the whole window it is the plain mean of the closes. Source: definition; TradingView <c>ta.vwma</c>;
/// TA-Lib has none.
/// </remarks>
/// <param name="period">Length of the window, 1 or more.</param>
public sealed class Vwma(int period = 20) : IBarIndicator<double>
{
    readonly RollingSum _traded = new(period), _volume = new(period);
    readonly Sma _plain = new(period);

    /// <inheritdoc/>
    public int WarmUp => _plain.WarmUp;

    /// <inheritdoc/>
    public bool IsReady => !double.IsNaN(Value);

    /// <inheritdoc/>
    public double Value { get; private set; } = double.NaN;

    /// <inheritdoc/>
    public double Push(in Bar bar)
    {
        var traded = _traded.Push(bar.Close * bar.Volume);
        var volume = _volume.Push(bar.Volume);
        var plain = _plain.Push(bar.Close);
        if (double.IsNaN(plain)) return double.NaN;
        return Value = volume > 0 ? traded / volume : plain;
    }
}
