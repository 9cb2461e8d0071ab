using System.Globalization;
using Argosy.Core.MarketData;
using Argosy.Core.Values;
using Argosy.Data.Checks;
using Argosy.Data.Series;

namespace Argosy.Data.Import;

/// <summary>Turns rows as read into a series: order, repeated times, timeframe, open times, scale, checks.</summary>
internal static class SeriesBuilder
{
    public static Result<ScaledBars> Build(Gathering gathered, Timeframe? hint)
    {
        var raw = gathered.Bars;
        if (raw.Count == 0) return Error.BadInput($"{raw.Files[0].Source.Name} has no rows");
        var quality = Order(raw, gathered);
        var found = FindTimeframe(raw, gathered, hint);
        if (!found.Ok) return found.Error!;
        var timeframe = found.Value;
        MoveEndsToOpens(raw, timeframe, gathered);
        if (Overlap(raw, timeframe) is { } overlap) return overlap;
        return Scale(raw, timeframe, quality, gathered);
    }

    // Sorted by time; of rows with one time the last in the source wins. Counts are those of every row read, replaced ones too.
    static DataQuality Order(RawBars raw, Gathering gathered)
    {
        var times = raw.Times.AsSpan(0, raw.Count);
        int rising = 0, falling = 0;
        for (var i = 1; i < times.Length; i++)
        {
            if (times[i] > times[i - 1]) rising++;
            else if (times[i] < times[i - 1]) falling++;
        }
        if (rising == times.Length - 1) return DataQuality.Clean;
        var newestFirst = falling > 0 && rising == 0;
        if (newestFirst) gathered.Note("rows were newest first");
        var rows = SortedRows(times);
        var quality = DataQuality.Clean with { OutOfOrder = newestFirst ? 0 : CountOutOfOrder(times) };
        var kept = 0;
        for (var i = 0; i < rows.Length; i++)
        {
            if (i + 1 < rows.Length && times[rows[i + 1]] == times[rows[i]]) quality = CountReplaced(quality, raw, rows[i]);
            else rows[kept++] = rows[i];
        }
        raw.Select(rows, kept);
        return quality;
    }

    static int[] SortedRows(ReadOnlySpan<long> times)
    {
        var keys = times.ToArray();
        var rows = new int[keys.Length];
        for (var i = 0; i < rows.Length; i++) rows[i] = i;
        Array.Sort(keys, rows);
        for (var begin = 0; begin < rows.Length;)
        {
            var end = begin + 1;
            while (end < rows.Length && keys[end] == keys[begin]) end++;
            if (end - begin > 1) Array.Sort(rows, begin, end - begin);
            begin = end;
        }
        return rows;
    }

    static int CountOutOfOrder(ReadOnlySpan<long> times)
    {
        var count = 0;
        var earliestAfter = long.MaxValue;
        for (var i = times.Length - 1; i >= 0; i--)
        {
            if (times[i] > earliestAfter) count++;
            earliestAfter = Math.Min(earliestAfter, times[i]);
        }
        return count;
    }

    static DataQuality CountReplaced(DataQuality quality, RawBars raw, int row)
    {
        double open = raw.Price(0, row), high = raw.Price(1, row), low = raw.Price(2, row), close = raw.Price(3, row);
        return quality with
        {
            Duplicates = quality.Duplicates + 1,
            Violations = quality.Violations + (SeriesCheck.IsViolation(open, high, low, close) ? 1 : 0),
            ZeroVolumes = quality.ZeroVolumes + (raw.Volumes[row] == 0 ? 1 : 0),
            Flat = quality.Flat + (high.Equals(low) ? 1 : 0),
        };
    }

    static Result<Timeframe> FindTimeframe(RawBars raw, Gathering gathered, Timeframe? hint)
    {
        if (gathered.Options.Timeframe is { } said) return said;
        var times = raw.Times.AsSpan(0, raw.Count);
        if (times.Length == 1)
            return hint ?? (Result<Timeframe>)Error.BadInput($"{raw.Files[0].Source.Name} has one row and its name no timeframe; say --timeframe, e.g. --timeframe 1h");
        if (hint is { } named && FitsAll(times, named)) return named;
        var common = MostCommonDifference(times);
        if (common is >= 28 * 86_400_000L and <= 31 * 86_400_000L && FitsAll(times, Timeframe.FromMonths(1))) return Timeframe.FromMonths(1);
        var timeframe = Timeframe.FromMilliseconds(common);
        if (hint is { } other && other != timeframe) gathered.Note($"the name says {other}, the rows are {timeframe} apart: {timeframe} is taken");
        return timeframe;
    }

    static bool FitsAll(ReadOnlySpan<long> times, Timeframe timeframe)
    {
        for (var i = 1; i < times.Length; i++)
        {
            if (timeframe.Months > 0 ? timeframe.Floor(times[i]) != times[i] : (times[i] - times[i - 1]) % timeframe.Milliseconds != 0) return false;
        }
        return true;
    }

    static long MostCommonDifference(ReadOnlySpan<long> times)
    {
        var counts = new Dictionary<long, int>();
        long current = 0;
        var run = 0;
        for (var i = 1; i < times.Length; i++)
        {
            var difference = times[i] - times[i - 1];
            if (difference == current)
            {
                run++;
                continue;
            }
            if (run > 0) counts[current] = counts.GetValueOrDefault(current) + run;
            (current, run) = (difference, 1);
        }
        counts[current] = counts.GetValueOrDefault(current) + run;
        var (best, most) = (0L, 0);
        foreach (var (difference, count) in counts)
        {
            if (count > most || (count == most && difference < best)) (best, most) = (difference, count);
        }
        return best;
    }

