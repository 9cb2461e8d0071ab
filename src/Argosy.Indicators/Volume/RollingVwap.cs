using Argosy.Core.MarketData;
using Argosy.Indicators.Averages;

namespace Argosy.Indicators.Volume;

/// <summary>Volume-weighted average price of the last <c>period</c> bars, in quote asset.</summary>
/// <remarks>Of typical prices; their plain mean where no volume traded in the whole window. Source: definition.</remarks>
/// <param name="period">Length of the window, 1 or more.</param>
public sealed class RollingVwap(int period = 20) : IBarIndicator<double>
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
        var typical = (bar.High + bar.Low + bar.Close) / 3;
        var traded = _traded.Push(typical * bar.Volume);
        var volume = _volume.Push(bar.Volume);
        var plain = _plain.Push(typical);
        if (double.IsNaN(plain)) return double.NaN;
        return Value = volume > 0 ? traded / volume : plain;
    }
}
