using Argosy.Core.MarketData;
using Argosy.Core.Values;

namespace Argosy.Indicators.Volume;

/// <summary>Money flow index: share of the money traded on rising typical prices in that on rising and falling ones, 0 to 100.</summary>
/// <remarks>
/// 50 without any flow. Typical prices nearer than 1e-12 relative are equal. Source: G. Quong and A. Soudack (1989);
/// TradingView <c>ta.mfi</c> and TA-Lib MFI are equal but for a window without flow.
/// </remarks>
/// <param name="period">Number of changes, 1 or more.</param>
public sealed class Mfi(int period = 14) : IBarIndicator<double>
{
    readonly RollingSum _rising = new(period), _falling = new(period);
    double _typical = double.NaN;

    /// <inheritdoc/>
    public int WarmUp => 1 + _rising.WarmUp;

    /// <inheritdoc/>
    public bool IsReady => !double.IsNaN(Value);

    /// <inheritdoc/>
    public double Value { get; private set; } = double.NaN;

    /// <inheritdoc/>
    public double Push(in Bar bar)
    {
        var typical = (bar.High + bar.Low + bar.Close) / 3;
        var before = _typical;
        _typical = typical;
        if (double.IsNaN(before)) return double.NaN;
        var money = typical * bar.Volume;
        var rising = _rising.Push(Near.Above(typical, before) ? money : 0);
        var falling = _falling.Push(Near.Below(typical, before) ? money : 0);
        if (double.IsNaN(rising)) return double.NaN;
        return Value = rising + falling > 0 ? 100 * rising / (rising + falling) : 50;
    }
}