    // 23:59:59.999 and 23:59:59 are ends: the bar opened one timeframe before the instant after them.
    static void MoveEndsToOpens(RawBars raw, Timeframe timeframe, Gathering gathered)
    {
        foreach (var step in (ReadOnlySpan<long>)[1, 1000])
        {
            if (timeframe.Months == 0 && timeframe.Milliseconds <= step) continue;
            if (!AllEnd(raw, timeframe, step)) continue;
            for (var i = 0; i < raw.Count; i++) raw.Times[i] = timeframe.Floor(raw.Times[i]);
            gathered.Note("times were the bars' ends; they became open times");
            return;
        }
    }

    static bool AllEnd(RawBars raw, Timeframe timeframe, long step)
    {
        for (var i = 0; i < raw.Count; i++)
        {
            if (timeframe.Floor(raw.Times[i] + step) != raw.Times[i] + step) return false;
        }
        return true;
    }

    static Error? Overlap(RawBars raw, Timeframe timeframe)
    {
        for (var i = 1; i < raw.Count; i++)
        {
            if (timeframe.Months == 0 && raw.Times[i] - raw.Times[i - 1] >= timeframe.Milliseconds) continue;
            if (timeframe.End(raw.Times[i - 1]) <= raw.Times[i]) continue;
            var (source, line) = raw.Origin(i);
            return Error.BadInput($"{source.Name} line {line}: {Utc(raw.Times[i])} begins before the bar of {Utc(raw.Times[i - 1])} ends; rows must be at least {timeframe} apart (the timeframe)");
        }
        return null;
    }

    static Result<ScaledBars> Scale(RawBars raw, Timeframe timeframe, DataQuality quality, Gathering gathered)
    {
        var n = raw.Count;
        var prices = new Scaling(RowNumbers.PriceDigits);
        for (var c = 0; c < 4; c++) prices.See(raw.Prices[c].AsSpan(0, n), raw.PriceDecimals[c]);
        var volumes = new Scaling(RowNumbers.VolumeDigits);
        volumes.See(raw.Volumes.AsSpan(0, n), raw.VolumeDecimals);
        var rounded = raw.Rounded;
        for (var c = 0; c < 4; c++) rounded += prices.Apply(raw.Prices[c].AsSpan(0, n), raw.PriceDecimals[c]);
        var volumesRounded = raw.VolumesRounded + volumes.Apply(raw.Volumes.AsSpan(0, n), raw.VolumeDecimals);
        if (volumesRounded > 0) gathered.Note($"{volumesRounded} volumes lost digits beyond the eighteenth");
        for (var i = 0; i < n; i++)
        {
            if (raw.Prices[0][i] > 0 && raw.Prices[1][i] > 0 && raw.Prices[2][i] > 0 && raw.Prices[3][i] > 0) continue;
            var (source, line) = raw.Origin(i);
            return Error.BadInput($"{source.Name} line {line}: a price is too small beside the largest one of the series: it would be 0 at {prices.Scale} decimal places");
        }
        quality = SeriesCheck.AddGaps(quality, timeframe, null, raw.Times.AsSpan(0, n)) with { Rounded = rounded };
        quality = SeriesCheck.AddShapes<long>(quality, raw.Prices[0].AsSpan(0, n), raw.Prices[1].AsSpan(0, n), raw.Prices[2].AsSpan(0, n), raw.Prices[3].AsSpan(0, n), raw.Volumes.AsSpan(0, n));
        var bars = new ScaledBars
        {
            Timeframe = timeframe,
            PriceScale = prices.Scale,
            VolumeScale = volumes.Scale,
            OpenTimes = Exactly(raw.Times, n),
            Open = Exactly(raw.Prices[0], n),
            High = Exactly(raw.Prices[1], n),
            Low = Exactly(raw.Prices[2], n),
            Close = Exactly(raw.Prices[3], n),
            Volume = Exactly(raw.Volumes, n),
            VolumeInQuote = gathered.VolumeInQuote,
            Quality = quality,
        };
        return quality.Violations > 0 && !gathered.Options.Force ? Violation(raw, bars, quality.Violations) : bars;
    }

    static Error Violation(RawBars raw, ScaledBars bars, int count)
    {
        var row = SeriesCheck.FirstViolation(bars);
        if (row < 0) return Error.BadInput($"{raw.Files[0].Source.Name}: {count} replaced rows have a high or low that does not enclose their prices; --force takes them as they are");
        var (source, line) = raw.Origin(row);
        string Show(long units) => Exact.Text(Exact.FromUnits(units, bars.PriceScale));
        return Error.BadInput(
            $"{source.Name} line {line}: high {Show(bars.High[row])} and low {Show(bars.Low[row])} do not enclose open {Show(bars.Open[row])} and close {Show(bars.Close[row])}; " +
            $"{count} such {(count == 1 ? "bar" : "bars")} in all (are the columns what they seem?); --force takes them as they are");
    }

    static long[] Exactly(long[] column, int count)
    {
        if (column.Length != count) Array.Resize(ref column, count);
        return column;
    }

    static string Utc(long time) => DateTimeOffset.FromUnixTimeMilliseconds(time).ToString(time % 1000 == 0 ? "yyyy-MM-dd HH:mm:ss" : "yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture);
}
