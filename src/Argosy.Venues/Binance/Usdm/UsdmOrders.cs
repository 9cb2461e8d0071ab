using System.Text.Json;
using Argosy.Core.Values;
using Argosy.Hosting.Gateways;
using Argosy.Hosting.Orders;
using Argosy.Hosting.Ports;
using Argosy.Venues.Wire;

namespace Argosy.Venues.Binance.Usdm;

/// <summary>Places, amends, cancels and finds orders, conditional ones under their own list.</summary>
internal sealed class UsdmOrders(BinanceRest rest, UsdmSymbols symbols, UsdmPositionMode mode, UsdmChildren children, UsdmFills fills)
{
    const string OrderPath = "/fapi/v1/order", AlgoPath = "/fapi/v1/algoOrder";

    readonly PreparedRequests _prepared = new();

    /// <summary>Encodes and signs an order beforehand, where the position mode is known.</summary>
    public void Prepare(OrderRequest order)
    {
        if (mode.Known is not { } isHedged || Placing(order, isHedged) is not { Ok: true } form) return;
        if (rest.Sign(form.Value) is { Encoded: not null } signed) _prepared.Put(order.Id, signed);
    }

    public void Rehearse(OrderRequest order)
    {
        if (mode.Known is { } isHedged && Placing(order, isHedged) is { Ok: true } form) rest.Rehearse(form.Value);
    }

    public async Task<SendAnswer> PlaceAsync(OrderRequest order, CancellationToken cancellation)
    {
        var isHedged = await mode.IsHedgedAsync(cancellation).ConfigureAwait(false);
        if (!isHedged.Ok) return new(SendAnswerKind.NotAccepted, Reason: isHedged.Error!.Message);
        var request = _prepared.Take(order.Id) is { } prepared ? prepared : Placing(order, isHedged.Value);
        if (!request.Ok) return SendAnswers.Of(request.Error!);
        var answer = await rest.SendAsync(request.Value, cancellation).ConfigureAwait(false);
        return answer.Ok ? Accepted(order, answer.Value, UsdmOrderForm.Waits(order.Wish.Type)) : Refused(answer.Error!);
    }

    /// <summary>Gives a resting limit order another price and quantity; it keeps its id and loses its place.</summary>
    public async Task<SendAnswer> AmendAsync(OrderRequest order, decimal price, decimal quantity, CancellationToken cancellation)
    {
        if (symbols.Find(order.Wish.Instrument) is not { } listing) return SendAnswers.Of(symbols.Unknown(order.Wish.Instrument));
        var request = Changing(HttpMethod.Put, OrderPath, new(1, 1)).With("symbol", listing.Symbol).With("side", order.Wish.Side == Core.Orders.Side.Buy ? "BUY" : "SELL")
            .With("quantity", Exact.Text(quantity)).With("price", Exact.Text(price)).With("origClientOrderId", order.Id.ToString());
        var answer = await rest.SendAsync(request, cancellation).ConfigureAwait(false);
        return answer.Ok ? Accepted(order, answer.Value, isAlgo: false) : Refused(answer.Error!);
    }

    public async Task<Result<bool>> CancelAsync(OrderRequest order, CancellationToken cancellation)
    {
        if (symbols.Find(order.Wish.Instrument) is not { } listing) return symbols.Unknown(order.Wish.Instrument);
        var isAlgo = UsdmOrderForm.Waits(order.Wish.Type);
        var request = isAlgo
            ? Changing(HttpMethod.Delete, AlgoPath, new(1)).With("clientAlgoId", order.Id.ToString())
            : Changing(HttpMethod.Delete, OrderPath, new(1)).With("symbol", listing.Symbol).With("origClientOrderId", order.Id.ToString());
        var answer = await rest.SendAsync(request, cancellation).ConfigureAwait(false);
        if (answer.Ok) return true;
        if (!isAlgo || answer.Error!.Kind != ErrorKind.UnknownOrder) return answer.Error!;
        // Its price has come: what is at work now is the order it sent.
        var child = children.ChildOf(order.Id.ToString()) ?? (await AlgoAsync(order, cancellation).ConfigureAwait(false) is { Ok: true, Value.Child: { Length: > 0 } sent } ? sent : null);
        if (child is null) return answer.Error!;
        var second = await rest.SendAsync(Changing(HttpMethod.Delete, OrderPath, new(1)).With("symbol", listing.Symbol).With("orderId", child), cancellation).ConfigureAwait(false);
        return second.Ok ? true : second.Error!;
    }

