using Argosy.Research.Metrics;
using Argosy.Research.Results;

namespace Argosy.Research.Reports;

/// <summary>How much was invested over time: opening notional of the trades under way against equity, mean over each of equal periods.</summary>
/// <param name="From">Start of the first period, Unix ms.</param>
/// <param name="Step">Length of a period, ms.</param>
/// <param name="Long">Long exposure of each period, a multiple of equity.</param>
/// <param name="Short">Short exposure of each period, a multiple of equity, 0 or more.</param>
public sealed record ExposureCurve(long From, double Step, IReadOnlyList<double> Long, IReadOnlyList<double> Short)
{
    /// <summary>Most periods.</summary>
    public const int MaxPeriods = 400;

    /// <summary>The exposure of trades within a test.</summary>
    /// <remarks>A trade counts with its whole opening notional from its entry to its exit; parts closed before are not taken off.</remarks>
    public static ExposureCurve Of(IReadOnlyList<StoredTrade> trades, EquitySeries equity, long from, long to)
    {
        ArgumentNullException.ThrowIfNull(trades);
        ArgumentNullException.ThrowIfNull(equity);
        var periods = (int)Math.Clamp((to - from) / 60_000, 1, MaxPeriods);
        var step = Math.Max(1.0, (to - from) / (double)periods);
        var (longs, shorts) = (new double[periods], new double[periods]);
        foreach (var trade in trades) Add(trade.Side == "short" ? shorts : longs, trade, from, step);
        var next = 0;
        for (var i = 0; i < periods; i++)
        {
            while (next + 1 < equity.Count && equity.Times[next + 1] <= from + (i * step)) next++;
            var value = equity.Count > 0 ? equity.Values[next] : 0;
            (longs[i], shorts[i]) = value > 0 ? (longs[i] / value, shorts[i] / value) : (0, 0);
        }
        return new ExposureCurve(from, step, longs, shorts);
    }

    static void Add(double[] sums, StoredTrade trade, long from, double step)
    {
        var notional = (double)(trade.Quantity * trade.EntryPrice);
        var (enters, leaves) = ((trade.EntryTime - from) / step, (trade.ExitTime - from) / step);
        for (var i = Math.Max(0, (int)enters); i < sums.Length && i < leaves; i++)
        {
            sums[i] += notional * Math.Max(0, Math.Min(leaves, i + 1) - Math.Max(enters, i));
        }
    }
}
