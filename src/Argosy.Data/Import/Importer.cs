using Argosy.Core.MarketData;
using Argosy.Core.Values;
using Argosy.Data.Files;
using Argosy.Data.Import.Formats;
using Argosy.Data.Series;

namespace Argosy.Data.Import;

/// <summary>Reads candles or trades from one or several files into one series; formats are recognised by content.</summary>
public static class Importer
{
    // Order matters: the particular before the general.
    static readonly IBarFormat[] All =
    [
        new CoinMarketCapCsv(), new HummingbotCsv(), new CryptoDataDownloadCsv(), new BinanceKlines(), new LeanCsv(), new TradesCsv(),
        new OwnCsv(), new ObjectJson(), new ArrayJson(), new ColumnsCsv(),
    ];

    /// <summary>Names of the formats and what they look like.</summary>
    public static IReadOnlyList<(string Name, string Looks)> Formats { get; } = [.. All.Select(format => (format.Name, format.Looks))];

    /// <summary>Reads all files into one series; an error names file, line and column.</summary>
    public static Result<ImportedSeries> Read(IReadOnlyList<string> files, ImportOptions options, IProgress<ImportProgress>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(options);
        if (files.Count == 0) return Error.BadInput("no file to import");
        var sources = new List<SourceFile>();
        foreach (var file in files)
        {
            var expanded = SourceFile.Expand(file);
            if (!expanded.Ok) return expanded.Error!;
            sources.AddRange(expanded.Value);
        }
        var gathered = new Gathering(options, progress, sources.Count);
        IBarFormat? first = null;
        for (var i = 0; i < sources.Count; i++)
        {
            gathered.FileIndex = i;
            try
            {
                var sample = SourceSample.Read(sources[i]);
                if (Choose(sample, options, out var format) is { } refusal) return refusal;
                first ??= format;
                if (!ReferenceEquals(first, format)) return Error.BadInput($"{sources[i].Name} has format '{format.Name}', {sources[0].Name} has '{first.Name}': files of one series must have one format");
                if (format.Read(sample, gathered) is { } error) return error;
            }
            catch (Exception broken) when (broken is IOException or InvalidDataException or UnauthorizedAccessException)
            {
                return Error.Corrupt($"{sources[i].Name} cannot be read to its end (cut off or damaged): {broken.Message}");
            }
        }
        return Build(gathered, first!, sources);
    }

    static Error? Choose(SourceSample sample, ImportOptions options, out IBarFormat format)
    {
        format = All[^1];
        if (sample.Bytes.AsSpan().StartsWith(BarFile.Magic)) return Error.BadInput($"{sample.Source.Name} is a bar file of Argosy already; use it as it is");
        if (NotCandles.Explain(sample) is { } explained) return explained;
        if (options.Format is { } named and not "auto")
        {
            if (Array.Find(All, one => one.Name == named) is not { } chosen) return Error.BadInput($"'{named}' is no format; expected auto or one of {string.Join(", ", All.Select(one => one.Name))}");
            format = chosen;
            return null;
        }
        if (options.Columns is not null) return null;
        foreach (var candidate in All)
        {
            if (!candidate.Recognises(sample)) continue;
            format = candidate;
            return null;
        }
        if (sample.Header.Length == 0 && sample.First.Length >= 5)
            return Error.BadInput($"{sample.Source.Name} line 1: a CSV of {sample.First.Length} columns without a header ({sample.Excerpt}); say what they are with --columns, e.g. --columns t,o,h,l,c,v");
        return Error.BadInput(
            $"{sample.Source.Name} line 1: unknown layout ({sample.Excerpt}); expected a CSV with a header that names time, open, high, low, close, volume, " +
            "or a headerless one with --columns t,o,h,l,c,v, or another format 'argosy data import --help' lists");
    }

    static Result<ImportedSeries> Build(Gathering gathered, IBarFormat format, List<SourceFile> sources)
    {
        var hints = NameHints.Read(sources[0]);
        var trades = format is TradesCsv;
        var timeframe = gathered.Options.Timeframe ?? hints.Timeframe ?? Timeframe.OneMinute;
        if (trades && gathered.Options.Timeframe is null) gathered.Note($"trades became {timeframe} candles; --timeframe chooses another length");
        var built = trades ? TradeCandles.Build(gathered, timeframe, sources[0].Name) : SeriesBuilder.Build(gathered, hints.Timeframe);
        if (!built.Ok) return built.Error!;
        var pair = Instrument(gathered, hints);
        if (!pair.Ok) return pair.Error!;
        return new ImportedSeries
        {
            Bars = built.Value,
            BaseAsset = pair.Value.Base,
            QuoteAsset = pair.Value.Quote,
            Venue = gathered.Venue ?? hints.Venue,
            Format = format.Name,
            Sources = [.. sources.Select(source => source.Name)],
            Notes = gathered.Notes,
        };
    }

    static Result<(string Base, string Quote)> Instrument(Gathering gathered, NameHints hints)
    {
        if (gathered.Options.Instrument is { } said)
            return NameHints.Split(said) is { } pair ? pair : Error.BadInput($"'{said}' is no instrument; expected BASE/QUOTE, e.g. BTC/USD");
        if (gathered.Symbol is { } symbol && NameHints.Split(symbol) is { } spelled) return spelled;
        if (hints is { Base: { } named, Quote: { } quote }) return (named, quote);
        gathered.Note("neither content nor name tells the instrument: it is called BASE/QUOTE; --instrument names it, e.g. --instrument BTC/USD");
        return ("BASE", "QUOTE");
    }
}