    public async Task<QueryAnswer> QueryAsync(OrderRequest order, CancellationToken cancellation)
    {
        // That it is not there counts by the venue's own clock, read before it looks.
        var time = await rest.TimeAsync(cancellation).ConfigureAwait(false);
        if (!time.Ok) return new(QueryAnswerKind.Failed);
        var (asked, found) = (time.Value, await FindAsync(order, cancellation).ConfigureAwait(false));
        if (!found.Ok) return new(found.Error!.Kind == ErrorKind.UnknownOrder ? QueryAnswerKind.NotFound : QueryAnswerKind.Failed, asked);
        var (state, id, began) = found.Value;
        if (state.Executed == 0) return new(QueryAnswerKind.Found, asked, state, []);
        var executions = await fills.OfAsync(order.Wish.Instrument, id, state.ClientId, began, cancellation).ConfigureAwait(false);
        return executions.Ok ? new(QueryAnswerKind.Found, asked, state, executions.Value) : new(QueryAnswerKind.Failed, asked);
    }

    public async Task<Result<IReadOnlyList<VenueOrder>>> OpenAsync(CancellationToken cancellation)
    {
        // The waiting ones first: one that sends its order in between is seen twice, not never.
        var algos = await rest.SendAsync(Asking("/fapi/v1/openAlgoOrders", new(40)), cancellation).ConfigureAwait(false);
        if (!algos.Ok) return algos.Error!;
        var waiting = Each(algos.Value, UsdmOrderAnswers.Algo);
        if (!waiting.Ok) return waiting.Error!;
        foreach (var algo in waiting.Value) children.Learn(algo);
        var answer = await rest.SendAsync(Asking("/fapi/v1/openOrders", new(40)), cancellation).ConfigureAwait(false);
        if (!answer.Ok) return answer.Error!;
        var orders = Each(answer.Value, UsdmOrderAnswers.Order);
        if (!orders.Ok) return orders.Error!;
        VenueOrder[] working = [.. orders.Value.Select(children.Named)];
        return Result<IReadOnlyList<VenueOrder>>.Of([.. waiting.Value.Where(algo => !algo.HasEnded && !working.Any(order => order.ClientId == algo.Order.ClientId)).Select(algo => algo.Order), .. working]);
    }

    // How the order stands, the venue's number its executions go by, and when it began.
    async Task<Result<(VenueOrder Order, string Number, long Began)>> FindAsync(OrderRequest order, CancellationToken cancellation)
    {
        var instrument = order.Wish.Instrument;
        if (symbols.Find(instrument) is not { } listing) return symbols.Unknown(instrument);
        if (!UsdmOrderForm.Waits(order.Wish.Type)) return await ChildAsync(listing, "origClientOrderId", order.Id.ToString(), null, cancellation).ConfigureAwait(false);
        var algo = await AlgoAsync(order, cancellation).ConfigureAwait(false);
        if (algo.Error?.Kind == ErrorKind.UnknownOrder)
        {
            // The venue forgets conditional orders before it forgets the orders they sent, which may have their ids.
            var sent = await ChildAsync(listing, "origClientOrderId", order.Id.ToString(), null, cancellation).ConfigureAwait(false);
            return sent.Ok ? (AsWished(sent.Value.Order, order.Wish), sent.Value.Number, sent.Value.Began) : sent;
        }
        if (!algo.Ok) return algo.Error!;
        if (algo.Value.Child.Length > 0) return await ChildAsync(listing, "orderId", algo.Value.Child, algo.Value.Order, cancellation).ConfigureAwait(false);
        // It is said to be over and names no order it sent: it ended without an execution.
        var state = algo.Value.HasEnded && algo.Value.Order.State == Core.Orders.OrderState.Working ? algo.Value.Order with { State = Core.Orders.OrderState.Expired } : algo.Value.Order;
        return (state, "", state.Time);
    }

    async Task<Result<UsdmAlgo>> AlgoAsync(OrderRequest order, CancellationToken cancellation)
    {
        var answer = await rest.SendAsync(Asking(AlgoPath, new(1)).With("clientAlgoId", order.Id.ToString()), cancellation).ConfigureAwait(false);
        if (!answer.Ok) return answer.Error!;
        var algo = UsdmOrderAnswers.Algo(answer.Value, order.Wish.Instrument);
        if (!algo.Ok) return algo;
        if (algo.Value.Order.ClientId != order.Id.ToString()) return Error.Corrupt($"Binance: asked for {order.Id}, answered {algo.Value.Order.ClientId}");
        children.Learn(algo.Value);
        return algo;
    }

