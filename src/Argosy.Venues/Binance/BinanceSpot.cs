using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using Argosy.Core.MarketData;
using Argosy.Core.Values;
using Argosy.Hosting.Orders;
using Argosy.Hosting.Ports;
using Argosy.Venues.Wire;

namespace Argosy.Venues.Binance;

/// <summary>Binance spot: instruments, candles, account and orders over REST, market and account streams.</summary>
/// <remarks>Symbols stay inside; instruments go in and out as BTC/USDT. <see cref="LoadAsync"/> comes first.</remarks>
public sealed class BinanceSpot
{
    /// <summary>Most candles of one answer.</summary>
    public const int MostBars = 1000;

    readonly BinanceOptions _options;
    readonly BinanceRest _rest;
    readonly VenueKey? _key;
    readonly TimeProvider _time;
    FrozenDictionary<string, Listing> _byInstrument = FrozenDictionary<string, Listing>.Empty;
    FrozenDictionary<string, Listing> _bySymbol = FrozenDictionary<string, Listing>.Empty;

    /// <summary>An adapter for one account, or without a key for market data alone.</summary>
    /// <param name="http">Keeps the connections; shared by all adapters.</param>
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
    }

    /// <summary>The venue's clock.</summary>
    public VenueClock Clock => _rest.Clock;

    /// <summary>Instruments by name, after <see cref="LoadAsync"/>.</summary>
    public IReadOnlyDictionary<string, Listing> Listings => _byInstrument;

    /// <summary>Compares the clocks and reads which instruments there are.</summary>
    /// <returns>Those that cannot be traded exactly, with reasons.</returns>
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

    /// <summary>Closed candles from a time on, oldest first, at most <see cref="MostBars"/>; none where the market has none.</summary>
    /// <param name="instrument">Base and quote asset, e.g. BTC/USDT.</param>
    /// <param name="timeframe">One of the venue's own.</param>
    /// <param name="from">First open time, Unix ms.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<Result<IReadOnlyList<VenueBar>>> BarsAsync(string instrument, Timeframe timeframe, long from, CancellationToken cancellation)
    {
        if (Find(instrument) is not { } listing) return Unknown(instrument);
        if (Interval(timeframe) is not { } interval) return Error.NotSupported($"Binance has no candles of {timeframe}; it has {string.Join(", ", Intervals)}");
        var request = new BinanceRequest(HttpMethod.Get, "/api/v3/klines", new(2)).With("symbol", listing.Symbol).With("interval", interval).With("startTime", Text(from)).With("limit", Text(MostBars));
        var answer = await _rest.SendAsync(request, cancellation).ConfigureAwait(false);
        return answer.Ok ? BinanceAnswers.Bars(answer.Value, Clock.Now) : answer.Error!;
    }

    /// <summary>What the account holds.</summary>
    public async Task<Result<IReadOnlyList<AssetBalance>>> BalancesAsync(CancellationToken cancellation)
    {
        var answer = await _rest.SendAsync(new(HttpMethod.Get, "/api/v3/account", new(20)) { IsSigned = true, IsUrgent = true }, cancellation).ConfigureAwait(false);
        return answer.Ok ? BinanceAnswers.Balances(answer.Value) : answer.Error!;
    }

    /// <summary>Places an order, once. A failure of kind FateUnknown is resolved by <see cref="QueryAsync"/>, never by placing again.</summary>
    public async Task<Result<OrderAnswer>> PlaceAsync(OrderTicket ticket, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        if (Find(ticket.Instrument) is not { } listing) return Unknown(ticket.Instrument);
        var form = BinanceOrderForm.Spot(ticket, listing.Symbol);
        if (!form.Ok) return form.Error!;
        var answer = await _rest.SendAsync(Order(HttpMethod.Post, "/api/v3/order", new(1, 1)) with { Query = form.Value, SignBy = ticket.SignBy }, cancellation).ConfigureAwait(false);
        return answer.Ok ? Placed(answer.Value, ticket.Instrument) : answer.Error!;
    }

    /// <summary>Cancels an order by our id.</summary>
    public Task<Result<VenueOrder>> CancelAsync(string instrument, string clientId, CancellationToken cancellation) =>
        OneAsync(Order(HttpMethod.Delete, "/api/v3/order", new(1)), instrument, clientId, cancellation);

    /// <summary>Asks for an order by our id, finished ones included.</summary>
    public Task<Result<VenueOrder>> QueryAsync(string instrument, string clientId, CancellationToken cancellation) =>
        OneAsync(Order(HttpMethod.Get, "/api/v3/order", new(4)) with { Changes = false }, instrument, clientId, cancellation);

    /// <summary>Cancels an order and places another in its stead, as one request; the new one is not placed when the old one cannot be cancelled.</summary>
    public async Task<Result<OrderAnswer>> ReplaceAsync(string cancelledId, OrderTicket ticket, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        if (Find(ticket.Instrument) is not { } listing) return Unknown(ticket.Instrument);
        var form = BinanceOrderForm.Spot(ticket, listing.Symbol);
        if (!form.Ok) return form.Error!;
        var request = Order(HttpMethod.Post, "/api/v3/order/cancelReplace", new(1, 1)) with { Query = form.Value, SignBy = ticket.SignBy };
        var answer = await _rest.SendAsync(request.With("cancelReplaceMode", "STOP_ON_FAILURE").With("cancelOrigClientOrderId", cancelledId), cancellation).ConfigureAwait(false);
        if (!answer.Ok) return answer.Error!;
        return answer.Value.TryGetProperty("newOrderResponse", out var placed) ? Placed(placed, ticket.Instrument) : Error.Corrupt("Binance: the answer to a replacement holds no order");
    }

    /// <summary>Places a target and a stop of which one cancels the other.</summary>
    /// <param name="listId">Our id of the pair.</param>
    /// <param name="target">A limit order.</param>
    /// <param name="stop">A stop of the same side and quantity.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>Both orders as they stand, the target first.</returns>
    public async Task<Result<IReadOnlyList<VenueOrder>>> PlacePairAsync(string listId, OrderTicket target, OrderTicket stop, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(stop);
        if (Find(target.Instrument) is not { } listing) return Unknown(target.Instrument);
        if (stop.Instrument != target.Instrument || stop.Side != target.Side || stop.Quantity != target.Quantity) return Error.BadInput("the two orders of a pair have one instrument, side and quantity");
        var isSell = target.Side == Core.Orders.Side.Sell;
        var (limitLeg, stopLeg) = isSell ? ("above", "below") : ("below", "above");
        var request = Order(HttpMethod.Post, "/api/v3/orderList/oco", new(1, 2)) with { SignBy = stop.SignBy };
        request.With("symbol", listing.Symbol).With("listClientOrderId", listId).With("side", isSell ? "SELL" : "BUY").With("quantity", Exact.Text(target.Quantity))
            .With(limitLeg + "Type", "LIMIT_MAKER").With(limitLeg + "Price", Exact.Text(target.Price)).With(limitLeg + "ClientOrderId", target.ClientId)
            .With(stopLeg + "Type", "STOP_LOSS").With(stopLeg + "StopPrice", Exact.Text(stop.Trigger)).With(stopLeg + "ClientOrderId", stop.ClientId).With("newOrderRespType", "FULL");
        var answer = await _rest.SendAsync(request, cancellation).ConfigureAwait(false);
        if (!answer.Ok) return answer.Error!;
        if (!answer.Value.TryGetProperty("orderReports", out var reports) || reports.ValueKind != JsonValueKind.Array) return Error.Corrupt("Binance: the answer to a pair holds no orders");
        var orders = new List<VenueOrder>();
        foreach (var report in reports.EnumerateArray())
        {
            var order = BinanceAnswers.Order(report, target.Instrument);
            if (!order.Ok) return order.Error!;
            orders.Add(order.Value);
        }
        return orders.OrderBy(order => order.ClientId == target.ClientId ? 0 : 1).ToArray();
    }

    /// <summary>Working orders, foreign ones too.</summary>
    public async Task<Result<IReadOnlyList<VenueOrder>>> OpenOrdersAsync(CancellationToken cancellation)
    {
        var answer = await _rest.SendAsync(new(HttpMethod.Get, "/api/v3/openOrders", new(80)) { IsSigned = true, IsUrgent = true }, cancellation).ConfigureAwait(false);
        if (!answer.Ok) return answer.Error!;
        var orders = new List<VenueOrder>();
        foreach (var row in answer.Value.EnumerateArray())
        {
            var symbol = row.TryGetProperty("symbol", out var text) ? text.GetString() ?? "" : "";
            var order = BinanceAnswers.Order(row, InstrumentOf(symbol) ?? symbol);
            if (!order.Ok) return order.Error!;
            orders.Add(order.Value);
        }
        return orders;
    }

    /// <summary>The account's fills of an instrument, oldest first, at most 1000.</summary>
    /// <param name="instrument">Base and quote asset.</param>
    /// <param name="afterTradeId">Only later ones; null for those since <paramref name="since"/>.</param>
    /// <param name="since">From then on, Unix ms; not used with a trade id.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<Result<IReadOnlyList<VenueFill>>> FillsAsync(string instrument, long? afterTradeId, long since, CancellationToken cancellation)
    {
        if (Find(instrument) is not { } listing) return Unknown(instrument);
        var request = new BinanceRequest(HttpMethod.Get, "/api/v3/myTrades", new(20)) { IsSigned = true, IsUrgent = true }.With("symbol", listing.Symbol).With("limit", "1000");
        request = afterTradeId is { } last ? request.With("fromId", Text(last + 1)) : request.With("startTime", Text(since));
        var answer = await _rest.SendAsync(request, cancellation).ConfigureAwait(false);
        return answer.Ok ? BinanceAnswers.Trades(answer.Value, instrument) : answer.Error!;
    }

    /// <summary>A stream of the market's frames: names as trade, bookTicker, depth@100ms, kline_1m for each instrument. The address names them, so they run from the first instant.</summary>
    public VenueStream Market(IEnumerable<(string Instrument, string Channel)> channels, StreamFrame frame, Func<StreamGap, CancellationToken, ValueTask>? backFill, Action<StreamLoss>? lost)
    {
        var names = string.Join('/', channels.Select(channel => $"{(Find(channel.Instrument)?.Symbol ?? throw new ArgumentException(Unknown(channel.Instrument).Message)).ToLowerInvariant()}@{channel.Channel}"));
        var address = new Uri(_options.Streams, $"/stream?streams={names}");
        return new(new() { Address = _ => ValueTask.FromResult(address), Frame = frame, BackFill = backFill, Lost = lost }, _time);
    }

    /// <summary>The account's stream: it logs in and waits for the answer, so what comes after belongs to it.</summary>
    public VenueStream Account(StreamFrame frame, Func<StreamGap, CancellationToken, ValueTask>? backFill, Action<StreamLoss>? lost)
    {
        var key = _key ?? throw new InvalidOperationException("the account's stream needs a key");
        return new(new()
        {
            Address = _ => ValueTask.FromResult(new Uri(_options.SocketApi, "/ws-api/v3")),
            Frame = frame,
            BackFill = backFill,
            Lost = lost,
            // The venue pings every 20 s, but pings are no frames; an account may be quiet for long.
            Silence = TimeSpan.FromHours(1),
            Opened = (connection, cancellation) => LoginAsync(connection, key, frame, cancellation),
        }, _time);
    }

    /// <summary>Base and quote asset of a symbol; null where it is not listed.</summary>
    public string? InstrumentOf(string symbol) => _bySymbol.TryGetValue(symbol, out var listing) ? listing.Instrument.Name : null;

    async ValueTask LoginAsync(StreamConnection connection, VenueKey key, StreamFrame frame, CancellationToken cancellation)
    {
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal) { ["apiKey"] = key.Key, ["recvWindow"] = Text((long)_options.ReceiveWindow.TotalMilliseconds), ["timestamp"] = Text(Clock.Now) };
        var signature = BinanceSigner.SignSorted(key, parameters);
        var written = $"\"apiKey\":{JsonSerializer.Serialize(key.Key, StreamJson.Default.String)},\"recvWindow\":{parameters["recvWindow"]},\"timestamp\":{parameters["timestamp"]},\"signature\":\"{signature}\"";
        await connection.SendAsync("{\"id\":\"login\",\"method\":\"userDataStream.subscribe.signature\",\"params\":{" + written + "}}", cancellation).ConfigureAwait(false);
        while (await connection.ReceiveAsync(cancellation).ConfigureAwait(false) is { } message)
        {
            if (LoginAnswer(message.Span) is not { } refused)
            {
                frame(message.Span);
                continue;
            }
            if (refused.Length > 0) throw new InvalidDataException($"Binance refused the log-in: {refused}");
            return;
        }
        throw new InvalidDataException("the venue closed the stream at log-in");
    }

    // Null: not the answer; empty: accepted; else what the venue said.
    static string? LoginAnswer(ReadOnlySpan<byte> message)
    {
        var reader = new Utf8JsonReader(message);
        if (!JsonElement.TryParseValue(ref reader, out var parsed) || parsed is not { ValueKind: JsonValueKind.Object } answer || !answer.TryGetProperty("id", out var id) || id.ToString() != "login") return null;
        return answer.TryGetProperty("status", out var status) && status.ToString() == "200" ? "" : answer.TryGetProperty("error", out var error) ? error.GetRawText() : "no reason given";
    }

    async Task<Result<VenueOrder>> OneAsync(BinanceRequest request, string instrument, string clientId, CancellationToken cancellation)
    {
        if (Find(instrument) is not { } listing) return Unknown(instrument);
        var answer = await _rest.SendAsync(request.With("symbol", listing.Symbol).With("origClientOrderId", clientId), cancellation).ConfigureAwait(false);
        return answer.Ok ? BinanceAnswers.Order(answer.Value, instrument) : answer.Error!;
    }

    static Result<OrderAnswer> Placed(JsonElement answer, string instrument)
    {
        // An answer that cannot be read came from an order that may be there: only a query tells.
        var order = BinanceAnswers.Order(answer, instrument);
        if (!order.Ok) return new Error(ErrorKind.FateUnknown, order.Error!.Message);
        var fills = BinanceAnswers.FillsOf(answer, order.Value);
        return fills.Ok ? new OrderAnswer(order.Value, fills.Value) : new Error(ErrorKind.FateUnknown, fills.Error!.Message);
    }

    static BinanceRequest Order(HttpMethod method, string path, RateCost cost) => new(method, path, cost) { IsSigned = true, IsUrgent = true, Changes = true };

    Listing? Find(string instrument) => _byInstrument.TryGetValue(instrument, out var listing) ? listing : null;

    Error Unknown(string instrument) => Error.NotFound($"Binance lists no {instrument}{Suggestion.Phrase(instrument, _byInstrument.Keys)}");

    static readonly string[] Intervals = ["1s", "1m", "3m", "5m", "15m", "30m", "1h", "2h", "4h", "6h", "8h", "12h", "1d", "3d", "1w", "1M"];

    static string? Interval(Timeframe timeframe) => Array.Find(Intervals, name => name == timeframe.ToString());

    static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
