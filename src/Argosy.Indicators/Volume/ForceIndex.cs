using Argosy.Core.MarketData;
using Argosy.Indicators.Averages;

namespace Argosy.Indicators.Volume;

/// <summary>Force index: EMA of the change of the close times the volume, in quote asset.</summary>
/// <remarks>Source: A. Elder, Trading for a Living (1993); TradingView "EFI".</remarks>
/// <param name="period">Length, 1 or more.</param>
public sealed class ForceIndex(int period = 13) : IBarIndicator<double>
{
    readonly Ema _average = new(period);
    double _close = double.NaN;

    /// <inheritdoc/>
    public int WarmUp => 1 + _average.WarmUp;

    /// <inheritdoc/>
    public bool IsReady => !double.IsNaN(Value);

    /// <inheritdoc/>
    public double Value { get; private set; } = double.NaN;

    /// <inheritdoc/>
    public double Push(in Bar bar)
    {
        var force = _average.Push((bar.Close - _close) * bar.Volume);
        _close = bar.Close;
        return double.IsNaN(force) ? force : Value = force;
    }
}
