using Argosy.Core.Values;
using Argosy.Hosting.Deploying;
using Argosy.Hosting.MarketData;
using Argosy.Hosting.Observing;
using Argosy.Hosting.PlugIns;
using Argosy.Hosting.Ports;
using Argosy.Venues.Binance;
using Argosy.Venues.Binance.Usdm;
using Argosy.Venues.Wire;

namespace Argosy.Cli.Running;

/// <summary>The venues of a host with many deployments: the built-in adapters, the virtual market, and plug-ins by their names.</summary>
/// <param name="http">For all requests.</param>
/// <param name="addresses">Other addresses of venues by name, e.g. of a testnet.</param>
/// <param name="plugIns">Loaded plug-ins.</param>
/// <param name="keyOf">An account's key from the vault.</param>
/// <param name="addressOf">An account's own address; null for the venue's; an error where it may not be used.</param>
/// <param name="time">The clock.</param>
sealed class HostVenues(HttpClient http, IReadOnlyDictionary<string, VenueAddresses> addresses, IReadOnlyList<LoadedPlugIn> plugIns, Func<string, CancellationToken, Task<Result<AccountKey>>> keyOf, Func<string, CancellationToken, Task<Result<VenueAddresses?>>> addressOf, TimeProvider time) : IVenueSource
{
    const string Spot = "binance", Usdm = "binance-usdm", Virtual = "virtual";

    /// <summary>How long the parts of an order's way take.</summary>
    public OrderClock Latency { get; } = new();

    /// <summary>Rate limits the adapters share.</summary>
    public RateBudgets Budgets { get; } = new();

    /// <inheritdoc/>
    public IReadOnlyList<string> Names => [Spot, Usdm, Virtual, .. plugIns.Where(plugIn => plugIn.PlugIn is IVenuePlugIn).Select(plugIn => plugIn.Name)];

    /// <inheritdoc/>
    public async Task<Result<VenueMarket>> OpenAsync(string venue, CancellationToken cancellation)
    {
        var sides = SidesOf(venue, null);
        if (!sides.Ok) return sides.Error!;
        var loaded = await sides.Value.Market.LoadAsync(cancellation);
        if (!loaded.Ok) return loaded.Error! with { Message = $"{venue}: {loaded.Error!.Message}" };
        return new VenueMarket(sides.Value.Market, new FeedOptions()) { IsDerivative = venue == Usdm, HasAccounts = venue != Virtual };
    }

    /// <inheritdoc/>
    public async Task<Result<ITradingVenue>> OpenAccountAsync(AccountRow account, CancellationToken cancellation)
    {
        var key = await keyOf(account.Name, cancellation);
        if (!key.Ok) return key.Error!;
        var other = await addressOf(account.Name, cancellation);
        if (!other.Ok) return other.Error!;
        // Decided on one exchange's prices and sent to another's orders would be nobody's meaning.
        var market = addresses.GetValueOrDefault(account.Venue)?.Rest;
        if (other.Value?.Rest is { } own && own != market) return Error.BadInput($"account: {account.Name} is at {own} and the prices of {account.Venue} come from {market?.ToString() ?? "the exchange itself"}; expected a server started with --venue-address {account.Venue}={own}");
        var sides = SidesOf(account.Venue, key.Value, other.Value);
        if (!sides.Ok) return sides.Error!;
        if (sides.Value.Account is not { } opened) return Error.NotSupported($"account: {account.Venue} has a market and no accounts");
        // The account's own adapter must know symbols, lots and the venue's clock, too.
        var loaded = await sides.Value.Market.LoadAsync(cancellation);
        return loaded.Ok ? Result<ITradingVenue>.Of(opened) : loaded.Error! with { Message = $"{account.Name}: {loaded.Error!.Message}" };
    }

    Result<VenueSides> SidesOf(string venue, AccountKey? held, VenueAddresses? own = null)
    {
        var at = own ?? addresses.GetValueOrDefault(venue) ?? new VenueAddresses();
        var key = held?.Key;
        switch (venue)
        {
            case Spot:
                var spot = new BinanceOptions { Latency = Latency };
                spot = spot with { Rest = at.Rest ?? spot.Rest, Streams = at.Streams ?? spot.Streams, SocketApi = at.SocketApi ?? spot.SocketApi };
                var binance = new BinanceSpot(http, spot, Budgets, "local", key, time);
                return new VenueSides(binance, key is null ? null : binance);
            case Usdm:
                var futures = new UsdmOptions();
                futures = futures with { Rest = at.Rest ?? futures.Rest, Streams = at.Streams ?? futures.Streams, Accounts = at.Rest ?? futures.Accounts };
                var usdm = new BinanceUsdm(http, futures, Budgets, "local", key, time);
                return new VenueSides(usdm, key is null ? null : usdm);
            case Virtual:
                return new VenueSides(new SyntheticMarket(1, time), null);
            default:
                return plugIns.FirstOrDefault(plugIn => plugIn.Name == venue && plugIn.PlugIn is IVenuePlugIn) is { } found
                    ? ((IVenuePlugIn)found.PlugIn).Open(new VenueContext(found.Settings, held?.ForPlugIn, http, time))
                    : Error.BadInput($"venue: there is no {venue}");
        }
    }
}
