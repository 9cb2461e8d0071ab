using System.Collections.Frozen;
using System.Globalization;
using Argosy.Core.Values;
using Argosy.Hosting.Ports;
using Argosy.Venues.Wire;

namespace Argosy.Venues.Binance;

/// <summary>Binance spot: instruments, candles, account and orders over REST, market and account streams.</summary>
/// <remarks>Symbols stay inside; instruments go in and out as BTC/USDT. <see cref="LoadAsync"/> comes first. Without a key it is a market alone.</remarks>
public sealed partial class BinanceSpot : IMarketVenue, ITradingVenue
{
    readonly BinanceOptions _options;
    readonly BinanceRest _rest;
    readonly BinanceTransfers _transfers;
    readonly VenueKey? _key;
    readonly TimeProvider _time;
    FrozenDictionary<string, Listing> _byInstrument = FrozenDictionary<string, Listing>.Empty;
    FrozenDictionary<string, Listing> _bySymbol = FrozenDictionary<string, Listing>.Empty;

    /// <summary>An adapter for one account, or without a key for market data alone.</summary>
    /// <param name="http">Keeps the connections; shared by all adapters (<see cref="VenueHttp.Create"/>).</param>
    /// <param name="options">Addresses and limits.</param>
    /// <param name="budgets">Shared by all adapters of the process.</param>
    /// <param name="address">The address requests leave from, or any name for it.</param>
    /// <param name="key">The account's key; null for market data alone.</param>
    /// <param name="time">The host's clock.</param>
    public BinanceSpot(HttpClient http, BinanceOptions options, RateBudgets budgets, string address, VenueKey? key, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(budgets);
        (_options, _key, _time) = (options, key, time);
        var shared = budgets.Of("binance", address, options.AddressLimits);
        var limiter = key is null ? new RateLimiter(time, shared) : new RateLimiter(time, shared, budgets.Of("binance", key.Key, options.KeyLimits));
        _rest = new(http, options, new VenueClock(time), limiter, key, time, isFutures: false);
        _transfers = new(_rest);
        Traits = new() { HasStops = true, ReplacesAtOnce = true, ReceiveWindowMs = (int)options.ReceiveWindow.TotalMilliseconds };
    }

    /// <inheritdoc/>
    public string Name => "binance";

    /// <inheritdoc/>
    public VenueTraits Traits { get; }

    /// <summary>The venue's clock.</summary>
    public VenueClock Clock => _rest.Clock;

    /// <inheritdoc/>
    public long ClockOffset => (long)Math.Floor(Clock.Offset);

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, Listing> Listings => _byInstrument;

    /// <inheritdoc/>
    public async Task<Result<long>> SyncAsync(CancellationToken cancellation) => await _rest.SyncAsync(cancellation).ConfigureAwait(false) is { } failed ? failed : ClockOffset;

    /// <inheritdoc/>
    public async Task<Result<IReadOnlyList<string>>> LoadAsync(CancellationToken cancellation)
    {
        if (await _rest.SyncAsync(cancellation).ConfigureAwait(false) is { } failed) return failed;
        var answer = await _rest.SendAsync(new(HttpMethod.Get, "/api/v3/exchangeInfo", new(20)), cancellation).ConfigureAwait(false);
        if (!answer.Ok) return answer.Error!;
        var skipped = new List<string>();
        var listings = BinanceListings.Read(answer.Value, skipped);
        if (!listings.Ok) return listings.Error!;
        _byInstrument = listings.Value.DistinctBy(listing => listing.Instrument.Name).ToFrozenDictionary(listing => listing.Instrument.Name, StringComparer.Ordinal);
        _bySymbol = listings.Value.DistinctBy(listing => listing.Symbol).ToFrozenDictionary(listing => listing.Symbol, StringComparer.Ordinal);
        return skipped;
    }

    /// <summary>Base and quote asset of a symbol; null where it is not listed.</summary>
    public string? InstrumentOf(string symbol) => _bySymbol.TryGetValue(symbol, out var listing) ? listing.Instrument.Name : null;

    Listing? Find(string instrument) => _byInstrument.TryGetValue(instrument, out var listing) ? listing : null;

    Error Unknown(string instrument) => Error.NotFound($"Binance lists no {instrument}{Suggestion.Phrase(instrument, _byInstrument.Keys)}");

    static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
