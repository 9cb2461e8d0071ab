using Argosy.Core.MarketData;

namespace Argosy.Research.Reports;

/// <summary>Which candles a report holds: a coarse level and a finer one of the whole run, and the bars themselves around trades.</summary>
public static class CandleLevels
{
    /// <summary>Most candles of the coarse level.</summary>
    public const int MaxCoarse = 2_000;

    /// <summary>Most candles of the finer whole level; a run of no more bars is held whole.</summary>
    public const int MaxFine = 8_000;

    /// <summary>Most bars held around trades.</summary>
    public const int MaxNear = 6_000;

    const int Margin = 40;
    static readonly string[] Lengths = ["1m", "2m", "3m", "5m", "10m", "15m", "30m", "1h", "2h", "3h", "4h", "6h", "8h", "12h", "1d", "2d", "3d", "1w", "2w", "1M", "3M"];

    /// <summary>The levels of the bars that open in [from, to), finest first.</summary>
    /// <param name="bars">The bars of the run.</param>
    /// <param name="from">First instant shown, Unix ms.</param>
    /// <param name="to">End of what is shown, exclusive, Unix ms.</param>
    /// <param name="marks">Instants of entries and exits, Unix ms, in any order.</param>
    /// <param name="share">Number of instruments that share the room.</param>
    public static IReadOnlyList<CandleLevel> Of(BarColumns bars, long from, long to, IEnumerable<long> marks, int share = 1)
    {
        ArgumentNullException.ThrowIfNull(bars);
        ArgumentNullException.ThrowIfNull(marks);
        ArgumentOutOfRangeException.ThrowIfLessThan(share, 1);
        var (start, end) = (bars.IndexAtOrAfter(from), bars.IndexAtOrAfter(to));
        var count = end - start;
        if (count <= 0) return [];
        var fine = Fit(bars, start, end, Math.Max(200, MaxFine / share));
        if (fine.Bars.Count <= Math.Max(100, MaxCoarse / share) && fine.Timeframe == bars.Timeframe) return [fine];
        List<CandleLevel> levels = [];
        if (fine.Timeframe != bars.Timeframe && Near(bars, start, end, marks, Math.Max(200, MaxNear / share)) is { Count: > 0 } near) levels.Add(new CandleLevel(bars.Timeframe, false, near));
        levels.Add(fine);
        var coarse = Fit(bars, start, end, Math.Max(100, MaxCoarse / share));
        if (coarse.Timeframe != fine.Timeframe) levels.Add(coarse);
        return levels;
    }

    // The shortest length whose candles are few enough.
    static CandleLevel Fit(BarColumns bars, int start, int end, int most)
    {
        if (end - start <= most) return new CandleLevel(bars.Timeframe, true, CandleResampler.Of(bars, bars.Timeframe, start, end));
        IReadOnlyList<Bar> made = [];
        var length = bars.Timeframe;
        foreach (var text in Lengths)
        {
            length = Timeframe.Parse(text).Value;
            if (length.CompareTo(bars.Timeframe) <= 0) continue;
            made = CandleResampler.Of(bars, length, start, end);
            if (made.Count <= most) break;
        }
        return made.Count == 0 ? new CandleLevel(bars.Timeframe, true, CandleResampler.Of(bars, bars.Timeframe, start, end)) : new CandleLevel(length, true, made);
    }

    // Rows around each mark, earliest marks first, until the room is used up.
    static List<Bar> Near(BarColumns bars, int start, int end, IEnumerable<long> marks, int most)
    {
        List<Bar> near = [];
        var next = start;
        foreach (var mark in marks.Order())
        {
            var row = bars.IndexAtOrAfter(mark);
            var (first, last) = (Math.Max(next, row - Margin), Math.Min(end, row + Margin));
            if (near.Count + Math.Max(0, last - first) > most) break;
            for (var i = first; i < last; i++) near.Add(bars[i]);
            next = Math.Max(next, last);
        }
        return near;
    }
}
