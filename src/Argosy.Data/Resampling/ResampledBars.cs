using Argosy.Data.Series;

namespace Argosy.Data.Resampling;

/// <summary>Bars of a higher timeframe and how much stood behind each of them.</summary>
/// <param name="Bars">The higher bars.</param>
/// <param name="Coverage">Base bars in each higher bar, 1 or more.</param>
/// <param name="BarsPerPeriod">Base bars a whole period holds; null where periods differ (calendar months).</param>
/// <param name="Dropped">Periods at the ends that the data do not cover from begin to end, 0..2.</param>
public sealed record ResampledBars(ScaledBars Bars, int[] Coverage, int? BarsPerPeriod, int Dropped)
{
    /// <summary>Higher bars in which base bars are missing; −1 where periods differ in length.</summary>
    public int Incomplete => BarsPerPeriod is { } whole ? Coverage.Count(coverage => coverage < whole) : -1;
}
