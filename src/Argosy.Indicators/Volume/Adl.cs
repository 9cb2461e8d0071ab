using Argosy.Core.MarketData;

namespace Argosy.Indicators.Volume;

/// <summary>Accumulation/distribution line: volume weighted by where the close lies in the bar, added up; in base asset, from 0.</summary>
/// <remarks>A bar without any range adds nothing. Source: M. Chaikin; TradingView <c>ta.accdist</c> and TA-Lib AD are equal.</remarks>
public sealed class Adl : IBarIndicator<double>
{
    double _sum;

    /// <inheritdoc/>
    public int WarmUp => 0;

    /// <inheritdoc/>
    public bool IsReady => !double.IsNaN(Value);

    /// <inheritdoc/>
    public double Value { get; private set; } = double.NaN;

    /// <inheritdoc/>
    public double Push(in Bar bar)
    {
        return Value = _sum += Flow(in bar);
    }

    /// <summary>The bar's volume times −1 (close at its low) to 1 (at its high).</summary>
    internal static double Flow(in Bar bar)
    {
        var range = bar.High - bar.Low;
        return range > 0 ? (bar.Close - bar.Low - (bar.High - bar.Close)) / range * bar.Volume : 0;
    }
}
