using Argosy.Research.Statistics;
using Argosy.Research.Trials;

namespace Argosy.Research.Validation;

/// <summary>What the best of the tried parameter sets, chosen on some days, did on the others.</summary>
/// <param name="Splits">Number of splits.</param>
/// <param name="Sets">Sets compared; those without a trade are left out.</param>
/// <param name="PurgeDays">Days left out on both sides of what is tested.</param>
/// <param name="EmbargoDays">Days left out after it in addition.</param>
/// <param name="InSample">Mean of the chosen sets' yearly Sharpe ratios where they were chosen.</param>
/// <param name="OutOfSample">Spread of their yearly Sharpe ratios where they were not.</param>
/// <param name="LossShare">Share of splits with a loss out of sample, 0..1.</param>
public sealed record CrossValidation(int Splits, int Sets, int PurgeDays, int EmbargoDays, double InSample, Quantiles OutOfSample, double LossShare)
{
    static readonly double YearRoot = Math.Sqrt(365);

    /// <summary>Stretches of purged k-fold cross-validation.</summary>
    public const int Folds = 5;

    /// <summary>Stretches of combinatorial cross-validation.</summary>
    public const int Groups = 10;

    /// <summary>Stretches tested at a time there: 45 splits, nine whole paths.</summary>
    public const int TestedGroups = 2;

    /// <summary>Purged k-fold cross-validation; null with fewer than two sets or too few days left to choose on.</summary>
    public static CrossValidation? KFold(TrialGrid grid, int purge) => Of(grid, purge, splits => splits.Folds(Folds));

    /// <summary>Combinatorial purged cross-validation; null with fewer than two sets or too few days left to choose on.</summary>
    public static CrossValidation? Combinatorial(TrialGrid grid, int purge) => Of(grid, purge, splits => splits.Combinatorial(Groups, TestedGroups));

    static CrossValidation? Of(TrialGrid grid, int purge, Func<PurgedSplits, IEnumerable<DaySplit>> divide)
    {
        ArgumentNullException.ThrowIfNull(grid);
        double[][] sets = [.. grid.Runs.Where(run => run.HasTraded).Select(run => run.DailyReturns)];
        if (sets.Length < 2 || sets[0].Length < 2 * Groups) return null;
        var divided = PurgedSplits.Of(sets[0].Length, purge);
        List<double> inside = [], outside = [];
        foreach (var split in divide(divided))
        {
            if (split.Train.Count < 2 || split.Test.Count < 2) return null;
            var (best, value) = (sets[0], double.NegativeInfinity);
            foreach (var set in sets)
            {
                var sharpe = Sharpe(set, split.Train);
                if (sharpe > value) (best, value) = (set, sharpe);
            }
            inside.Add(value);
            outside.Add(Sharpe(best, split.Test));
        }
        return new CrossValidation(outside.Count, sets.Length, divided.Purge, divided.Embargo, inside.Sum() / inside.Count, Quantiles.Of(outside)!, (double)outside.Count(s => s < 0) / outside.Count);
    }

    // Idle money has no spread and counts as 0.
    static double Sharpe(double[] returns, IReadOnlyList<int> days)
    {
        var chosen = new double[days.Count];
        for (var i = 0; i < chosen.Length; i++) chosen[i] = returns[days[i]];
        return (Moments.Of(chosen).MeanOverDeviation ?? 0) * YearRoot;
    }
}
