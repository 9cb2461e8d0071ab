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
        double peak = values[0], depth = 0, max = 0, sum = 0;
        long peakTime = times[0], longest = 0;
        var episodes = 0;
        for (var i = 1; i < values.Length; i++)
        {
            if (values[i] < peak)
            {
                depth = Math.Max(depth, 1 - (values[i] / peak));
                longest = Math.Max(longest, times[i] - peakTime);
                continue;
            }
            if (depth > 0)
            {
                longest = Math.Max(longest, times[i] - peakTime);
                EndEpisode();
            }
            peak = values[i];
            peakTime = times[i];
        }
        if (depth > 0) EndEpisode();
        return new Drawdown(max, episodes > 0 ? sum / episodes : null, longest / MsPerDay, episodes);

        void EndEpisode()
        {
            sum += depth;
            max = Math.Max(max, depth);
            episodes++;
            depth = 0;
        }
    }
}
