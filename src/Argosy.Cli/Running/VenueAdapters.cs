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
    public static Result<VenueAdapters> Of(RunPlan plan, RunOptions options, AccountKey? held, HttpClient http, RateBudgets budgets, IReadOnlyList<LoadedPlugIn> plugIns, OrderClock? latency = null)
    {
        var key = held?.Key;
        if (plan.Venue == VenueKind.PlugIn) return OfPlugIns(plugIns, held, http, budgets);
        var at = plan.Addresses;
        switch (plan.Venue)
        {
            case VenueKind.Binance:
                var spot = new BinanceOptions { Latency = latency };
                spot = spot with { Rest = at.Rest ?? spot.Rest, Streams = at.Streams ?? spot.Streams, SocketApi = at.SocketApi ?? spot.SocketApi };
                var binance = new BinanceSpot(http, spot, budgets, "local", key, TimeProvider.System);
                return new VenueAdapters(binance, key is null ? null : binance, budgets);
            case VenueKind.BinanceUsdm:
                var futures = new UsdmOptions { Latency = latency };
                futures = futures with { Rest = at.Rest ?? futures.Rest, Streams = at.Streams ?? futures.Streams, Accounts = at.Rest ?? futures.Accounts };
                var usdm = new BinanceUsdm(http, futures, budgets, "local", key, TimeProvider.System);
                return new VenueAdapters(usdm, key is null ? null : usdm, budgets);
            case VenueKind.Virtual:
                var from = plan.Words.GetValue(options.Run.From);
                return new VenueAdapters(new VirtualMarket([.. plan.Markets.Select(market => (market.Instrument, market.Bars))], (double)(plan.Words.GetValue(options.Speed) ?? 0), from) { Ticks = plan.Markets is [var market] ? market.Ticks : null }, null, budgets);
            default:
                throw new InvalidOperationException($"no adapter for {plan.Venue}");
        }
    }

    static Result<VenueAdapters> OfPlugIns(IReadOnlyList<LoadedPlugIn> plugIns, AccountKey? held, HttpClient http, RateBudgets budgets)
    {
        var venues = plugIns.Where(plugIn => plugIn.PlugIn is IVenuePlugIn).ToArray();
        if (venues.Length != 1) return Error.BadInput($"--venue: {(venues.Length == 0 ? "no plug-in of --plugin is a venue" : $"{string.Join(" and ", venues.Select(venue => venue.Name))} are both venues")}; expected one");
        var opened = ((IVenuePlugIn)venues[0].PlugIn).Open(new VenueContext(venues[0].Settings, held?.ForPlugIn, http, TimeProvider.System));
        if (!opened.Ok) return Error.BadInput($"--plugin: {venues[0].Name}: {opened.Error!.Message}");
        return held is not null && opened.Value.Account is null ? Error.NotSupported($"--live: {venues[0].Name} has a market and no accounts; expected --paper") : new VenueAdapters(opened.Value.Market, opened.Value.Account, budgets);
    }
}
