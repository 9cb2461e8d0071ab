using System.CommandLine;
using Argosy.Cli.Backtesting;
using Argosy.Cli.Invocation;
using Argosy.Cli.Terminals;
using Argosy.Core.Instruments;
using Argosy.Core.MarketData;
using Argosy.Core.Values;
using Argosy.Data.Catalogue;
using Argosy.Data.Import;
using Argosy.Engine.Accounting;
using Argosy.Research.Backtests;
using Argosy.Research.Logs;

namespace Argosy.Cli.Replaying;

/// <summary>From a log's header to its markets: the data of its hashes, instruments with its steps.</summary>
sealed class LoggedMarkets(string log, ImportOptions import, bool hasTimeframe)
{
    readonly BarCatalogue _catalogue = BarCatalogue.Open();
    readonly string _log = Path.GetFileName(log);

    /// <summary>The markets in the order of the log.</summary>
    public static Result<IReadOnlyList<Market>> Read(Session session, ParseResult parse, ReplayOptions options, string log, RunLogHeader header)
    {
        var (data, detail) = (MarketReader.Files(parse, options.Data), MarketReader.Files(parse, options.Detail));
        if (CheckCounts(data, detail, Path.GetFileName(log), header) is { } wrong) return wrong;
        var timeframe = MarketReader.Length(parse.GetValue(options.Timeframe));
        if (!timeframe.Ok) return timeframe.Error!;
        var import = new ImportOptions { Timeframe = timeframe.Value, Columns = parse.GetValue(options.Columns), Force = parse.GetValue(options.Force) };
        var reader = new LoggedMarkets(log, import, timeframe.Value is not null);
        using var progress = new ImportProgressLine(session, "reading data");
        var markets = new List<Market>();
        for (var i = 0; i < header.Markets.Count; i++)
        {
            session.Cancel.ThrowIfCancellationRequested();
            var logged = header.Markets[i];
            var bars = reader.Bars(logged, At(data, i), At(header.Files?.Data, i), progress.Of(i, header.Markets.Count));
            if (!bars.Ok) return bars.Error!;
            var finer = reader.Detail(logged, At(detail, i), At(header.Files?.Detail, i));
            if (!finer.Ok) return finer.Error!;
            var market = reader.Market(logged, bars.Value, finer.Value);
            if (!market.Ok) return market.Error!;
            markets.Add(market.Value);
        }
        return markets;
    }

    static Error? CheckCounts(List<string> data, List<string> detail, string log, RunLogHeader header)
    {
        var markets = header.Markets;
        var names = string.Join(", ", markets.Select(Name));
        if (data.Count > 0 && data.Count != markets.Count) return Error.BadInput($"--data: {data.Count} given, {log} is of {markets.Count} ({names}); expected one for each, in this order");
        if (detail.Count > 0 && markets.All(market => market.DetailHash is null)) return Error.BadInput($"--detail: {log} was made without finer bars");
        if (detail.Count > 0 && detail.Count != markets.Count) return Error.BadInput($"--detail: {detail.Count} given, {log} is of {markets.Count} ({names}); expected one for each, in this order");
        return null;
    }

    Result<BarColumns> Bars(LoggedMarket logged, string? given, string? named, IProgress<ImportProgress> progress)
    {
        var options = import with { Instrument = Name(logged) };
        if (!hasTimeframe)
        {
            var timeframe = Timeframe.Parse(logged.Timeframe);
            if (!timeframe.Ok) return Error.Corrupt($"{_log} line 1: {timeframe.Error!.Message}");
            options = options with { Timeframe = timeframe.Value };
        }
        var places = given is null ? Existing(named, logged.Source) : [given];
        return places.Count == 0
            ? Error.NotFound($"{_log}: its data of {Name(logged)}, {named ?? logged.Source}, are found neither in this folder nor beside the log nor in the catalogue; --data FILE names them")
            : Matching(places, options, "--data", logged.Hash, $"the {logged.Timeframe} bars of {Name(logged)}", progress, Timeframe.Parse(logged.Timeframe) is { Ok: true } period ? period.Value : null);
    }

    Result<BarColumns?> Detail(LoggedMarket logged, string? given, string? named)
    {
        if (logged.DetailHash is not { } hash) return Result<BarColumns?>.Of(null);
        var places = given is not null ? [given] : named is null ? [] : Existing(named, Path.GetFileName(named));
        if (places.Count == 0) return Error.NotFound($"{_log}: the finer bars of {Name(logged)}{(named is null ? "" : $", {named},")} are not found; --detail FILE names them");
        var found = Matching(places, import with { Timeframe = null, Instrument = Name(logged) }, "--detail", hash, $"the finer bars of {Name(logged)}", null);
        return found.Ok ? found.Value : found.Error!;
    }

    // The first place that holds the data of the hash; what is wrong with the first place where none does.
    Result<BarColumns> Matching(IReadOnlyList<string> places, ImportOptions options, string option, string hash, string what, IProgress<ImportProgress>? progress, Timeframe? every = null)
    {
        Error? first = null;
        foreach (var place in places)
        {
            var loaded = SeriesSource.Load(place, options, _catalogue, progress);
            if (loaded.Ok && loaded.Value.Bars.Hash == hash) return loaded.Value.Bars;
            if (every is { } period && Coarse(place, options, period) is { } coarse && coarse.Hash == hash) return coarse;
            first ??= loaded.Ok
                ? Error.BadInput($"{place} does not hold {what} that {_log} was made on: its hash is {Short(loaded.Value.Bars.Hash)}, expected {Short(hash)}; {option} FILE names the right data")
                : loaded.Error!;
        }
        return first!;
    }

    // The run may have built its bars from finer ones.
    BarColumns? Coarse(string place, ImportOptions options, Timeframe every)
    {
        var fine = SeriesSource.LoadBars(place, hasTimeframe ? options : options with { Timeframe = null }, _catalogue);
        if (!fine.Ok) return null;
        var coarse = CoarseBars.Of(fine.Value.Bars, every, place);
        return coarse.Ok ? coarse.Value : null;
    }

    Result<Market> Market(LoggedMarket logged, BarColumns bars, BarColumns? detail)
    {
        try
        {
            var scale = Math.Max(logged.PriceScale ?? 0, Math.Max(bars.PriceScale, detail?.PriceScale ?? 0));
            return new Market(new Instrument(logged.BaseAsset, logged.QuoteAsset, logged.TickSize, logged.LotSize, logged.MinNotional, scale), bars, detail, logged.Source)
            {
                Brackets = logged.Brackets is { } brackets ? new BracketTable(brackets) : null,
            };
        }
        catch (ArgumentException wrong)
        {
            return Error.Corrupt($"{_log} line 1: {Name(logged)}: {wrong.Message}");
        }
    }

    // What is no file may be a series of the catalogue, as for a backtest.
    List<string> Existing(string? named, string source) =>
        [.. LogPlaces.Of(log, named, source).Where(place => File.Exists(place) || (BarCatalogue.CheckName(place) is null && File.Exists(_catalogue.PathOf(place)))).Distinct(StringComparer.Ordinal)];

    static string Name(LoggedMarket market) => $"{market.BaseAsset}/{market.QuoteAsset}";

    static string? At(IReadOnlyList<string>? names, int index) => names is null || index >= names.Count ? null : names[index];

    static string Short(string hash) => hash.Length > 12 ? hash[..12] : hash;
}
