using System.CommandLine;
using System.Globalization;
using Argosy.Cli.Invocation;
using Argosy.Cli.Terminals;
using Argosy.Core.Instruments;
using Argosy.Core.MarketData;
using Argosy.Core.Values;
using Argosy.Data.Catalogue;
using Argosy.Data.Import;
using Argosy.Research.Backtests;

namespace Argosy.Cli.Backtesting;

/// <summary>From --data and the options about instruments to markets.</summary>
static class MarketReader
{
    /// <summary>The markets of a run of these settings, whose period lies within their data.</summary>
    public static Result<LoadedMarkets> Read(ParseResult parse, BacktestOptions options, Session session, BacktestSettings settings)
    {
        var loaded = Read(parse, options, session);
        return loaded.Ok && CheckRange(settings, loaded.Value.Markets) is { } outside ? outside : loaded;
    }

    /// <summary>The markets in the order of --data, with what their import had to say.</summary>
    public static Result<LoadedMarkets> Read(ParseResult parse, BacktestOptions options, Session session)
    {
        if (TickMarketReader.IsAsked(parse, options)) return TickMarketReader.Read(parse, options, session);
        var names = Files(parse, options.Data);
        if (names.Count == 0) return Error.BadInput("--data: a file or the name of a series is expected");
        var details = Files(parse, options.Detail);
        if (details.Count > 0 && details.Count != names.Count) return Error.BadInput($"--detail: {Counted(details.Count)} for {names.Count} of --data; expected one for each, in the same order");
        var terms = InstrumentTerms.Read(parse, options, names.Count);
        if (!terms.Ok) return terms.Error!;
        var timeframe = Length(parse.GetValue(options.Timeframe));
        if (!timeframe.Ok) return timeframe.Error!;
        var import = new ImportOptions { Timeframe = timeframe.Value, Columns = parse.GetValue(options.Columns), Force = parse.GetValue(options.Force) };
        var every = Every(parse, options, details.Count);
        if (!every.Ok) return every.Error!;

        var catalogue = BarCatalogue.Open();
        using var progress = new ImportProgressLine(session, "reading data");
        var (markets, notes) = (new List<Market>(), new List<string>());
        for (var i = 0; i < names.Count; i++)
        {
            session.Cancel.ThrowIfCancellationRequested();
            BarColumns? detail = null;
            var loaded = every.Value is { } period
                ? Coarse(names[i], import with { Instrument = terms.Value.Instrument(i) }, catalogue, progress.Of(i, names.Count), period, out detail)
                : SeriesSource.Load(names[i], import with { Instrument = terms.Value.Instrument(i) }, catalogue, progress.Of(i, names.Count));
            if (!loaded.Ok) return loaded.Error!;
            if (details.Count > 0)
            {
                var finer = SeriesSource.Load(details[i], import with { Timeframe = null, Instrument = terms.Value.Instrument(i) }, catalogue);
                if (!finer.Ok) return finer.Error!;
                detail = finer.Value.Bars;
                if (detail.Timeframe.CompareTo(loaded.Value.Bars.Timeframe) >= 0) return Error.BadInput($"--detail: {details[i]} has {detail.Timeframe} bars; expected finer ones than the {loaded.Value.Bars.Timeframe} of {names[i]}");
                notes.AddRange(finer.Value.Notes);
            }
            var market = terms.Value.Market(i, loaded.Value, detail, Path.GetFileName(names[i]));
            if (!market.Ok) return market.Error!;
            if (markets.Find(m => m.Instrument.Name == market.Value.Instrument.Name) is { } same)
            {
                return Error.BadInput($"--data: {same.Source} and {market.Value.Source} are both {same.Instrument.Name}; expected different instruments (--instrument names them)");
            }
            markets.Add(market.Value with { Path = names[i] });
            notes.AddRange(loaded.Value.Notes);
        }
        if (markets.Find(m => m.Instrument.QuoteAsset != markets[0].Instrument.QuoteAsset) is { } other)
        {
            return Error.BadInput($"--data: {markets[0].Instrument.Name} and {other.Instrument.Name} have different quote assets; one run has one cash pot");
        }
        return PerpetualReader.Attach(new LoadedMarkets(markets, notes), parse, options, catalogue);
    }

    static Result<Timeframe?> Every(ParseResult parse, BacktestOptions options, int details)
    {
        if (parse.GetValue(options.Every) is not { } text) return Result<Timeframe?>.Of(null);
        if (details > 0) return Error.BadInput("--every and --detail contradict: the bars of --data are the finer ones themselves");
        var every = Timeframe.Parse(text);
        return every.Ok ? Result<Timeframe?>.Of(every.Value) : Error.BadInput($"--every: {every.Error!.Message}");
    }

    static Result<LoadedSeries<BarColumns>> Coarse(string name, ImportOptions import, BarCatalogue catalogue, IProgress<ImportProgress> progress, Timeframe every, out BarColumns? detail)
    {
        detail = null;
        var fine = SeriesSource.LoadBars(name, import, catalogue, progress);
        if (!fine.Ok) return fine.Error!;
        var coarse = CoarseBars.Of(fine.Value.Bars, every, Path.GetFileName(name));
        if (!coarse.Ok) return coarse.Error!;
        detail = fine.Value.Bars.ToColumns();
        return new LoadedSeries<BarColumns>(coarse.Value, fine.Value.Origin, fine.Value.Format, fine.Value.Notes);
    }

