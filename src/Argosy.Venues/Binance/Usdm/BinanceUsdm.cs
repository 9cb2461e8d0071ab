using Argosy.Core.MarketData;
using Argosy.Core.Values;
using Argosy.Hosting.Gateways;
using Argosy.Hosting.Orders;
using Argosy.Hosting.Ports;
using Argosy.Hosting.Reconciling;
using Argosy.Venues.Wire;

namespace Argosy.Venues.Binance.Usdm;

/// <summary>Binance USD-M futures: perpetual contracts, one account of them, over REST and WebSocket.</summary>
/// <remarks>
/// Stops and targets wait in a list of their own under our id; the order that one of them sends when its price comes is told as the same order.
/// Source: Binance derivatives API documentation, USD-M futures.
/// </remarks>
public sealed class BinanceUsdm : IMarketVenue, ITradingVenue
{
    /// <summary>Most candles of one answer.</summary>
    public const int MostBars = UsdmMarket.MostBars;

    const string Venue = "binance-usdm";

    readonly UsdmOptions _options;
    readonly BinanceRest _rest;
    readonly TimeProvider _time;
    readonly bool _hasKey;
    readonly UsdmSymbols _symbols;
    readonly UsdmMarket _market;
    readonly UsdmChildren _children = new();
    readonly UsdmFills _fills;
    readonly UsdmPositionMode _mode;
    readonly UsdmOrders _orders;
    readonly UsdmAccount _account;
    readonly UsdmFlows _flows;

    /// <summary>An adapter for one account, or without a key for market data alone.</summary>
    /// <param name="http">Keeps the connections; shared by all adapters.</param>
    /// <param name="options">Addresses and limits.</param>
    /// <param name="budgets">Shared by all adapters of the process.</param>
    /// <param name="address">The address requests leave from, or any name for it.</param>
    /// <param name="key">The account's key; null for market data alone.</param>
    /// <param name="time">The host's clock.</param>
    public BinanceUsdm(HttpClient http, UsdmOptions options, RateBudgets budgets, string address, VenueKey? key, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(budgets);
        (_options, _time, _hasKey) = (options, time, key is not null);
        var (shared, clock) = (budgets.Of(Venue, address, options.AddressLimits), new VenueClock(time));
        var limiter = key is null ? new RateLimiter(time, shared) : new RateLimiter(time, shared, budgets.Of(Venue, key.Key, options.KeyLimits));
        _rest = new(http, options.At(options.Rest), clock, limiter, key, time, isFutures: true);
        var spot = options.At(options.Accounts);
        // The other host counts for itself; the clock is one.
        var accounts = new BinanceRest(http, spot, clock, new RateLimiter(time, budgets.Of("binance", address, spot.AddressLimits)), key, time, isFutures: false);
        _symbols = new(_rest);
        _market = new(_rest, _symbols);
        _fills = new(_rest, _symbols, _children);
        _mode = new(_rest);
        _orders = new(_rest, _symbols, _mode, _children, _fills);
        _account = new(_rest, accounts, _symbols);
        _flows = new(_rest, _symbols);
    }

    /// <inheritdoc/>
    public string Name => Venue;

    /// <summary>The venue's clock.</summary>
    public VenueClock Clock => _rest.Clock;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, Listing> Listings => _symbols.Listings;

    /// <inheritdoc/>
    public VenueTraits Traits => new() { IsDerivative = true, HasLegs = _mode.Known == true, HasStops = true, ReplacesAtOnce = false, ExitsLockNothing = true, ReceiveWindowMs = (int)_options.ReceiveWindow.TotalMilliseconds, QuoteAsset = "USDT" };

    /// <inheritdoc/>
    public long ClockOffset => (long)Math.Round(Clock.Offset);

    /// <inheritdoc/>
    public async Task<Result<IReadOnlyList<string>>> LoadAsync(CancellationToken cancellation)
    {
        var loaded = await _symbols.LoadAsync(cancellation).ConfigureAwait(false);
        // So that the first order need not ask; where it fails that order asks again.
        if (loaded.Ok && _hasKey) await _mode.IsHedgedAsync(cancellation).ConfigureAwait(false);
        return loaded;
    }

    /// <inheritdoc/>
    public Task<Result<IReadOnlyList<VenueBar>>> BarsAsync(string instrument, Timeframe timeframe, long from, CancellationToken cancellation) => _market.BarsAsync(UsdmMarket.LastPath, instrument, timeframe, from, cancellation);

    /// <summary>Closed candles of the mark price from an open time on, oldest first, one page of them; their volume is 0.</summary>
    public Task<Result<IReadOnlyList<VenueBar>>> MarkBarsAsync(string instrument, Timeframe timeframe, long from, CancellationToken cancellation) => _market.BarsAsync(UsdmMarket.MarkPath, instrument, timeframe, from, cancellation);

    /// <summary>Funding rates applied from an instant on, oldest first, one page of at most a thousand; an empty page where there are no more.</summary>
    public Task<Result<IReadOnlyList<UsdmFunding>>> FundingAsync(string instrument, long from, CancellationToken cancellation) => _market.FundingAsync(instrument, from, cancellation);

    /// <summary>What an instrument is marked at now, with its next funding.</summary>
    public Task<Result<UsdmMark>> MarkAsync(string instrument, CancellationToken cancellation) => _market.MarkAsync(instrument, cancellation);

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">An instrument is not listed, the timeframe is not the venue's, or there is more than one connection holds.</exception>
    public Task FollowAsync(MarketWish wish, IMarketListener listener, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(wish);
        ArgumentNullException.ThrowIfNull(listener);
        return new UsdmFeed(_options, _symbols, _market, Clock, _time).RunAsync(wish, listener, cancellation);
    }

