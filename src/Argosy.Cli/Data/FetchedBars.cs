using Argosy.Core.MarketData;
using Argosy.Core.Values;
using Argosy.Data.Checks;
using Argosy.Data.Series;
using Argosy.Hosting.Ports;

namespace Argosy.Cli.Data;

/// <summary>A venue's candles in whole units.</summary>
internal static class FetchedBars
{
    const int MostPlaces = 18;
    const long MostPriceUnits = 1_000_000_000_000_000;

    /// <summary>The bars at the smallest scales that hold them and are not smaller than those given.</summary>
    public static Result<ScaledBars> Of(IReadOnlyList<VenueBar> bars, Timeframe timeframe, int priceScale, int volumeScale)
    {
        foreach (var bar in bars)
        {
            foreach (var price in (decimal[])[bar.Open, bar.High, bar.Low, bar.Close]) priceScale = Math.Max(priceScale, Exact.Trim(price).Scale);
            volumeScale = Math.Max(volumeScale, Exact.Trim(bar.Volume).Scale);
        }
        var made = Made(bars, timeframe, priceScale, volumeScale);
        return made is null ? Error.NotSupported($"prices with {priceScale} and volumes with {volumeScale} decimal places do not fit into a bar file") : made;
    }

    /// <summary>The same bars at larger scales; an error where they do not fit.</summary>
    public static Result<ScaledBars> Rescaled(ScaledBars bars, int priceScale, int volumeScale)
    {
        VenueBar At(int i) => new(bars.OpenTimes[i], Price(bars.Open[i]), Price(bars.High[i]), Price(bars.Low[i]), Price(bars.Close[i]), Exact.FromUnits(bars.Volume[i], bars.VolumeScale));
        decimal Price(long units) => Exact.FromUnits(units, bars.PriceScale);
        var made = Of([.. Enumerable.Range(0, bars.Count).Select(At)], bars.Timeframe, priceScale, volumeScale);
        return made.Ok ? made.Value.With(bars.Quality) : made;
    }

    static ScaledBars? Made(IReadOnlyList<VenueBar> bars, Timeframe timeframe, int priceScale, int volumeScale)
    {
        if (priceScale > MostPlaces || volumeScale > MostPlaces) return null;
        var columns = new long[6][];
        for (var c = 0; c < columns.Length; c++) columns[c] = new long[bars.Count];
        for (var i = 0; i < bars.Count; i++)
        {
            var bar = bars[i];
            columns[0][i] = bar.OpenTime;
            if (!Put(columns[1], i, bar.Open, priceScale, MostPriceUnits) || !Put(columns[2], i, bar.High, priceScale, MostPriceUnits) || !Put(columns[3], i, bar.Low, priceScale, MostPriceUnits)
                || !Put(columns[4], i, bar.Close, priceScale, MostPriceUnits) || !Put(columns[5], i, bar.Volume, volumeScale, long.MaxValue)) return null;
        }
        var scaled = new ScaledBars
        {
            Timeframe = timeframe, PriceScale = priceScale, VolumeScale = volumeScale,
            OpenTimes = columns[0], Open = columns[1], High = columns[2], Low = columns[3], Close = columns[4], Volume = columns[5],
        };
        return scaled.With(SeriesCheck.Of(scaled));
    }

    static bool Put(long[] column, int row, decimal value, int scale, long most)
    {
        var power = 1m;
        for (var i = 0; i < scale; i++) power *= 10;
        if (value > most / power) return false;
        column[row] = decimal.ToInt64(value * power);
        return true;
    }
}
