using System.Text.Json;
using Argosy.Core.Values;
using Argosy.Hosting.Gateways;
using Argosy.Hosting.Orders;
using Argosy.Hosting.Ports;
using Argosy.Venues.Wire;

namespace Argosy.Venues.Binance;

/// <content>Orders and their executions.</content>
public sealed partial class BinanceSpot
{
    const int MostTrades = 1000;

    readonly PreparedRequests _prepared = new();

    /// <inheritdoc/>
    public void Prepare(OrderRequest order)
    {
        ArgumentNullException.ThrowIfNull(order);
        var request = Placing(order, "/api/v3/order");
        if (request.Ok && _rest.Sign(request.Value) is { Encoded: not null } signed) _prepared.Put(order.Id, signed);
    }

    /// <inheritdoc/>
    public void Rehearse(OrderRequest order)
    {
        ArgumentNullException.ThrowIfNull(order);
        var request = Placing(order, "/api/v3/order");
        if (request.Ok) _rest.Rehearse(request.Value);
    }

    // The longest stretch one answer covers; longer pasts are read from the account's first trade on.
    const long TradeStretchMs = 86_400_000;
    const int MostDays = 30;

    /// <inheritdoc/>
    public async Task<SendAnswer> PlaceAsync(OrderRequest order, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(order);
        var request = _prepared.Take(order.Id) is { } prepared ? prepared : Placing(order, "/api/v3/order");
        if (!request.Ok) return SendAnswers.Of(request.Error!);
        var answer = await _rest.SendAsync(request.Value, cancellation).ConfigureAwait(false);
        return answer.Ok ? BinanceAnswers.Placed(answer.Value, order.Id.ToString()) : SendAnswers.Of(answer.Error!);
    }

    /// <inheritdoc/>
    public async Task<SendAnswer> ReplaceAsync(OrderRequest old, string oldVenueOrderId, OrderRequest order, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(old);
        ArgumentNullException.ThrowIfNull(order);
        var request = Placing(order, "/api/v3/order/cancelReplace");
        if (!request.Ok) return SendAnswers.Of(request.Error!);
        var answer = await _rest.SendAsync(request.Value.With("cancelReplaceMode", "STOP_ON_FAILURE").With("cancelOrigClientOrderId", old.Id.ToString()), cancellation).ConfigureAwait(false);
        if (!answer.Ok) return SendAnswers.Of(answer.Error!);
        return answer.Value.ValueKind == JsonValueKind.Object && answer.Value.TryGetProperty("newOrderResponse", out var placed)
            ? BinanceAnswers.Placed(placed, order.Id.ToString())
            : new(SendAnswerKind.Unknown, Reason: "Binance: the answer to a replacement holds no order");
    }

    /// <inheritdoc/>
    public async Task<Result<bool>> CancelAsync(OrderRequest order, string venueOrderId, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(order);
        if (Find(order.Wish.Instrument) is not { } listing) return Unknown(order.Wish.Instrument);
        var request = Signed(HttpMethod.Delete, "/api/v3/order", new(1)) with { Changes = true };
        var answer = await _rest.SendAsync(request.With("symbol", listing.Symbol).With("origClientOrderId", order.Id.ToString()), cancellation).ConfigureAwait(false);
        return answer.Ok ? true : answer.Error!;
    }

    /// <inheritdoc/>
    public async Task<QueryAnswer> QueryAsync(OrderRequest order, string venueOrderId, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(order);
        if (Find(order.Wish.Instrument) is not { } listing) return new(QueryAnswerKind.Failed);
        // The venue's own words, from before it looked: an absence is dated by nothing else.
        var told = await _rest.TimeAsync(cancellation).ConfigureAwait(false);
        if (!told.Ok) return new(QueryAnswerKind.Failed);
        var answer = await _rest.SendAsync(Signed(HttpMethod.Get, "/api/v3/order", new(4)).With("symbol", listing.Symbol).With("origClientOrderId", order.Id.ToString()), cancellation).ConfigureAwait(false);
        if (!answer.Ok) return new(answer.Error!.Kind == ErrorKind.UnknownOrder ? QueryAnswerKind.NotFound : QueryAnswerKind.Failed, told.Value);
        var found = BinanceAnswers.Order(answer.Value, InstrumentOf);
        if (!found.Ok) return new(QueryAnswerKind.Failed, told.Value);
        if (found.Value.Executed == 0) return new(QueryAnswerKind.Found, told.Value, found.Value, []);
        var fills = await TradesAsync(listing, found.Value.VenueOrderId, next: null, cancellation).ConfigureAwait(false);
        return new(QueryAnswerKind.Found, told.Value, found.Value, fills.Ok ? [.. fills.Value.Select(fill => fill with { ClientId = found.Value.ClientId })] : []);
    }

