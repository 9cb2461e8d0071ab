using Argosy.Core.MarketData;
using Argosy.Core.Values;
using Argosy.Data.Catalogue;
using Argosy.Data.Files;
using Argosy.Data.Series;
using Argosy.Hosting.Ports;

namespace Argosy.Cli.Data;

/// <summary>The series of a catalogue that fetched bars go to; whenever it is cut off, the file is what it was before or what it is after.</summary>
internal sealed class FetchedSeries
{
    readonly BarCatalogue _catalogue;
    readonly SeriesOrigin _origin;
    readonly Timeframe _timeframe;

    FetchedSeries(BarCatalogue catalogue, string name, SeriesOrigin origin, Timeframe timeframe, BarFileInfo? info) => (_catalogue, Name, _origin, _timeframe, Info) = (catalogue, name, origin, timeframe, info);

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Its file.</summary>
    public string Path => _catalogue.PathOf(Name);

    /// <summary>What the file says about itself; null before there is one.</summary>
    public BarFileInfo? Info { get; private set; }

    /// <summary>Opens the series there is, or says that there will be a new one; BadInput where what is there is something else.</summary>
    public static Result<FetchedSeries> Open(BarCatalogue catalogue, string? name, FetchWish wish)
    {
        name ??= $"{wish.Venue}_{wish.BaseAsset}-{wish.QuoteAsset}_{wish.Timeframe}";
        var origin = new SeriesOrigin(wish.BaseAsset, wish.QuoteAsset, wish.Venue, [$"fetch {wish.Venue} {wish.Instrument} {wish.Timeframe}"]);
        if (!File.Exists(catalogue.PathOf(name)))
        {
            return wish.From is null ? Error.BadInput($"--from: missing; there is no series '{name}' to go on with, and a new one needs a beginning, e.g. --from 2024-01-01") : new FetchedSeries(catalogue, name, origin, wish.Timeframe, null);
        }
        var opened = BarFile.Open(catalogue.PathOf(name));
        if (!opened.Ok) return opened.Error!;
        using var file = opened.Value;
        var info = file.Info;
        if ((info.Venue, info.Instrument, info.Timeframe) != (wish.Venue, wish.Instrument, wish.Timeframe) || info.VolumeInQuote || info.Synthetic)
            return Error.BadInput($"the series '{name}' holds {info.Timeframe} bars of {info.Instrument}{(info.Venue is null ? "" : $" at {info.Venue}")}; expected {wish.Timeframe} bars of {wish.Instrument} at {wish.Venue}: give another --name");
        return new FetchedSeries(catalogue, name, origin, wish.Timeframe, info);
    }

    /// <summary>Adds bars that follow what is there; null when they are on disk.</summary>
    /// <param name="bars">The bars, oldest first.</param>
    /// <param name="listing">The instrument: its steps are the least scales of a new series.</param>
    public Error? Add(IReadOnlyList<VenueBar> bars, Listing listing)
    {
        var (priceScale, volumeScale) = Info is { } known ? (known.PriceScale, known.VolumeScale) : (Exact.Trim(listing.Instrument.TickSize).Scale, Exact.Trim(listing.Instrument.LotSize).Scale);
        var scaled = FetchedBars.Of(bars, _timeframe, priceScale, volumeScale);
        if (!scaled.Ok) return scaled.Error;
        if (Info is not { } info) return Write(scaled.Value);
        // An instrument's steps have become finer since: the whole series takes the new scale.
        if (scaled.Value.PriceScale > info.PriceScale || scaled.Value.VolumeScale > info.VolumeScale)
        {
            var old = Old();
            var finer = old.Ok ? FetchedBars.Rescaled(old.Value, scaled.Value.PriceScale, scaled.Value.VolumeScale) : old;
            if (!finer.Ok) return finer.Error;
            if (Write(finer.Value) is { } unwritable) return unwritable;
        }
        var appended = BarFileWriter.Append(Path, scaled.Value);
        if (!appended.Ok) return appended.Error;
        Info = appended.Value;
        return null;
    }

    Result<ScaledBars> Old()
    {
        var opened = BarFile.Open(Path);
        if (!opened.Ok) return opened.Error!;
        using var file = opened.Value;
        return file.ReadBars();
    }

    Error? Write(ScaledBars bars)
    {
        var added = _catalogue.Add(Name, bars, _origin);
        if (!added.Ok) return added.Error;
        var opened = BarFile.Open(Path);
        if (!opened.Ok) return opened.Error;
        using var file = opened.Value;
        Info = file.Info;
        return null;
    }
}