    async Task<Result<(VenueOrder Order, string Number, long Began)>> ChildAsync(Listing listing, string by, string id, VenueOrder? parent, CancellationToken cancellation)
    {
        var answer = await rest.SendAsync(Asking(OrderPath, new(1)).With("symbol", listing.Symbol).With(by, id), cancellation).ConfigureAwait(false);
        // The conditional order names it, so it is there: that it is not found says nothing about the conditional one.
        if (!answer.Ok) return parent is not null && answer.Error!.Kind == ErrorKind.UnknownOrder ? new Error(ErrorKind.Unavailable, answer.Error.Message) : answer.Error!;
        var order = UsdmOrderAnswers.Order(answer.Value, listing.Instrument.Name);
        if (!order.Ok) return order.Error!;
        if (id != (parent is null ? order.Value.ClientId : order.Value.VenueOrderId)) return Error.Corrupt($"Binance: asked for {id}, answered {order.Value.ClientId}");
        var began = UsdmJson.Guard("time", () => UsdmJson.LongOrZero(answer.Value, "time"));
        if (!began.Ok) return began.Error!;
        return (parent is null ? order.Value : UsdmChildren.AsParents(order.Value, parent), order.Value.VenueOrderId, began.Value);
    }

    Result<BinanceRequest> Placing(OrderRequest order, bool isHedged)
    {
        if (symbols.Find(order.Wish.Instrument) is not { } listing) return symbols.Unknown(order.Wish.Instrument);
        var form = UsdmOrderForm.Of(order.Id, order.Wish, listing.Symbol, isHedged);
        return form.Ok ? Changing(HttpMethod.Post, form.Value.IsAlgo ? AlgoPath : OrderPath, new(1, 1)) with { Query = form.Value.Fields, SignBy = order.SignBy, ReceiveWindow = order.ReceiveWindow } : form.Error!;
    }

    SendAnswer Accepted(OrderRequest order, JsonElement answer, bool isAlgo)
    {
        var id = UsdmJson.Guard("order", () => (Ours: UsdmJson.Text(answer, isAlgo ? "clientAlgoId" : "clientOrderId"), Theirs: UsdmJson.Digits(answer, isAlgo ? "algoId" : "orderId")));
        if (!id.Ok) return SendAnswers.Of(id.Error!);
        if (id.Value.Ours != order.Id.ToString()) return new(SendAnswerKind.Unknown, Reason: $"Binance: {order.Id} was sent, the answer is about {id.Value.Ours}");
        if (isAlgo && UsdmOrderAnswers.Algo(answer, order.Wish.Instrument) is { Ok: true } algo) children.Learn(algo.Value);
        return new(SendAnswerKind.Accepted, (isAlgo ? UsdmAlgo.Mark : "") + id.Value.Theirs);
    }

    SendAnswer Refused(Error error)
    {
        if (BinanceErrors.CodeOf(error) != -4061) return SendAnswers.Of(error);
        // Somebody changed the position mode: the next attempt is written the other way.
        mode.Forget();
        _prepared.Clear();
        return new(SendAnswerKind.NotAccepted, Reason: error.Message);
    }

    Result<IReadOnlyList<T>> Each<T>(JsonElement rows, Func<JsonElement, string, Result<T>> read)
    {
        var named = UsdmJson.Guard("orders", () => rows.EnumerateArray().Select(row => (Row: row, Symbol: UsdmJson.Text(row, "symbol"))).ToArray());
        if (!named.Ok) return named.Error!;
        var all = new List<T>(named.Value.Length);
        foreach (var (row, symbol) in named.Value)
        {
            var one = read(row, symbols.InstrumentOf(symbol) ?? symbol);
            if (!one.Ok) return one.Error!;
            all.Add(one.Value);
        }
        return all;
    }

    static VenueOrder AsWished(VenueOrder child, OrderWish wish) => child with { Type = wish.Type, Quantity = wish.Quantity, Price = wish.Price, Trigger = wish.Trigger };

    static BinanceRequest Changing(HttpMethod method, string path, RateCost cost) => new(method, path, cost) { IsSigned = true, IsUrgent = true, Changes = true };

    static BinanceRequest Asking(string path, RateCost cost) => new(HttpMethod.Get, path, cost) { IsSigned = true, IsUrgent = true };
}
