using Argosy.Core.MarketData;

namespace Argosy.Research.Metrics;

/// <summary>Times of an equity curve: kept, or derived from the one series whose closes they are.</summary>
/// <remarks>A run over one instrument keeps no times: five years of minutes would cost 21 MB that the bars hold already.</remarks>
public sealed class CurveTimes
{
    readonly long[] _kept;
    readonly BarColumns? _bars;
    readonly long _from;
    readonly int _firstRow;

    CurveTimes(long[] kept, BarColumns? bars, long from, int firstRow, int count)
    {
        _kept = kept;
        _bars = bars;
        _from = from;
        _firstRow = firstRow;
        Count = count;
    }

    /// <summary>Number of points.</summary>
    public int Count { get; }

    /// <summary>Time of a point, Unix ms.</summary>
    public long this[int index] => _bars is null ? _kept[index] : index == 0 ? _from : _bars.CloseTime(_firstRow + index - 1);

    /// <summary>The first point from <paramref name="start"/> on that is later than <paramref name="time"/>; <see cref="Count"/> where there is none.</summary>
    public int FirstAfter(long time, int start)
    {
        // Far steps first: a day has many points, and there are few days.
        var (low, step) = (start, 1);
        while (low + step < Count && this[low + step] <= time)
        {
            low += step;
            step *= 2;
        }
        var high = Math.Min(low + step, Count);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (this[middle] <= time) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    /// <summary>Times that were kept.</summary>
    public static CurveTimes Of(long[] times)
    {
        ArgumentNullException.ThrowIfNull(times);
        return new CurveTimes(times, null, 0, 0, times.Length);
    }

    /// <summary>The start of a test, then the closes of the bars from <paramref name="firstRow"/> on: <paramref name="count"/> points in all.</summary>
    public static CurveTimes OfCloses(long from, BarColumns bars, int firstRow, int count)
    {
        ArgumentNullException.ThrowIfNull(bars);
        return new CurveTimes([], bars, from, firstRow, count);
    }
}
