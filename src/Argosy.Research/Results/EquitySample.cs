using Argosy.Research.Metrics;

namespace Argosy.Research.Results;

/// <summary>Chooses the points of a long equity curve that a result keeps: its shape, its extremes and its ends survive.</summary>
public static class EquitySample
{
    /// <summary>Most points kept.</summary>
    public const int MaxPoints = 4_000;

    /// <summary>Indexes of the kept points in time order: the first, then for each of equal buckets its last, its lowest and its highest.</summary>
    public static IReadOnlyList<int> Indexes(EquitySeries curve, int maxPoints = MaxPoints)
    {
        ArgumentNullException.ThrowIfNull(curve);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxPoints, 4);
        if (curve.Count <= maxPoints) return [.. Enumerable.Range(0, curve.Count)];
        var buckets = (maxPoints - 1) / 3;
        var kept = new List<int>(maxPoints) { 0 };
        for (var bucket = 0; bucket < buckets; bucket++)
        {
            AddBucket(kept, curve.Values, Bound(curve.Count, bucket, buckets), Bound(curve.Count, bucket + 1, buckets));
        }
        return kept;
    }

    /// <summary>Indexes of the points from which daily returns are made: the first, then each day's last in (00:00, 24:00] UTC.</summary>
    public static IReadOnlyList<int> DayEnds(EquitySeries curve)
    {
        const long day = 86_400_000;
        ArgumentNullException.ThrowIfNull(curve);
        if (curve.Count == 0) return [];
        List<int> ends = [0];
        for (var i = 1; i < curve.Count; i++)
        {
            if (i == curve.Count - 1 || (curve.Times[i] - 1) / day != (curve.Times[i + 1] - 1) / day) ends.Add(i);
        }
        return ends;
    }

    static int Bound(int count, int bucket, int buckets) => 1 + (int)((long)(count - 1) * bucket / buckets);

    static void AddBucket(List<int> kept, double[] values, int start, int end)
    {
        int lowest = start, highest = start, last = end - 1;
        for (var i = start + 1; i < end; i++)
        {
            if (values[i] < values[lowest]) lowest = i;
            if (values[i] > values[highest]) highest = i;
        }
        if (values[lowest] == values[last]) lowest = last;
        if (values[highest] == values[last]) highest = last;
        var (first, second) = lowest < highest ? (lowest, highest) : (highest, lowest);
        if (first != last) kept.Add(first);
        if (second != last && second != first) kept.Add(second);
        kept.Add(last);
    }
}
