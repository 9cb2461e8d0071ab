using Argosy.Core.MarketData;
using Argosy.Indicators.Averages;

namespace Argosy.Indicators.Momentum;

/// <summary>Elder ray: high and low against the EMA of the close: the power of bulls and bears, in quote asset.</summary>
/// <remarks>Source: A. Elder, Trading for a Living (1993).</remarks>
/// <param name="period">Length, 1 or more.</param>
public sealed class ElderRay(int period = 13) : IBarIndicator<ElderRayValue>
{
    readonly Ema _average = new(period);

    /// <inheritdoc/>
    public int WarmUp => _average.WarmUp;

    /// <inheritdoc/>
    public bool IsReady => !double.IsNaN(Value.Bull);

    /// <inheritdoc/>
    public ElderRayValue Value { get; private set; } = ElderRayValue.None;

    /// <inheritdoc/>
    public ElderRayValue Push(in Bar bar)
    {
        var average = _average.Push(bar.Close);
        return double.IsNaN(average) ? ElderRayValue.None : Value = new(bar.High - average, bar.Low - average);
    }
}

/// <summary>One value of <see cref="ElderRay"/>, in quote asset.</summary>
/// <param name="Bull">High minus the EMA.</param>
/// <param name="Bear">Low minus the EMA.</param>
public readonly record struct ElderRayValue(double Bull, double Bear)
{
    internal static ElderRayValue None => new(double.NaN, double.NaN);
}
