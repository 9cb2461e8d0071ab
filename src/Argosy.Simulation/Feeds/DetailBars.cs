using Argosy.Core.MarketData;

namespace Argosy.Simulation.Feeds;

/// <summary>Puts detail bars in the place of the base bars that hold them; a base bar without any stays as it is.</summary>
static class DetailBars
{
    public static (BarColumns Walked, int WithoutDetail) Merge(BarColumns bars, BarColumns detail)
    {
        if (detail.Timeframe.CompareTo(bars.Timeframe) >= 0) throw new ArgumentException($"detail data must be finer than the {bars.Timeframe} bars, were {detail.Timeframe}");
        var rows = new List<(BarColumns Source, int Row)>(detail.Count);
        var without = 0;
        for (var i = 0; i < bars.Count; i++)
        {
            var end = bars.CloseTime(i);
            var first = detail.IndexAtOrAfter(bars.OpenTimes[i]);
            var row = first;
            for (; row < detail.Count && detail.CloseTime(row) <= end; row++) rows.Add((detail, row));
            if (row > first) continue;
            rows.Add((bars, i));
            without++;
        }
        return (Columns(bars, detail, rows), without);
    }

    static BarColumns Columns(BarColumns bars, BarColumns detail, List<(BarColumns Source, int Row)> rows)
    {
        var built = new WalkedColumns(rows.Count);
        for (var k = 0; k < rows.Count; k++) built.Set(k, rows[k].Source, rows[k].Row, detail.VolumeInQuote);
        return new BarColumns
        {
            Timeframe = detail.Timeframe,
            OpenTimes = built.OpenTimes,
            CloseTimes = built.CloseTimes,
            Open = built.Open,
            High = built.High,
            Low = built.Low,
            Close = built.Close,
            Volume = built.Volume,
            PriceScale = Math.Max(bars.PriceScale, detail.PriceScale),
            VolumeInQuote = detail.VolumeInQuote,
            Synthetic = bars.Synthetic || detail.Synthetic,
            Hash = detail.Hash,
        };
    }

    sealed class WalkedColumns(int count)
    {
        public long[] OpenTimes { get; } = new long[count];

        public long[] CloseTimes { get; } = new long[count];

        public double[] Open { get; } = new double[count];

        public double[] High { get; } = new double[count];

        public double[] Low { get; } = new double[count];

        public double[] Close { get; } = new double[count];

        public double[] Volume { get; } = new double[count];

        public void Set(int at, BarColumns source, int row, bool inQuote)
        {
            OpenTimes[at] = source.OpenTimes[row];
            CloseTimes[at] = source.CloseTime(row);
            Open[at] = source.Open[row];
            High[at] = source.High[row];
            Low[at] = source.Low[row];
            Close[at] = source.Close[row];
            // One unit for all rows: the detail data's, by the bar's typical price.
            var typical = (source.High[row] + source.Low[row] + source.Close[row]) / 3;
            Volume[at] = source.VolumeInQuote == inQuote ? source.Volume[row] : inQuote ? source.Volume[row] * typical : source.Volume[row] / typical;
        }
    }
}
