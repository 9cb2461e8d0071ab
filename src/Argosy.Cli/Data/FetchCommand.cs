using System.CommandLine;
using Argosy.Cli.Invocation;
using Argosy.Cli.Terminals;
using Argosy.Core.MarketData;
using Argosy.Core.Values;
using Argosy.Data.Catalogue;
using Argosy.Hosting.Ports;
using Argosy.Venues.Binance;
using Argosy.Venues.Binance.Usdm;
using Argosy.Venues.Wire;

namespace Argosy.Cli.Data;

/// <summary><c>argosy data fetch</c>: a venue's closed candles into the catalogue, page by page; whatever stops it, the same command goes on from there.</summary>
internal static class FetchCommand
{
    // One line for each venue; BaseAddress null is the venue's own.
    static readonly (string Name, Func<HttpClient, Uri?, TimeProvider, IMarketVenue> Make)[] Venues =
    [
        ("binance", (http, url, time) => new BinanceSpot(http, url is null ? new() : new() { Rest = url }, new(), "this machine", key: null, time)),
        ("binance-usdm", (http, url, time) => new BinanceUsdm(http, url is null ? new() : new() { Rest = url }, new(), "this machine", key: null, time)),
    ];

    static readonly Argument<string> Venue = new("VENUE") { Description = "The venue: " + string.Join(", ", Venues.Select(venue => venue.Name)) };
    static readonly Argument<string> Instrument = new("INSTRUMENT") { Description = "Base and quote asset, e.g. BTC/USDT" };
    static readonly Argument<string> Length = new("TIMEFRAME") { Description = "Bar length, one of the venue's own, e.g. 1m, 1h, 1d" };
    static readonly Option<long?> From = OptionKinds.Instant("--from", "First open time (UTC); needed for a new series");
    static readonly Option<long?> To = OptionKinds.Instant("--to", "Bars that open from then on are left out (default: all that have closed)");
    static readonly Option<string?> Name = new("--name") { Description = "Name in the catalogue (default: venue_BASE-QUOTE_timeframe)" };
    static readonly Option<string?> Url = new("--url") { Description = "Base address of the venue's REST (default: its own), e.g. of argosy testnet", HelpName = "http://127.0.0.1:9100" };
    static readonly Option<string?> Store = DataOptions.Store();
    static readonly Option<string?> Json = DataOptions.Json();

    public static Command Create(Session session)
    {
        var command = new DescribedCommand("fetch", "Fetch a venue's candles into the catalogue; the same command again goes on where the last one ended.")
        {
            Examples =
            [
                "argosy data fetch binance BTC/USDT 1h --from 2020-01-01",
                "argosy data fetch binance-usdm BTC/USDT 1h --from 2020-01-01                            perpetual futures",
                "argosy data fetch binance ETH/USDT 1m --from 2024-01-01 --to 2024-07-01 --name eth_half_year",
                "argosy data fetch binance BTC/USDT 1m --from 2026-01-01 --url http://127.0.0.1:9100      from argosy testnet",
            ],
        };
        foreach (var argument in (Argument[])[Venue, Instrument, Length]) command.Add(argument);
        command.AddGroup("Options", From, To, Name, Url, Store, Json);
        command.Run(parsed => DataTerminal.Run(session, terminal => RunAsync(parsed, terminal).GetAwaiter().GetResult()));
        return command;
    }

    static async Task<int> RunAsync(ParseResult parsed, DataTerminal terminal)
    {
        if (OutputFiles.Check(terminal.Session, ("--json", parsed.GetValue(Json))) is { } unwritable) return terminal.Fail(unwritable);
        var wish = Wish(parsed);
        if (!wish.Ok) return terminal.Fail(wish.Error!);
        var series = FetchedSeries.Open(BarCatalogue.Open(parsed.GetValue(Store)), parsed.GetValue(Name), wish.Value);
        if (!series.Ok) return terminal.Fail(series.Error!);
        using var http = VenueHttp.Create();
        var job = new FetchJob(wish.Value.Make(http, TimeProvider.System), wish.Value, series.Value, TimeProvider.System);
        ExitCode? stopped;
        using (var progress = new ProgressLine(terminal.Session.Terminal, "fetching", CancellationToken.None)) stopped = await FetchAsync(job, progress, series.Value, terminal);
        if (stopped is { } code) return (int)code;
        var info = series.Value.Info!;
        var report = SeriesReport.Of(series.Value.Name, info) with { Stored = series.Value.Path };
        report = report with { Notes = [.. report.Notes, $"{SeriesReport.Count(job.Added)} bars were added", .. job.Notes] };
        report.Write(terminal.Output);
        if (parsed.GetValue(Json) is { } path) report.WriteJson(path);
        return 0;
    }