    /// <summary>The files of the bars walked inside others: those of --detail, or with --every the data themselves.</summary>
    public static List<string> DetailFiles(ParseResult parse, BacktestOptions options) => Files(parse, parse.GetValue(options.Every) is null ? options.Detail : options.Data);

    // Why a date lies outside the data, or null.
    static Error? CheckRange(BacktestSettings settings, IReadOnlyList<Market> markets)
    {
        var first = markets.Min(m => m.Bars.OpenTimes[0]);
        var last = markets.Max(m => m.Bars.CloseTime(m.Bars.Count - 1));
        foreach (var (option, time) in new[] { ("--from", settings.From), ("--to", settings.To) })
        {
            if (time is { } instant && (instant < first || instant > last)) return Error.BadInput($"{option} {Instants.Text(instant)} lies outside the data, which run from {Instants.Text(first)} to {Instants.Text(last)} (UTC)");
        }
        return null;
    }

    /// <summary>What an option names. A comma separates, unless a file has one in its name.</summary>
    public static List<string> Files(ParseResult parse, Option<string[]> option) =>
        [.. (parse.GetValue(option) ?? []).SelectMany(text => File.Exists(text) ? [text] : text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];

    /// <summary>The bar length --timeframe gives, or null.</summary>
    public static Result<Timeframe?> Length(string? text)
    {
        if (text is null) return Result<Timeframe?>.Of(null);
        var parsed = Timeframe.Parse(text);
        return parsed.Ok ? Result<Timeframe?>.Of(parsed.Value) : Error.BadInput($"--timeframe: {parsed.Error!.Message}");
    }

    static string Counted(int count) => count == 1 ? "1 file" : $"{count} files";
}

/// <summary>Markets ready for a run.</summary>
/// <param name="Markets">In the order of --data.</param>
/// <param name="Notes">Sentences about what import assumed or changed.</param>
sealed record LoadedMarkets(IReadOnlyList<Market> Markets, IReadOnlyList<string> Notes);

/// <summary>What the user said about instruments: nothing, one value for all, or one for each.</summary>
sealed record InstrumentTerms(IReadOnlyList<string> Names, IReadOnlyList<decimal> Ticks, IReadOnlyList<decimal> Lots, IReadOnlyList<decimal> MinNotionals)
{
    public static Result<InstrumentTerms> Read(ParseResult parse, BacktestOptions options, int count)
    {
        var names = OptionKinds.List(parse, options.Instrument);
        if (names.Count > 0 && names.Count != count) return Error.BadInput($"--instrument: {names.Count} given, {count} data; expected one for each");
        var ticks = Steps(parse, options.Tick, count, mayBeZero: false);
        if (!ticks.Ok) return ticks.Error!;
        var lots = Steps(parse, options.Lot, count, mayBeZero: false);
        if (!lots.Ok) return lots.Error!;
        var notionals = Steps(parse, options.MinNotional, count, mayBeZero: true);
        return notionals.Ok ? new InstrumentTerms(names, ticks.Value, lots.Value, notionals.Value) : notionals.Error!;
    }

    public string? Instrument(int index) => Names.Count == 0 ? null : Names[index];

    public Result<Market> Market(int index, LoadedSeries<BarColumns> loaded, BarColumns? detail, string source)
    {
        var bars = loaded.Bars;
        if (bars.Count == 0) return Error.BadInput($"{source} has no bars");
        var scale = Math.Max(bars.PriceScale, detail?.PriceScale ?? 0);
        try
        {
            var instrument = new Instrument(
                loaded.Origin.BaseAsset, loaded.Origin.QuoteAsset, Of(Ticks, index) ?? Exact.FromUnits(1, scale),
                Of(Lots, index) ?? Core.Instruments.Instrument.SmallestStep, Of(MinNotionals, index) ?? Core.Instruments.Instrument.SmallestStep, scale);
            return new Market(instrument, bars, detail, source);
        }
        catch (ArgumentException wrong)
        {
            return Error.BadInput($"{source}: {wrong.Message}");
        }
    }

    static decimal? Of(IReadOnlyList<decimal> values, int index) => values.Count == 0 ? null : values.Count == 1 ? values[0] : values[index];

    static Result<IReadOnlyList<decimal>> Steps(ParseResult parse, Option<string[]> option, int count, bool mayBeZero)
    {
        var values = new List<decimal>();
        foreach (var text in OptionKinds.List(parse, option))
        {
            if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var value) || (value == 0 && !mayBeZero))
            {
                return Error.BadInput($"{option.Name}: '{text}' is not a number {(mayBeZero ? "of 0 or more" : "above 0")}, e.g. 0.01");
            }
            values.Add(value);
        }
        return values.Count <= 1 || values.Count == count ? Result<IReadOnlyList<decimal>>.Of(values) : Error.BadInput($"{option.Name}: {values.Count} values for {count} data; expected one for all or one for each");
    }
}
