using Argosy.Core.MarketData;
using Argosy.Indicators.Averages;

namespace Argosy.Indicators.Momentum;

/// <summary>Awesome oscillator: fast minus slow SMA of the middle of the bars, in quote asset.</summary>
/// <remarks>Source: B. Williams, New Trading Dimensions (1998); TradingView "AO" is equal.</remarks>
/// <param name="fast">Period of the fast SMA, 1 or more.</param>
/// <param name="slow">Period of the slow SMA, above <paramref name="fast"/>.</param>
public sealed class AwesomeOscillator(int fast = 5, int slow = 34) : IBarIndicator<double>
{
    readonly Sma _fast = new(Require.Period(fast)), _slow = new(Require.Longer(slow, fast));

    /// <inheritdoc/>
    public int WarmUp => _slow.WarmUp;

    /// <inheritdoc/>
    public bool IsReady => !double.IsNaN(Value);

    /// <inheritdoc/>
    public double Value { get; private set; } = double.NaN;

    /// <inheritdoc/>
    public double Push(in Bar bar)
    {
        var middle = (bar.High + bar.Low) / 2;
        var difference = _fast.Push(middle) - _slow.Push(middle);
        return double.IsNaN(difference) ? difference : Value = difference;
    }
}
