using Argosy.Core.MarketData;

namespace Argosy.Research.Reports;

/// <summary>Bars drawn together for charts: unlike resampled data, a period that lacks bars or has not ended is drawn with what there is.</summary>
public static class CandleResampler
{
    /// <summary>Candles of a length from the rows [start, end): first open, extremes, last close, sum of volumes; none for a period without a bar.</summary>
    public static IReadOnlyList<Bar> Of(BarColumns bars, Timeframe length, int start, int end)
    {
        ArgumentNullException.ThrowIfNull(bars);
        List<Bar> candles = [];
        if (length.CompareTo(bars.Timeframe) <= 0)
        {
            for (var i = start; i < end; i++) candles.Add(bars[i]);
            return candles;
        }
        for (var i = start; i < end;)
        {
            var opens = length.Floor(bars.OpenTimes[i]);
            var closes = length.End(opens);
            var (open, high, low, close, volume) = (bars.Open[i], bars.High[i], bars.Low[i], bars.Close[i], bars.Volume[i]);
            for (i++; i < end && bars.OpenTimes[i] < closes; i++)
            {
                high = Math.Max(high, bars.High[i]);
                low = Math.Min(low, bars.Low[i]);
                close = bars.Close[i];
                volume += bars.Volume[i];
            }
            candles.Add(new Bar(opens, open, high, low, close, volume));
        }
        return candles;
    }
}
