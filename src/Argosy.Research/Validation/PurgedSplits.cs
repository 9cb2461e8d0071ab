using Argosy.Research.Statistics;

namespace Argosy.Research.Validation;

/// <summary>Days divided into days to choose on and days to judge on, so that no day of the first knows anything of the second.</summary>
/// <remarks>
/// The days within <paramref name="Purge"/> of a tested stretch are left out on both sides, and after it <paramref name="Embargo"/> more.
/// Source: López de Prado, "Advances in financial machine learning", 2018, chapters 7 and 12.
/// </remarks>
/// <param name="Days">Number of days.</param>
/// <param name="Purge">Days left out beside a tested stretch: the longest look-back or the longest trade, whichever is more.</param>
/// <param name="Embargo">Days left out after it in addition.</param>
public sealed record PurgedSplits(int Days, int Purge, int Embargo)
{
    /// <summary>An embargo of 1 % of the days, rounded up.</summary>
    public static PurgedSplits Of(int days, int purge) => new(days, purge, (days + 99) / 100);

    /// <summary>So many stretches, each of them tested once.</summary>
    public IEnumerable<DaySplit> Folds(int count) => Combinatorial(count, 1);

    /// <summary>Every choice of <paramref name="tested"/> out of <paramref name="groups"/> equal stretches.</summary>
    public IEnumerable<DaySplit> Combinatorial(int groups, int tested)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(groups, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(tested, groups);
        return Combinations.Of(groups, tested).Select(chosen => Split(groups, chosen));
    }

    DaySplit Split(int groups, int[] chosen)
    {
        var use = new DayUse[Days];
        foreach (var group in chosen)
        {
            var (start, end) = BlockSums.Bounds(Days, groups, group);
            for (var d = Math.Max(0, start - Purge); d < Math.Min(Days, end + Purge + Embargo); d++)
            {
                if (d >= start && d < end) use[d] = DayUse.Tested;
                else if (use[d] == DayUse.Chosen) use[d] = DayUse.LeftOut;
            }
        }
        return new DaySplit(Where(use, DayUse.Chosen), Where(use, DayUse.Tested));
    }

    static int[] Where(DayUse[] use, DayUse wanted) => [.. Enumerable.Range(0, use.Length).Where(d => use[d] == wanted)];

    enum DayUse : byte
    {
        Chosen,
        Tested,
        LeftOut,
    }
}

/// <summary>Days to choose on and days to judge on.</summary>
/// <param name="Train">Days to choose on, rising.</param>
/// <param name="Test">Days to judge on, rising.</param>
public sealed record DaySplit(IReadOnlyList<int> Train, IReadOnlyList<int> Test);
