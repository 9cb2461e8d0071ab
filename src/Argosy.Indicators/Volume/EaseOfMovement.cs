using Argosy.Core.MarketData;

namespace Argosy.Indicators.Volume;

/// <summary>Ease of movement: SMA of how far the middle of the bar moved per volume and range; positive when it rises easily.</summary>
/// <remarks>A bar without volume counts as 0. Source: R. Arms (1996); TradingView "EOM" with the same divisor.</remarks>
/// <param name="period">Length of the window, 1 or more.</param>
/// <param name="divisor">Scale, above 0.</param>
public sealed class EaseOfMovement(int period = 14, double divisor = 10_000) : IBarIndicator<double>
{
    readonly RollingSum _sum = new(period);
    readonly int _period = period;
    readonly double _divisor = Require.Positive(divisor);
    double _middle = double.NaN;

    /// <inheritdoc/>
    public int WarmUp => 1 + _sum.WarmUp;

    /// <inheritdoc/>
    public bool IsReady => !double.IsNaN(Value);

    /// <inheritdoc/>
    public double Value { get; private set; } = double.NaN;

    /// <inheritdoc/>
    public double Push(in Bar bar)
    {
        var middle = (bar.High + bar.Low) / 2;
        var moved = middle - _middle;
        _middle = middle;
        if (double.IsNaN(moved)) return double.NaN;
        var sum = _sum.Push(bar.Volume > 0 ? _divisor * moved * (bar.High - bar.Low) / bar.Volume : 0);
        return double.IsNaN(sum) ? sum : Value = sum / _period;
    }
}