    /// <summary>Follows an instrument's order book until cancelled, over all interruptions.</summary>
    /// <exception cref="ArgumentException">The instrument is not listed.</exception>
    public Task FollowBookAsync(string instrument, IBookListener listener, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(listener);
        return new UsdmFeed(_options, _symbols, _market, Clock, _time).RunBookAsync(instrument, listener, cancellation);
    }

    /// <inheritdoc/>
    public async Task<Result<long>> SyncAsync(CancellationToken cancellation) => await _rest.SyncAsync(cancellation).ConfigureAwait(false) is { } failed ? failed : ClockOffset;

    /// <inheritdoc/>
    public void Prepare(OrderRequest order)
    {
        ArgumentNullException.ThrowIfNull(order);
        _orders.Prepare(order);
    }

    /// <inheritdoc/>
    public void Rehearse(OrderRequest order)
    {
        ArgumentNullException.ThrowIfNull(order);
        _orders.Rehearse(order);
    }

    /// <inheritdoc/>
    public Task<SendAnswer> PlaceAsync(OrderRequest order, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(order);
        return _orders.PlaceAsync(order, cancellation);
    }

    /// <inheritdoc/>
    /// <remarks>The venue has no such request: a new reduce-only order is accepted before the old one is cancelled.</remarks>
    public Task<SendAnswer> ReplaceAsync(OrderRequest old, string oldVenueOrderId, OrderRequest order, CancellationToken cancellation) =>
        Task.FromResult(new SendAnswer(SendAnswerKind.Rejected, Reason: "Binance USD-M replaces no order by another; place the new one, then cancel the old one"));

    /// <summary>Gives a resting limit order another price and quantity, once; it keeps its id and loses its place in the queue.</summary>
    /// <param name="order">The order as it was placed.</param>
    /// <param name="price">Quote asset, whole ticks.</param>
    /// <param name="quantity">Base asset, whole lots, above what was executed; executions included.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public Task<SendAnswer> AmendAsync(OrderRequest order, decimal price, decimal quantity, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(order);
        return _orders.AmendAsync(order, price, quantity, cancellation);
    }

    /// <inheritdoc/>
    public Task<Result<bool>> CancelAsync(OrderRequest order, string venueOrderId, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(order);
        return _orders.CancelAsync(order, cancellation);
    }

    /// <inheritdoc/>
    public Task<QueryAnswer> QueryAsync(OrderRequest order, string venueOrderId, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(order);
        return _orders.QueryAsync(order, cancellation);
    }

    /// <inheritdoc/>
    public Task<Result<IReadOnlyList<VenueOrder>>> OpenOrdersAsync(CancellationToken cancellation) => _orders.OpenAsync(cancellation);

    /// <inheritdoc/>
    public Task<Result<IReadOnlyList<VenueFill>>> FillsAsync(IReadOnlyCollection<string> instruments, long from, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(instruments);
        return _fills.SinceAsync(instruments, from, cancellation);
    }

    /// <inheritdoc/>
    public Task<Result<IReadOnlyList<AssetBalance>>> BalancesAsync(CancellationToken cancellation) => _account.BalancesAsync(cancellation);

    /// <inheritdoc/>
    public Task<Result<IReadOnlyList<VenuePosition>>> PositionsAsync(CancellationToken cancellation) => _account.PositionsAsync(cancellation);

    /// <inheritdoc/>
    /// <remarks>Gains and fees of executions are not among them, those of the venue's own closes (liquidation, deleveraging) included: <see cref="FillsAsync"/> tells those with their <see cref="VenueFill.Cause"/>. The venue keeps three months.</remarks>
    public Task<Result<IReadOnlyList<VenueFlow>>> FlowsAsync(long from, CancellationToken cancellation) => _flows.SinceAsync(from, cancellation);

    /// <inheritdoc/>
    public Task<Result<KeyRights>> RightsAsync(CancellationToken cancellation) => _account.RightsAsync(cancellation);

    /// <inheritdoc/>
    public Task<Result<bool>> SetMarginAsync(string instrument, int leverage, bool isolated, CancellationToken cancellation) => _account.SetMarginAsync(instrument, leverage, isolated, cancellation);

    /// <summary>An instrument's maintenance table for this account, smallest bracket first.</summary>
    public Task<Result<IReadOnlyList<UsdmBracket>>> BracketsAsync(string instrument, CancellationToken cancellation) => _account.BracketsAsync(instrument, cancellation);

    /// <summary>Whether the account has two positions an instrument, one long and one short, rather than one.</summary>
    public Task<Result<bool>> IsHedgedAsync(CancellationToken cancellation) => _mode.IsHedgedAsync(cancellation);

    /// <summary>Sets whether it has; refused while there are orders or positions.</summary>
    public Task<Result<bool>> SetHedgedAsync(bool isHedged, CancellationToken cancellation) => _mode.SetAsync(isHedged, cancellation);

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">There is no key.</exception>
    public Task FollowAsync(IAccountListener listener, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(listener);
        if (!_hasKey) throw new InvalidOperationException("the account's stream needs a key");
        return new UsdmUserStream(_rest, _options, _symbols, _orders, _fills, _children, _time, listener).RunAsync(cancellation);
    }
}
