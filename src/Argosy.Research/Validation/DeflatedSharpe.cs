using Argosy.Research.Statistics;
using Argosy.Research.Trials;

namespace Argosy.Research.Validation;

/// <summary>The probability that a Sharpe ratio is better than the best that chance gives to so many trials.</summary>
/// <remarks>
/// Φ((s − s₀)·√(n−1) / √(1 − γ₃·s + (γ₄−1)/4·s²)) with the daily Sharpe ratio s, skewness γ₃ and kurtosis γ₄ (normal = 3) of n daily
/// returns. Source: Bailey and López de Prado, "The deflated Sharpe ratio", 2014.
/// </remarks>
public static class DeflatedSharpe
{
    const double EulerGamma = 0.57721566490153286;

    /// <summary>The probability, 0..1; null with fewer than two returns or without a spread.</summary>
    /// <param name="dailyReturns">Daily returns of the strategy, ratio.</param>
    /// <param name="trials">What has been tried on these data.</param>
    public static double? Of(IReadOnlyList<double> dailyReturns, TrialCount trials)
    {
        ArgumentNullException.ThrowIfNull(trials);
        return Of(Moments.Of(dailyReturns), ExpectedBest(trials.Defined, trials.Variance));
    }

    /// <summary>The probability that the true Sharpe ratio exceeds <paramref name="benchmark"/>, a daily one; with 0 it is the probabilistic Sharpe ratio.</summary>
    public static double? Of(Moments returns, double benchmark)
    {
        ArgumentNullException.ThrowIfNull(returns);
        if (returns.MeanOverDeviation is not { } sharpe || returns is not { Skewness: { } skewness, Kurtosis: { } kurtosis }) return null;
        var variance = 1 - (skewness * sharpe) + ((kurtosis - 1) / 4 * sharpe * sharpe);
        return variance > 0 ? NormalDistribution.Cumulative((sharpe - benchmark) * Math.Sqrt(returns.Count - 1) / Math.Sqrt(variance)) : null;
    }

    /// <summary>The best daily Sharpe ratio that chance is expected to give to <paramref name="count"/> independent trials whose ratios have this variance; 0 for one trial.</summary>
    public static double ExpectedBest(int count, double variance) => count < 2
        ? 0
        : Math.Sqrt(variance) * (((1 - EulerGamma) * NormalDistribution.Quantile(1 - (1.0 / count))) + (EulerGamma * NormalDistribution.Quantile(1 - (1 / (count * Math.E)))));
}
