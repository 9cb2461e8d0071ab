using Argosy.Research.Statistics;

namespace Argosy.Research.Trials;

/// <summary>How much has been tried with one strategy on the same data.</summary>
/// <param name="Distinct">Distinct trials, those without a Sharpe ratio included.</param>
/// <param name="Defined">Distinct trials with a Sharpe ratio.</param>
/// <param name="Mean">Mean of their daily Sharpe ratios.</param>
/// <param name="Variance">Sample variance of their daily Sharpe ratios; 0 of fewer than two.</param>
public sealed record TrialCount(int Distinct, int Defined, double Mean, double Variance)
{
    /// <summary>Nothing tried yet.</summary>
    public static TrialCount None { get; } = new(0, 0, 0, 0);

    /// <summary>Counts trials by their daily Sharpe ratios; null for one that has none.</summary>
    public static TrialCount Of(IReadOnlyList<double?> dailySharpes)
    {
        ArgumentNullException.ThrowIfNull(dailySharpes);
        double[] defined = [.. dailySharpes.OfType<double>()];
        var moments = Moments.Of(defined);
        return new TrialCount(dailySharpes.Count, defined.Length, moments.Mean, moments.Deviation is { } d ? d * d : 0);
    }
}
