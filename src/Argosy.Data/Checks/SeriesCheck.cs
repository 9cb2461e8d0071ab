using System.Numerics;
using Argosy.Core.MarketData;
using Argosy.Data.Series;

namespace Argosy.Data.Checks;

/// <summary>Counts what a series lacks and what looks wrong in it; changes nothing.</summary>
/// <remarks>
/// A gap is a pair of neighbouring bars further apart than the timeframe, missing are the whole bars that fit into it. A bar is a violation
/// when its high lies below, or its low above, another of its prices; it is flat when its high equals its low.
/// </remarks>
public static class SeriesCheck
{
    /// <summary>Checks bars in whole units; duplicates, rounded and out of order are those its import counted.</summary>
    public static DataQuality Of(ScaledBars bars)
    {
        ArgumentNullException.ThrowIfNull(bars);
        return Of<long>(bars.Timeframe, bars.OpenTimes, bars.Open, bars.High, bars.Low, bars.Close, bars.Volume, bars.Quality);
    }

    /// <summary>Checks bars in doubles; duplicates, rounded and out of order are those its import counted.</summary>
    public static DataQuality Of(BarColumns bars)
    {
        ArgumentNullException.ThrowIfNull(bars);
        return Of<double>(bars.Timeframe, bars.OpenTimes, bars.Open, bars.High, bars.Low, bars.Close, bars.Volume, bars.Quality);
    }

    /// <summary>The first bar whose high or low does not enclose the other prices; −1 for none.</summary>
    public static int FirstViolation(ScaledBars bars)
    {
        ArgumentNullException.ThrowIfNull(bars);
        for (var i = 0; i < bars.Count; i++)
        {
            if (IsViolation(bars.Open[i], bars.High[i], bars.Low[i], bars.Close[i])) return i;
        }
        return -1;
    }

    /// <summary>Gaps between bars that follow <paramref name="previous"/> (Unix ms; null for the beginning of a series), added to <paramref name="quality"/>.</summary>
    internal static DataQuality AddGaps(DataQuality quality, Timeframe timeframe, long? previous, ReadOnlySpan<long> times)
    {
        var (gaps, missing, longest) = (quality.Gaps, quality.Missing, quality.LongestGapMs);
        var step = timeframe.Milliseconds;
        var last = previous;
        foreach (var time in times)
        {
            if (last is { } before && time - before != step && timeframe.End(before) < time)
            {
                gaps++;
                missing += Fitting(timeframe, timeframe.End(before), time);
                longest = Math.Max(longest, time - before);
            }
            last = time;
        }
        return quality with { Gaps = gaps, Missing = missing, LongestGapMs = longest };
    }

    /// <summary>Whether a bar's extremes do not enclose its other prices.</summary>
    internal static bool IsViolation<T>(T open, T high, T low, T close)
        where T : INumber<T> => high < open || high < close || low > open || low > close || high < low;

    internal static DataQuality AddShapes<T>(DataQuality quality, ReadOnlySpan<T> open, ReadOnlySpan<T> high, ReadOnlySpan<T> low, ReadOnlySpan<T> close, ReadOnlySpan<T> volume)
        where T : INumber<T>
    {
        int violations = 0, zero = 0, flat = 0;
        for (var i = 0; i < open.Length; i++)
        {
            if (IsViolation(open[i], high[i], low[i], close[i])) violations++;
            if (volume[i] == T.Zero) zero++;
            if (high[i] == low[i]) flat++;
        }
        return quality with { Violations = quality.Violations + violations, ZeroVolumes = quality.ZeroVolumes + zero, Flat = quality.Flat + flat };
    }

    static DataQuality Of<T>(Timeframe timeframe, long[] times, T[] open, T[] high, T[] low, T[] close, T[] volume, DataQuality import)
        where T : INumber<T>
    {
        var counted = DataQuality.Clean with { Duplicates = import.Duplicates, Rounded = import.Rounded, OutOfOrder = import.OutOfOrder };
        return AddShapes<T>(AddGaps(counted, timeframe, null, times), open, high, low, close, volume);
    }

    static long Fitting(Timeframe timeframe, long from, long to)
    {
        if (timeframe.Months == 0) return (to - from) / timeframe.Milliseconds;
        var count = 0L;
        for (var end = timeframe.End(from); end <= to; end = timeframe.End(end)) count++;
        return count;
    }
}