    /// <inheritdoc/>
    public async Task<Result<IReadOnlyList<VenueOrder>>> OpenOrdersAsync(CancellationToken cancellation)
    {
        var answer = await _rest.SendAsync(Signed(HttpMethod.Get, "/api/v3/openOrders", new(80)), cancellation).ConfigureAwait(false);
        return answer.Ok ? BinanceAnswers.Orders(answer.Value, InstrumentOf) : answer.Error!;
    }

    /// <inheritdoc/>
    public async Task<Result<IReadOnlyList<VenueFill>>> FillsAsync(IReadOnlyCollection<string> instruments, long from, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(instruments);
        var all = new List<VenueFill>();
        foreach (var instrument in instruments)
        {
            if (Find(instrument) is not { } listing) return Unknown(instrument);
            var fills = await TradesAsync(listing, from, cancellation).ConfigureAwait(false);
            if (!fills.Ok) return fills.Error!;
            all.AddRange(fills.Value);
        }
        return all.OrderBy(fill => fill.Time).ToArray();
    }

    // All from an instant on: a stretch of time is a day at most, so time finds the first trade and numbers find the rest.
    async Task<Result<IReadOnlyList<VenueFill>>> TradesAsync(Listing listing, long from, CancellationToken cancellation)
    {
        var now = Clock.Now;
        if (now - from > MostDays * TradeStretchMs) return Since(await TradesAsync(listing, venueOrderId: null, next: 0, cancellation).ConfigureAwait(false), from);
        for (var start = from; start <= now; start += TradeStretchMs)
        {
            var end = start + TradeStretchMs - 1;
            var found = await TradePageAsync(Trades(listing).With("startTime", Text(start)).With("endTime", Text(end)), listing, cancellation).ConfigureAwait(false);
            if (!found.Ok) return found;
            if (found.Value.Count == 0) continue;
            if (found.Value.Count < MostTrades && end > now) return found;
            var rest = await TradesAsync(listing, venueOrderId: null, found.Value.Max(BinanceAnswers.NumberOf), cancellation).ConfigureAwait(false);
            return rest.Ok ? Since(Result<IReadOnlyList<VenueFill>>.Of([.. found.Value.Concat(rest.Value).DistinctBy(fill => fill.Key)]), from) : rest;
        }
        return Result<IReadOnlyList<VenueFill>>.Of([]);
    }

    // All of one order, or of all from a trade's number on, page after page.
    async Task<Result<IReadOnlyList<VenueFill>>> TradesAsync(Listing listing, string? venueOrderId, long? next, CancellationToken cancellation)
    {
        var (all, known) = (new List<VenueFill>(), new HashSet<TradeKey>());
        while (true)
        {
            var page = await TradePageAsync(Trades(listing).With("orderId", venueOrderId).With("fromId", next is { } id ? Text(id) : null), listing, cancellation).ConfigureAwait(false);
            if (!page.Ok) return page;
            all.AddRange(page.Value.Where(fill => known.Add(fill.Key)));
            if (page.Value.Count < MostTrades) return all;
            // The last number is read again: a trade between two orders of the account has two rows of one number, and a page may end between them.
            next = page.Value.Max(BinanceAnswers.NumberOf);
        }
    }

    async Task<Result<IReadOnlyList<VenueFill>>> TradePageAsync(BinanceRequest request, Listing listing, CancellationToken cancellation)
    {
        var answer = await _rest.SendAsync(request, cancellation).ConfigureAwait(false);
        return answer.Ok ? BinanceAnswers.Trades(answer.Value, listing.Instrument.Name) : answer.Error!;
    }

    static BinanceRequest Trades(Listing listing) => Signed(HttpMethod.Get, "/api/v3/myTrades", new(20)).With("symbol", listing.Symbol).With("limit", Text(MostTrades));

    static Result<IReadOnlyList<VenueFill>> Since(Result<IReadOnlyList<VenueFill>> fills, long from) => fills.Ok ? Result<IReadOnlyList<VenueFill>>.Of([.. fills.Value.Where(fill => fill.Time >= from)]) : fills;

    Result<BinanceRequest> Placing(OrderRequest order, string path)
    {
        if (Find(order.Wish.Instrument) is not { } listing) return Unknown(order.Wish.Instrument);
        var form = BinanceOrderForm.Spot(order, listing.Symbol);
        return form.Ok ? Signed(HttpMethod.Post, path, new(1, 1)) with { Changes = true, Query = form.Value, SignBy = order.SignBy, ReceiveWindow = order.ReceiveWindow } : form.Error!;
    }

    static BinanceRequest Signed(HttpMethod method, string path, RateCost cost) => new(method, path, cost) { IsSigned = true, IsUrgent = true };
}
