namespace Argosy.Research.Metrics;

/// <summary>Falls of an equity curve from its running peak, starting cash included.</summary>
/// <param name="Max">Deepest fall, ratio of the peak, 0 or more; above 1 where equity became negative.</param>
/// <param name="Mean">Mean depth of all episodes, an open one included; null without one.</param>
/// <param name="LongestDays">Longest episode, from its peak until the peak is reached again or the curve ends, days; 0 without one.</param>
/// <param name="Episodes">Number of episodes.</param>
public sealed record Drawdown(double Max, double? Mean, double LongestDays, int Episodes)
{
    const double MsPerDay = 86_400_000;

    /// <summary>The falls of a curve, or null when it was not kept.</summary>
    public static Drawdown? Of(EquitySeries curve)
    {
        ArgumentNullException.ThrowIfNull(curve);
        if (!curve.IsKept) return null;
        var (times, values) = (curve.Times, curve.Values);
        double peak = values[0], lowest = values[0];
        var peakAt = 0;
        var episodes = new EpisodeSum();
        // Depth and length only grow until an episode ends: both are worked out there.
        for (var i = 1; i < values.Length; i++)
        {
            var value = values[i];
            if (value < peak)
            {
                lowest = Math.Min(lowest, value);
                continue;
            }
            if (lowest < peak) episodes.Add(1 - (lowest / peak), times[i] - times[peakAt]);
            lowest = peak = value;
            peakAt = i;
        }
        if (lowest < peak) episodes.Add(1 - (lowest / peak), times[^1] - times[peakAt]);
        return new Drawdown(episodes.Max, episodes.Count > 0 ? episodes.Sum / episodes.Count : null, episodes.Longest / MsPerDay, episodes.Count);
    }

    struct EpisodeSum
    {
        public double Max, Sum;
        public long Longest;
        public int Count;

        public void Add(double depth, long length)
        {
            Max = Math.Max(Max, depth);
            Sum += depth;
            Longest = Math.Max(Longest, length);
            Count++;
        }
    }
}
