using Argosy.Indicators.Averages;

namespace Argosy.Indicators.Momentum;

/// <summary>Coppock curve: WMA of the sum of a long and a short rate of change, in percent.</summary>
/// <remarks>Source: E. S. C. Coppock, Barron's (1962); TradingView "Coppock Curve" is equal.</remarks>
/// <param name="smooth">Period of the WMA, 1 or more.</param>
/// <param name="slow">Longer distance in bars, 1 or more.</param>
/// <param name="fast">Shorter distance in bars, 1 or more.</param>
public sealed class Coppock(int smooth = 10, int slow = 14, int fast = 11) : IValueIndicator<double>
{
    readonly Roc _slow = new(Require.Period(slow)), _fast = new(Require.Period(fast));
    readonly Wma _smooth = new(Require.Period(smooth));

    /// <inheritdoc/>
    public int WarmUp => Math.Max(_slow.WarmUp, _fast.WarmUp) + _smooth.WarmUp;

    /// <inheritdoc/>
    public bool IsReady => !double.IsNaN(Value);

    /// <inheritdoc/>
    public double Value { get; private set; } = double.NaN;

    /// <inheritdoc/>
    public double Push(double value)
    {
        if (double.IsNaN(value)) return double.NaN;
        var curve = _smooth.Push(_slow.Push(value) + _fast.Push(value));
        return double.IsNaN(curve) ? curve : Value = curve;
    }
}
