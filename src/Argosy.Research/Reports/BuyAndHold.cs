using Argosy.Core.MarketData;
using Argosy.Research.Metrics;

namespace Argosy.Research.Reports;

/// <summary>The same cash held in the instruments from the first open on, in equal parts and without costs.</summary>
public static class BuyAndHold
{
    /// <summary>Its value at each point of an equity curve, quote asset; null where an instrument has no bar in the test.</summary>
    public static double[]? Of(EquitySeries equity, IReadOnlyList<BarColumns> markets, long from)
    {
        ArgumentNullException.ThrowIfNull(equity);
        ArgumentNullException.ThrowIfNull(markets);
        if (equity.Count == 0 || markets.Count == 0) return null;
        var values = new double[equity.Count];
        foreach (var bars in markets)
        {
            var first = bars.IndexAtOrAfter(from);
            if (first >= bars.Count || bars.Open[first] <= 0) return null;
            var share = equity.Values[0] / markets.Count;
            for (var i = 0; i < values.Length; i++) values[i] += share * (PriceAt(bars, equity.Times[i], first) / bars.Open[first]);
        }
        return values;
    }

    // The last close at or before an instant; the first open before any.
    static double PriceAt(BarColumns bars, long time, int first)
    {
        var row = bars.IndexAtOrAfter(time) - 1;
        while (row >= first && bars.CloseTime(row) > time) row--;
        return row < first ? bars.Open[first] : bars.Close[row];
    }
}
