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
        double peak = values[0], low = peak, max = 0, sum = 0;
        var (peakAt, episodes) = (0, 0);
        long longest = 0;
        for (var i = 1; i < values.Length; i++)
        {
            var value = values[i];
            if (value < peak)
            {
                if (value < low) low = value;
                continue;
            }
            if (low < peak) EndEpisode(i);
            (peak, low, peakAt) = (value, value, i);
        }
        if (low < peak) EndEpisode(values.Length);
        return new Drawdown(max, episodes > 0 ? sum / episodes : null, longest / MsPerDay, episodes);

        // The lowest value is the deepest fall; one too small to be told from none is no episode, but its time counts until its last point.
        void EndEpisode(int end)
        {
            var depth = 1 - (low / peak);
            longest = Math.Max(longest, times[depth > 0 && end < values.Length ? end : end - 1] - times[peakAt]);
            if (depth <= 0) return;
            sum += depth;
            max = Math.Max(max, depth);
            episodes++;
        }
    }
}