    // Null: all is there. What was fetched before a failure or Ctrl-C is kept.
    static async Task<ExitCode?> FetchAsync(FetchJob job, ProgressLine progress, FetchedSeries series, DataTerminal terminal)
    {
        try
        {
            var failed = await job.RunAsync(progress, terminal.Session.Cancel).ConfigureAwait(false);
            if (failed is null) return null;
            progress.Dispose();
            return (ExitCode)terminal.Fail(job.Added == 0 ? failed : failed with { Message = $"{failed.Message}; {Kept(job, series)}" });
        }
        catch (OperationCanceledException) when (terminal.Session.Cancel.IsCancellationRequested)
        {
            progress.Dispose();
            return Stopped(job, series, terminal);
        }
    }

    static ExitCode Stopped(FetchJob job, FetchedSeries series, DataTerminal terminal)
    {
        terminal.Session.Terminal.Error.WriteLine(job.Added == 0 ? "stopped; nothing was written" : $"stopped; {Kept(job, series)}");
        return ExitCode.Cancelled;
    }

    static string Kept(FetchJob job, FetchedSeries series) => $"{SeriesReport.Count(job.Added)} bars were added to {series.Name}, the same command goes on from there";

    static Result<FetchWish> Wish(ParseResult parsed)
    {
        var (venue, instrument) = (parsed.GetValue(Venue)!, parsed.GetValue(Instrument)!);
        var known = Array.Find(Venues, row => row.Name == venue);
        if (known.Make is null) return Error.BadInput($"VENUE: '{venue}' is none that can be fetched from{Suggestion.Phrase(venue, Venues.Select(row => row.Name))}; expected {string.Join(" or ", Venues.Select(row => row.Name))}");
        var assets = instrument.Split('/');
        if (assets.Length != 2 || assets.Any(asset => asset.Length == 0 || !asset.All(char.IsAsciiLetterOrDigit))) return Error.BadInput($"INSTRUMENT: '{instrument}' is no instrument; expected BASE/QUOTE, e.g. BTC/USDT");
        var timeframe = Timeframe.Parse(parsed.GetValue(Length)!);
        if (!timeframe.Ok) return Error.BadInput($"TIMEFRAME: {timeframe.Error!.Message}");
        if (parsed.GetValue(Name) is { } name && BarCatalogue.CheckName(name) is { } refusal) return refusal;
        var url = Address(parsed.GetValue(Url));
        if (!url.Ok) return url.Error!;
        var (from, to) = (parsed.GetValue(From), parsed.GetValue(To) ?? long.MaxValue);
        if (from >= to) return Error.BadInput($"--to: {Instants.Text(to)} is not after --from {Instants.Text(from.Value)}");
        return new FetchWish(venue, assets[0].ToUpperInvariant(), assets[1].ToUpperInvariant(), timeframe.Value, from, to) { Make = (http, time) => known.Make(http, url.Value, time) };
    }

    static Result<Uri?> Address(string? text)
    {
        if (text is null) return (Uri?)null;
        return Uri.TryCreate(text, UriKind.Absolute, out var address) && address is { Scheme: "http" or "https", PathAndQuery: "/" }
            ? address
            : Error.BadInput($"--url: '{text}' is no base address; expected http:// or https:// with host and port and no path, e.g. http://127.0.0.1:9100");
    }
}

/// <summary>What shall be fetched.</summary>
/// <param name="Venue">The venue's name.</param>
/// <param name="BaseAsset">Base asset.</param>
/// <param name="QuoteAsset">Quote asset.</param>
/// <param name="Timeframe">Bar length.</param>
/// <param name="From">First open time, Unix ms; null to go on with a series there is.</param>
/// <param name="To">Bars that open from then on are not wanted, Unix ms.</param>
internal sealed record FetchWish(string Venue, string BaseAsset, string QuoteAsset, Timeframe Timeframe, long? From, long To)
{
    /// <summary>Makes the venue.</summary>
    public required Func<HttpClient, TimeProvider, IMarketVenue> Make { get; init; }

    /// <summary>The instrument, e.g. BTC/USDT.</summary>
    public string Instrument => $"{BaseAsset}/{QuoteAsset}";
}
