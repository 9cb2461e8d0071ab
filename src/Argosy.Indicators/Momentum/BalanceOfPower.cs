using Argosy.Core.MarketData;

namespace Argosy.Indicators.Momentum;

/// <summary>Balance of power: the bar's body over its range, −1 (sellers) to 1 (buyers).</summary>
/// <remarks>0 without any range. Source: I. Livshin (2001); TradingView "BOP" and TA-Lib BOP are equal.</remarks>
public sealed class BalanceOfPower : IBarIndicator<double>
{

    /// <inheritdoc/>
    public int WarmUp => 0;

    /// <inheritdoc/>
    public bool IsReady => !double.IsNaN(Value);

    /// <inheritdoc/>
    public double Value { get; private set; } = double.NaN;

    /// <inheritdoc/>
    public double Push(in Bar bar)
    {
        var range = bar.High - bar.Low;
        return Value = range > 0 ? (bar.Close - bar.Open) / range : 0;
    }
}
