using Argosy.Core.MarketData;
using Argosy.Core.Values;
using Argosy.Data.Checks;
using Argosy.Data.Series;

namespace Argosy.Data.Resampling;

/// <summary>Bars to a higher timeframe, exactly.</summary>
/// <remarks>
/// No row for a period without a base bar, for a first period that began before the data, or for a last one that ends after them. A period
/// with missing base bars is a row with its coverage. Weeks begin Monday 00:00 UTC; months are calendar months.
/// </remarks>
public static class Resampler
{
    /// <summary>Builds the higher bars; BadInput where base bars do not fill whole periods of <paramref name="timeframe"/>.</summary>
    public static Result<ResampledBars> Resample(ScaledBars bars, Timeframe timeframe)
    {
        ArgumentNullException.ThrowIfNull(bars);
        if (Misfit(bars.Timeframe, timeframe) is { } misfit) return misfit;
        var candles = new CandleColumns();
        var coverage = new List<int>();
        var dropped = 0;
        var end = long.MinValue;
        var skip = false;
        for (var i = 0; i < bars.Count; i++)
        {
            var open = bars.OpenTimes[i];
            if (open >= end)
            {
                var start = timeframe.Floor(open);
                end = timeframe.End(start);
                skip = start < bars.OpenTimes[0];
                if (skip) dropped++;
                else
                {
                    candles.Begin(start, bars.Open[i]);
                    coverage.Add(0);
                }
            }
            if (bars.Timeframe.End(open) > end) return Error.BadInput($"the bar of {DateTimeOffset.FromUnixTimeMilliseconds(open):yyyy-MM-dd HH:mm:ss} reaches across the end of a {timeframe} period; these bars cannot be resampled to {timeframe}");
            if (skip) continue;
            candles.Add(bars.High[i], bars.Low[i], bars.Close[i], bars.Volume[i]);
            coverage[^1]++;
        }
        if (!skip && bars.Count > 0 && bars.Timeframe.End(bars.OpenTimes[^1]) < end)
        {
            candles.DropLast();
            coverage.RemoveAt(coverage.Count - 1);
            dropped++;
        }
        int? whole = timeframe.Months > 0 ? null : (int)(timeframe.Milliseconds / bars.Timeframe.Milliseconds);
        var made = candles.ToBars(timeframe, bars.PriceScale, bars.VolumeScale, bars.VolumeInQuote, bars.Synthetic);
        return new ResampledBars(made.With(SeriesCheck.Of(made)), [.. coverage], whole, dropped);
    }

    static Error? Misfit(Timeframe from, Timeframe to)
    {
        var fits = (from.Months, to.Months) switch
        {
            (0, 0) => to.Milliseconds % from.Milliseconds == 0,
            (0, _) => 86_400_000 % from.Milliseconds == 0,
            (_, 0) => false,
            _ => to.Months % from.Months == 0,
        };
        return fits && to.CompareTo(from) >= 0 ? null : Error.BadInput($"{from} bars do not fill whole {to} bars");
    }
}
