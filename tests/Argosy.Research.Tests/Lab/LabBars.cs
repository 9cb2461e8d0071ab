using Argosy.Core.MarketData;
using Argosy.Core.Values;

namespace Argosy.Research.Tests.Lab;

/// <summary>Bars of a wild market: jumps, gaps in time, bars that stand still, bars without volume.</summary>
static class LabBars
{
    public static BarColumns Walk(SeededGenerator random, int count, int minutes, string name)
    {
        var rows = new List<Bar>();
        var price = 10_000;
        var wild = random.NextIndex(3) == 0 ? 700 : 150;
        var slot = 0;
        for (var i = 0; i < count; i++)
        {
            var open = Inside(price + (random.NextIndex(4) == 0 ? random.NextIndex(2 * wild) - wild : 0));
            var close = random.NextIndex(9) == 0 ? open : Inside(open + random.NextIndex(2 * wild) - wild);
            var (high, low) = (Math.Max(open, close) + random.NextIndex(wild), Math.Max(500, Math.Min(open, close) - random.NextIndex(wild)));
            if (random.NextIndex(12) == 0) (high, low, close) = (open, open, open);
            double volume = random.NextIndex(10) == 0 ? 0 : 1 + random.NextIndex(60);
            rows.Add(new Bar(slot * minutes * 60_000L, open / 100.0, high / 100.0, low / 100.0, close / 100.0, volume));
            slot += random.NextIndex(14) == 0 ? 2 + random.NextIndex(11) : 1;
            price = close;
        }
        return Columns(rows, minutes, name);
    }

    /// <summary>Higher bars of minutes, each as long as the minutes in it say.</summary>
    public static BarColumns Resampled(BarColumns fine, int minutes)
    {
        var length = minutes * 60_000L;
        var rows = Enumerable.Range(0, fine.Count).Select(i => fine[i]).GroupBy(bar => bar.OpenTime / length).Select(group =>
        {
            var all = group.ToArray();
            return new Bar(group.Key * length, all[0].Open, all.Max(b => b.High), all.Min(b => b.Low), all[^1].Close, all.Sum(b => b.Volume));
        }).ToList();
        return Columns(rows, minutes, $"{fine.Hash}-{minutes}");
    }

    /// <summary>The same bars without some stretches of them.</summary>
    public static BarColumns Holed(BarColumns bars, SeededGenerator random)
    {
        var (from, length) = (random.NextIndex(bars.Count), random.NextIndex(30));
        return Pick(bars, row => row < from || row >= from + length, $"{bars.Hash}-holed");
    }

    /// <summary>Mark prices near the last ones, some of them missing.</summary>
    public static BarColumns Mark(BarColumns bars, SeededGenerator random)
    {
        var off = (random.NextIndex(101) - 50) / 100.0;
        double Moved(double price) => Math.Round(price + off, 2);
        var rows = Enumerable.Range(0, bars.Count).Where(_ => random.NextIndex(25) > 0)
            .Select(i => bars[i] with { Open = Moved(bars.Open[i]), High = Moved(bars.High[i]), Low = Moved(bars.Low[i]), Close = Moved(bars.Close[i]), Volume = 0 }).ToList();
        return Columns(rows, (int)(bars.Timeframe.ApproximateMilliseconds / 60_000), $"{bars.Hash}-mark");
    }

    public static BarColumns Until(BarColumns bars, long end) => Pick(bars, row => bars.CloseTime(row) <= end, bars.Hash);

    static BarColumns Pick(BarColumns bars, Func<int, bool> keep, string name) =>
        Columns([.. Enumerable.Range(0, bars.Count).Where(keep).Select(i => bars[i])], (int)(bars.Timeframe.ApproximateMilliseconds / 60_000), name);

    static int Inside(int price) => Math.Clamp(price, 2_000, 60_000);

    static BarColumns Columns(List<Bar> rows, int minutes, string name) => new()
    {
        Timeframe = Timeframe.FromMilliseconds(minutes * 60_000L),
        OpenTimes = [.. rows.Select(bar => bar.OpenTime)],
        Open = [.. rows.Select(bar => bar.Open)],
        High = [.. rows.Select(bar => bar.High)],
        Low = [.. rows.Select(bar => bar.Low)],
        Close = [.. rows.Select(bar => bar.Close)],
        Volume = [.. rows.Select(bar => bar.Volume)],
        PriceScale = 2,
        Hash = name,
    };
}
