using Argosy.Core.Values;

namespace Argosy.Research.Metrics;

/// <summary>Equity over time: starting cash at the start of the test, then one point for each instant at which a base bar closed.</summary>
/// <param name="Times">Unix ms, rising; the first is the start of the test.</param>
/// <param name="Values">Equity, quote asset.</param>
public sealed record EquitySeries(CurveTimes Times, double[] Values)
{
    /// <summary>A curve whose times are kept beside its values.</summary>
    public EquitySeries(long[] times, double[] values)
        : this(CurveTimes.Of(times), values)
    {
    }

    /// <summary>A curve that was not kept.</summary>
    public static EquitySeries None { get; } = new(CurveTimes.Of([]), []);

    /// <summary>Number of points, the starting cash included.</summary>
    public int Count => Values.Length;

    /// <summary>Whether there is a point after the starting cash.</summary>
    public bool IsKept => Count > 1;

    /// <summary>The same curve with its last point at the final equity: a position open at the end is closed there, its fee paid.</summary>
    /// <remarks>Returns this series where that is so already, or where no curve was kept.</remarks>
    public EquitySeries EndAt(decimal finalEquity)
    {
        var final = Exact.ToStatistic(finalEquity);
        if (!IsKept || Values[^1] == final) return this;
        double[] values = [.. Values];
        values[^1] = final;
        return new EquitySeries(Times, values);
    }
}
