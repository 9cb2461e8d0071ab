using System.CommandLine;
using Argosy.Cli.Backtesting;
using Argosy.Cli.Invocation;
using Argosy.Cli.Replaying;
using Argosy.Cli.Terminals;
using Argosy.Core.MarketData;
using Argosy.Core.Values;
using Argosy.Data.Catalogue;
using Argosy.Data.Import;
using Argosy.Data.Ticks;
using Argosy.Research.Results;

namespace Argosy.Cli.Reporting;

/// <summary>The candles of a result: those the user names must fit; those the result names are taken where they still do, and said to be missing otherwise.</summary>
/// <param name="Bars">One for each instrument, null where they were not found.</param>
/// <param name="Notes">What is missing and why.</param>
sealed record ReportBars(IReadOnlyList<BarColumns?> Bars, IReadOnlyList<string> Notes)
{
    /// <summary>Finds and reads them.</summary>
    public static Result<ReportBars> Read(Session session, ParseResult parse, ReportOptions options, ReportSource source)
    {
        var instruments = source.Result!.Instruments;
        if (instruments is [{ Ticks: not null } only]) return OfTicks(session, parse, options, source, only);
        if (options.TicksGiven(parse) is { } without) return Error.BadInput($"{without}: {source.Path} was not made on ticks");
        var given = MarketReader.Files(parse, options.Data);
        if (given.Count > 0 && given.Count != instruments.Count) return Error.BadInput($"--data: {given.Count} given, {source.Path} is of {instruments.Count} ({string.Join(", ", instruments.Select(i => i.Name))}); expected one for each, in this order");
        var import = new ImportOptions { Columns = parse.GetValue(options.Columns), Force = parse.GetValue(options.Force) };
        using var progress = new ImportProgressLine(session, "reading data");
        var (bars, notes) = (new List<BarColumns?>(), new List<string>());
        for (var i = 0; i < instruments.Count; i++)
        {
            session.Cancel.ThrowIfCancellationRequested();
            var found = Find(source.Path, instruments[i], source.Result.PathOf(i), given.Count > 0 ? given[i] : null, import, progress.Of(i, instruments.Count));
            if (!found.Ok && given.Count > 0) return found.Error!;
            bars.Add(found.Ok ? found.Value : null);
            if (!found.Ok) notes.Add(found.Error!.Message);
        }
        return new ReportBars(bars, notes);
    }

    static Result<BarColumns> Find(string result, StoredInstrument instrument, string? named, string? given, ImportOptions import, IProgress<ImportProgress> progress)
    {
        var timeframe = Timeframe.Parse(instrument.Timeframe);
        if (!timeframe.Ok) return Error.Corrupt($"{result}: {instrument.Name}: {timeframe.Error!.Message}");
        var catalogue = BarCatalogue.Open();
        var places = given is not null ? [given] : Existing(result, instrument, named, catalogue);
        Error? first = null;
        foreach (var place in places)
        {
            var loaded = SeriesSource.Load(place, import with { Instrument = instrument.Name, Timeframe = timeframe.Value }, catalogue, progress);
            if (loaded.Ok && loaded.Value.Bars.Hash == instrument.Hash) return loaded.Value.Bars;
            if (instrument.Detail is not null && Coarse(place, import with { Instrument = instrument.Name }, timeframe.Value, catalogue) is { } coarse && coarse.Hash == instrument.Hash) return coarse;
            first ??= loaded.Ok
                ? Error.BadInput($"{place} does not hold the {instrument.Timeframe} bars of {instrument.Name} the result was made on: its hash is {Short(loaded.Value.Bars.Hash)}, expected {Short(instrument.Hash)}")
                : loaded.Error!;
        }
        return first ?? Error.NotFound($"{instrument.Name}: its candles, {named ?? instrument.Source}, are found neither here nor beside the result nor in the catalogue; --data FILE names them");
    }

    // The run may have built its bars from finer ones.
    static BarColumns? Coarse(string place, ImportOptions import, Timeframe every, BarCatalogue catalogue)
    {
        var fine = SeriesSource.LoadBars(place, import, catalogue);
        if (!fine.Ok) return null;
        var coarse = CoarseBars.Of(fine.Value.Bars, every, place);
        return coarse.Ok ? coarse.Value : null;
    }

    static Result<ReportBars> OfTicks(Session session, ParseResult parse, ReportOptions options, ReportSource source, StoredInstrument instrument)
    {
        if (MarketReader.Files(parse, options.Data).Count > 0) return Error.BadInput($"--data: {source.Path} was made on ticks; expected --ticks, and --quotes or --book where it had them");
        using var progress = new ImportProgressLine(session, "reading data");
        var bars = Built(parse, options, source, instrument);
        if (bars.Ok) return new ReportBars([bars.Value], []);
        return options.TicksGiven(parse) is null ? new ReportBars([null], [bars.Error!.Message]) : bars.Error!;
    }

    static Result<BarColumns> Built(ParseResult parse, ReportOptions options, ReportSource source, StoredInstrument instrument)
    {
        var named = source.Result!.Files;
        var trades = LoggedTicks.Find(source.Path, MarketReader.Files(parse, options.Ticks), named?.Ticks, "--ticks");
        if (!trades.Ok) return trades.Error!;
        var quotes = LoggedTicks.Find(source.Path, MarketReader.Files(parse, options.Quotes), named?.Quotes, "--quotes");
        if (!quotes.Ok) return quotes.Error!;
        var book = LoggedTicks.Find(source.Path, MarketReader.Files(parse, options.Book), named?.Book, "--book");
        if (!book.Ok) return book.Error!;
        if (trades.Value.Count == 0) return Error.NotFound($"{source.Path} does not say where its trades are; --ticks FILE names them");
        var timeframe = Timeframe.Parse(instrument.Timeframe);
        if (!timeframe.Ok) return Error.Corrupt($"{source.Path}: {instrument.Name}: {timeframe.Error!.Message}");
        var loaded = TickReader.Read(new TickFiles(trades.Value, quotes.Value, book.Value), instrument.Name);
        if (!loaded.Ok) return loaded.Error!;
        var bars = TickBars.Build(loaded.Value.History, timeframe.Value);
        if (!bars.Ok) return bars.Error!;
        return bars.Value.Hash == instrument.Hash ? bars
            : Error.BadInput($"the {instrument.Timeframe} bars of {trades.Value[0]} are not those the result was made on: their hash is {Short(bars.Value.Hash)}, expected {Short(instrument.Hash)}");
    }

    static IEnumerable<string> Existing(string result, StoredInstrument instrument, string? named, BarCatalogue catalogue) =>
        LogPlaces.Of(result, named, instrument.Source)
            .Where(place => File.Exists(place) || (BarCatalogue.CheckName(place) is null && File.Exists(catalogue.PathOf(place))))
            .Distinct(StringComparer.Ordinal);

    static string Short(string hash) => hash.Length > 12 ? hash[..12] : hash;
}
