using Argosy.Research.Metrics;

namespace Argosy.Research.Reports;

/// <summary>Equity at the end of each day, as the metrics know days: the last point in (00:00, 24:00] UTC; a day without one repeats the value before.</summary>
/// <param name="FirstDay">Number of the first day since 1970-01-01.</param>
/// <param name="Start">Equity before the first day, quote asset.</param>
/// <param name="Values">Equity at each day's end, quote asset.</param>
public sealed record DailyPoints(long FirstDay, double Start, IReadOnlyList<double> Values)
{
    const long Day = 86_400_000;

    /// <summary>The days of a curve whose first point is the starting cash; no day without a curve.</summary>
    public static DailyPoints Of(EquitySeries curve)
    {
        ArgumentNullException.ThrowIfNull(curve);
        if (!curve.IsKept) return new DailyPoints(0, 0, []);
        var first = FloorDay(curve.Times[0]);
        var last = FloorDay(curve.Times[curve.Count - 1] - 1);
        var values = new List<double>();
        var next = 1;
        for (var day = first; day <= last; day++)
        {
            while (next < curve.Count && curve.Times[next] <= (day + 1) * Day) next++;
            values.Add(curve.Values[next - 1]);
        }
        return new DailyPoints(first, curve.Values[0], values);
    }

    /// <summary>Return of each day, ratio; null where nothing was there to grow from.</summary>
    public IReadOnlyList<double?> Returns()
    {
        var returns = new List<double?>(Values.Count);
        var before = Start;
        foreach (var value in Values)
        {
            returns.Add(value == before ? 0 : before > 0 ? (value / before) - 1 : null);
            before = value;
        }
        return returns;
    }

    static long FloorDay(long time) => (long)Math.Floor(time / (double)Day);
}
