using Argosy.Core.MarketData;

namespace Argosy.Indicators.Volume;

/// <summary>Chaikin money flow: accumulation/distribution of the last <c>period</c> bars over their volume, −1 to 1.</summary>
/// <remarks>0 without any volume. Source: M. Chaikin; TradingView "CMF" is equal.</remarks>
/// <param name="period">Length of the window, 1 or more.</param>
public sealed class Cmf(int period = 20) : IBarIndicator<double>
{
    readonly RollingSum _flow = new(period), _volume = new(period);

    /// <inheritdoc/>
    public int WarmUp => _flow.WarmUp;

    /// <inheritdoc/>
    public bool IsReady => !double.IsNaN(Value);

    /// <inheritdoc/>
    public double Value { get; private set; } = double.NaN;

    /// <inheritdoc/>
    public double Push(in Bar bar)
    {
        var flow = _flow.Push(Adl.Flow(in bar));
        var volume = _volume.Push(bar.Volume);
        if (double.IsNaN(volume)) return double.NaN;
        return Value = volume > 0 ? flow / volume : 0;
    }
}
