using System.Numerics;
using Argosy.Research.Statistics;
using Argosy.Research.Trials;

namespace Argosy.Research.Validation;

/// <summary>The probability that the best of many parameter sets is no better than the middle of them on days it was not chosen on.</summary>
/// <remarks>
/// Combinatorially symmetric cross-validation: the days are cut into 16 blocks; for each of the 12,870 ways to choose half of them the set
/// with the best Sharpe ratio there is ranked by its Sharpe ratio in the other half. The probability is the share of splits whose best has a
/// relative rank, rank / (sets + 1), of at most one half; equal ratios share their ranks. Source: Bailey, Borwein, López de Prado and Zhu,
/// "The probability of backtest overfitting", 2017.
/// </remarks>
/// <param name="Probability">Share of splits whose in-sample best has a relative rank of at most one half, 0..1.</param>
/// <param name="Sets">Sets compared; those without a trade are left out.</param>
/// <param name="Splits">Number of splits.</param>
/// <param name="RelativeRank">Spread of the relative rank.</param>
/// <param name="InSampleSharpe">Mean of the best set's yearly Sharpe ratio where it was chosen.</param>
/// <param name="OutOfSampleSharpe">Mean of its yearly Sharpe ratio where it was not.</param>
/// <param name="LossProbability">Share of splits in which the chosen set loses out of sample, 0..1.</param>
public sealed record OverfittingProbability(
    double Probability, int Sets, int Splits, Quantiles RelativeRank, double InSampleSharpe, double OutOfSampleSharpe, double LossProbability)
{
    /// <summary>Blocks the days are cut into.</summary>
    public const int Blocks = BlockSums.Blocks;

    /// <summary>Bins of <see cref="RankCounts"/>.</summary>
    public const int RankBins = 20;

    /// <summary>Splits by relative rank, in equal bins (border, border] from 0 to 1; the lower half of them is the probability.</summary>
    public IReadOnlyList<int> RankCounts { get; init; } = [];

    /// <summary>Fewest days: two in each block.</summary>
    public const int FewestDays = 2 * Blocks;

    // One bit for each.
    const int AllBlocks = (1 << Blocks) - 1;

    static readonly double YearRoot = Math.Sqrt(365);

    /// <summary>The probability; null with fewer than two sets that traded, or too few days.</summary>
    public static OverfittingProbability? Of(TrialGrid grid)
    {
        ArgumentNullException.ThrowIfNull(grid);
        return Of([.. grid.Runs.Where(run => run.HasTraded).Select(run => run.DailyReturns)]);
    }

    /// <summary>The probability from daily returns, one array for each set, all of the same days.</summary>
    /// <exception cref="ArgumentException">The sets have different numbers of days.</exception>
    public static OverfittingProbability? Of(IReadOnlyList<double[]> sets)
    {
        ArgumentNullException.ThrowIfNull(sets);
        if (sets.Count < 2 || sets[0].Length < FewestDays) return null;
        if (sets.Any(set => set.Length != sets[0].Length)) throw new ArgumentException("all sets must have the same days");
        var sums = sets.Select(set => new BlockSums(set)).ToArray();
        List<double> ranks = [];
        var outside = new double[sets.Count];
        var (overfitted, losses) = (0, 0);
        double inSample = 0, outOfSample = 0;
        for (var split = 0; split <= AllBlocks; split++)
        {
            if (BitOperations.PopCount((uint)split) != Blocks / 2) continue;
            var (best, value) = Best(sums, split);
            for (var i = 0; i < outside.Length; i++) outside[i] = sums[i].Sharpe(AllBlocks & ~split);
            var rank = Rank(outside, best) / (sets.Count + 1);
            ranks.Add(rank);
            if (rank <= 0.5) overfitted++;
            if (outside[best] < 0) losses++;
            inSample += value;
            outOfSample += outside[best];
        }
        var n = (double)ranks.Count;
        return new OverfittingProbability(overfitted / n, sets.Count, ranks.Count, Quantiles.Of(ranks)!, inSample / n * YearRoot, outOfSample / n * YearRoot, losses / n) { RankCounts = Counts(ranks) };
    }

    // A relative rank lies inside (0, 1); a half belongs to the lower half, as in the probability.
    static int[] Counts(List<double> ranks)
    {
        var counts = new int[RankBins];
        foreach (var rank in ranks) counts[Math.Clamp((int)Math.Ceiling(Math.Round(rank * RankBins, 9)) - 1, 0, RankBins - 1)]++;
        return counts;
    }

    // Of equal ones the first.
    static (int Index, double Value) Best(BlockSums[] sums, int blocks)
    {
        var (best, value) = (0, double.NegativeInfinity);
        for (var i = 0; i < sums.Length; i++)
        {
            var sharpe = sums[i].Sharpe(blocks);
            if (sharpe > value) (best, value) = (i, sharpe);
        }
        return (best, value);
    }

    // 1 is the worst; equal values share the mean of their ranks.
    static double Rank(double[] values, int index)
    {
        var (below, equal) = (0, 0);
        foreach (var value in values)
        {
            if (value < values[index]) below++;
            else if (value == values[index]) equal++;
        }
        return below + ((equal + 1) / 2.0);
    }
}
