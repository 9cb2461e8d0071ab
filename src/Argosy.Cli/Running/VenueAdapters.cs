using System.CommandLine;
using Argosy.Core.Values;
using Argosy.Hosting.MarketData;
using Argosy.Hosting.Observing;
using Argosy.Hosting.PlugIns;
using Argosy.Hosting.Ports;
using Argosy.Venues.Binance;
using Argosy.Venues.Binance.Usdm;
using Argosy.Venues.Wire;

namespace Argosy.Cli.Running;

/// <summary>The one place that knows which adapters there are.</summary>
/// <param name="Market">Its public side.</param>
/// <param name="Account">The account's side; null without a key.</param>
/// <param name="Budgets">Rate limits they share.</param>
sealed record VenueAdapters(IMarketVenue Market, ITradingVenue? Account, RateBudgets Budgets)
{
    /// <summary>The adapters of a plan's venue.</summary>
    public static Result<VenueAdapters> Of(RunPlan plan, ParseResult parse, RunOptions options, AccountKey? held, HttpClient http, IReadOnlyList<LoadedPlugIn> plugIns, OrderClock? latency = null)
    {
        var key = held?.Key;
        if (plan.Venue == VenueKind.PlugIn) return OfPlugIns(plugIns, held, http);
        var rest = Address(parse, options.Rest, "http");
        if (!rest.Ok) return rest.Error!;
        var socket = rest.Value is { } at ? new UriBuilder(at) { Scheme = at.Scheme == Uri.UriSchemeHttps ? Uri.UriSchemeWss : Uri.UriSchemeWs }.Uri : null;
        var streams = Address(parse, options.Streams, "ws", socket);
        if (!streams.Ok) return streams.Error!;
        var api = Address(parse, options.SocketApi, "ws", socket);
        if (!api.Ok) return api.Error!;
        var budgets = new RateBudgets();
        switch (plan.Venue)
        {
            case VenueKind.Binance:
                var spot = new BinanceOptions { Latency = latency };
                spot = spot with { Rest = rest.Value ?? spot.Rest, Streams = streams.Value ?? spot.Streams, SocketApi = api.Value ?? spot.SocketApi };
                var binance = new BinanceSpot(http, spot, budgets, "local", key, TimeProvider.System);
                return new VenueAdapters(binance, key is null ? null : binance, budgets);
            case VenueKind.BinanceUsdm:
                var futures = new UsdmOptions { Latency = latency };
                futures = futures with { Rest = rest.Value ?? futures.Rest, Streams = streams.Value ?? futures.Streams, Accounts = rest.Value ?? futures.Accounts };
                var usdm = new BinanceUsdm(http, futures, budgets, "local", key, TimeProvider.System);
                return new VenueAdapters(usdm, key is null ? null : usdm, budgets);
            case VenueKind.Virtual:
                var from = parse.GetValue(options.Run.From);
                return new VenueAdapters(new VirtualMarket([.. plan.Markets.Select(market => (market.Instrument, market.Bars))], (double)(parse.GetValue(options.Speed) ?? 0), from), null, budgets);
            default:
                throw new InvalidOperationException($"no adapter for {plan.Venue}");
        }
    }

    static Result<VenueAdapters> OfPlugIns(IReadOnlyList<LoadedPlugIn> plugIns, AccountKey? held, HttpClient http)
    {
        var venues = plugIns.Where(plugIn => plugIn.PlugIn is IVenuePlugIn).ToArray();
        if (venues.Length != 1) return Error.BadInput($"--venue: {(venues.Length == 0 ? "no plug-in of --plugin is a venue" : $"{string.Join(" and ", venues.Select(venue => venue.Name))} are both venues")}; expected one");
        var opened = ((IVenuePlugIn)venues[0].PlugIn).Open(new VenueContext(venues[0].Settings, held?.ForPlugIn, http, TimeProvider.System));
        if (!opened.Ok) return Error.BadInput($"--plugin: {venues[0].Name}: {opened.Error!.Message}");
        return held is not null && opened.Value.Account is null ? Error.NotSupported($"--live: {venues[0].Name} has a market and no accounts; expected --paper") : new VenueAdapters(opened.Value.Market, opened.Value.Account, new RateBudgets());
    }

    static Result<Uri?> Address(ParseResult parse, Option<string?> option, string scheme, Uri? otherwise = null)
    {
        if (parse.GetValue(option) is not { } text) return Result<Uri?>.Of(otherwise);
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || (address.Scheme != scheme && address.Scheme != scheme + "s")) return Error.BadInput($"{option.Name}: '{text}' is no address; expected {scheme}s://HOST or {scheme}://127.0.0.1:PORT");
        // A key and its signatures never cross a network in the clear.
        if (address.Scheme == scheme && !address.IsLoopback) return Error.BadInput($"{option.Name}: {text} is not encrypted; {scheme}:// is for this machine alone, elsewhere expected {scheme}s://");
        return Result<Uri?>.Of(address);
    }
}
