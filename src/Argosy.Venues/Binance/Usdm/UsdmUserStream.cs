using System.Text.Json;
using Argosy.Hosting.Orders;
using Argosy.Hosting.Ports;
using Argosy.Venues.Wire;

namespace Argosy.Venues.Binance.Usdm;

/// <summary>Follows the account: keeps the key of the stream alive, names the orders that conditional ones sent, tells the rest as it is.</summary>
internal sealed class UsdmUserStream
{
    const string KeyPath = "/fapi/v1/listenKey";

    readonly BinanceRest _rest;
    readonly UsdmOptions _options;
    readonly UsdmSymbols _symbols;
    readonly UsdmOrders _orders;
    readonly UsdmFills _fills;
    readonly UsdmChildren _children;
    readonly TimeProvider _time;
    readonly IAccountListener _listener;
    readonly BinanceAccountReader _reader;
    readonly Lock _gate = new();
    readonly List<OrderUpdate> _held = [];
    readonly List<AssetBalance> _balances = [];
    readonly List<VenuePosition> _positions = [];

    public UsdmUserStream(BinanceRest rest, UsdmOptions options, UsdmSymbols symbols, UsdmOrders orders, UsdmFills fills, UsdmChildren children, TimeProvider time, IAccountListener listener)
    {
        (_rest, _options, _symbols, _orders, _fills, _children, _time, _listener) = (rest, options, symbols, orders, fills, children, time, listener);
        _reader = new(symbols.InstrumentOf);
    }

    /// <summary>Runs until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            var stream = Stream(ended.Token).RunAsync(ended.Token);
            var reason = await RenewAsync(stream, cancellation).ConfigureAwait(false);
            End(ended);
            await stream.ConfigureAwait(false);
            if (cancellation.IsCancellationRequested) return;
            lock (_gate) _listener.OnLost(reason);
        }
    }

    VenueStream Stream(CancellationToken follows) => new(new()
    {
        Address = AddressAsync,
        Connect = _options.Connect,
        Frame = frame => Hear(frame, follows),
        Lost = loss =>
        {
            lock (_gate) _listener.OnLost(loss.Reason);
        },
        // An account may be quiet for long: a broken connection is found by its missing pong, and after a day the venue ends each.
        Silence = TimeSpan.FromHours(25),
        Opened = async (_, cancellation) =>
        {
            // Conditional orders that wait may send others at any time from now on.
            if ((await _orders.OpenAsync(cancellation).ConfigureAwait(false)).Error is { } failed) throw new InvalidDataException(failed.Message);
            lock (_gate)
            {
                _held.Clear();
                _listener.OnConnected();
            }
        },
    }, _time);

    async ValueTask<Uri> AddressAsync(CancellationToken cancellation)
    {
        var answer = await _rest.SendAsync(new(HttpMethod.Post, KeyPath, new(1)) { IsUrgent = true }, cancellation).ConfigureAwait(false);
        var key = answer.Ok ? UsdmAccountAnswers.ListenKey(answer.Value) : answer.Error!;
        return key.Ok ? new Uri(_options.Streams, $"/private/ws?listenKey={key.Value}") : throw new InvalidDataException(key.Error!.Message);
    }

    // Until the venue no longer knows the key: then it must be a new one.
    async Task<string> RenewAsync(Task stream, CancellationToken cancellation)
    {
        while (true)
        {
            // The stream ends when it is cancelled. What follows the timer goes on upon its thread, so that virtual time stays on one.
            using var due = new CancellationTokenSource(_options.KeyRenewal, _time);
            var passed = new TaskCompletionSource();
            using var registration = due.Token.UnsafeRegister(static told => ((TaskCompletionSource)told!).SetResult(), passed);
            if (await Task.WhenAny(stream, passed.Task).ConfigureAwait(false) == stream || cancellation.IsCancellationRequested) return "";
            try
            {
                var answer = await _rest.SendAsync(new(HttpMethod.Put, KeyPath, new(1)) { IsUrgent = true }, cancellation).ConfigureAwait(false);
                if (!answer.Ok && BinanceErrors.CodeOf(answer.Error!) == -1125) return $"the key of the stream ended: {answer.Error!.Message}";
            }
            catch (OperationCanceledException)
            {
                return "";
            }
        }
    }

    void Hear(ReadOnlySpan<byte> frame, CancellationToken follows)
    {
        lock (_gate)
        {
            switch (BinanceReader.KindOf(frame, out var body))
            {
                case BinanceEvent.Order:
                    Hear(_reader.TryOrder(body, out var update) ? update! : throw Unreadable("an order"), follows);
                    break;
                case BinanceEvent.Algo:
                    HearAlgo(body);
                    break;
                case BinanceEvent.Account:
                    if (!_reader.TryAccount(body, _balances, _positions)) throw Unreadable("the account");
                    if (!IsOfOrder(body)) _listener.OnAccountMoved();
                    break;
                case BinanceEvent.Moved:
                    _listener.OnAccountMoved();
                    break;
                case BinanceEvent.KeyExpired:
                    throw new InvalidDataException("the key of the stream ended");
                case BinanceEvent.Broken:
                    throw Unreadable("something");
                case BinanceEvent.Other or BinanceEvent.Trade or BinanceEvent.Kline or BinanceEvent.Depth or BinanceEvent.Quote or BinanceEvent.Balances:
                    break;
            }
        }
    }

    void Hear(OrderUpdate update, CancellationToken follows)
    {
        var named = _children.Named(update);
        var isKnown = ClientOrderId.TryParse(named.Order.ClientId, out _);
        if (!isKnown && UsdmCause.Of(named.Order.ClientId) is null && _children.MayHaveSent(named.Order.Instrument, named.Order.Side))
        {
            // It may be the order of one of ours whose trigger was not told yet: nobody else may book it.
            _held.Add(update);
            _ = AskAsync(named.Order.Instrument, follows);
            return;
        }
        Tell(named);
    }

    void HearAlgo(ReadOnlySpan<byte> body)
    {
        var algo = UsdmOrderAnswers.Update(body.ToArray(), _symbols.InstrumentOf);
        if (!algo.Ok) throw Unreadable("a conditional order");
        _children.Learn(algo.Value);
        if (algo.Value.Child.Length > 0) Release(update => update.Order.VenueOrderId == algo.Value.Child && update.Order.Instrument == algo.Value.Order.Instrument);
        // Of one that sent an order, that order tells the rest.
        if (algo.Value.Child.Length == 0 || algo.Value.Order.State == Core.Orders.OrderState.Rejected) Tell(new OrderUpdate(algo.Value.Order, null));
    }

    // After a while without a word it is asked for.
    async Task AskAsync(string instrument, CancellationToken follows)
    {
        try
        {
            await Task.Delay(_options.ChildPatience, _time, CancellationToken.None).ConfigureAwait(false);
            if (follows.IsCancellationRequested) return;
            lock (_gate) if (!_held.Exists(update => update.Order.Instrument == instrument)) return;
            var failed = await _fills.LearnAsync(_symbols.Find(instrument)!, _rest.Clock.Now, follows).ConfigureAwait(false);
            lock (_gate)
            {
                if (failed is null)
                {
                    Release(update => update.Order.Instrument == instrument);
                    return;
                }
                // Whose it is cannot be said: everything is to be read anew.
                _held.RemoveAll(update => update.Order.Instrument == instrument);
                _listener.OnConnected();
            }
        }
        catch (OperationCanceledException)
        {
            // What was held is asked for after the next connection.
            return;
        }
    }

    void Release(Predicate<OrderUpdate> which)
    {
        var free = _held.FindAll(which);
        _held.RemoveAll(which);
        foreach (var update in free) Tell(_children.Named(update));
    }

    void Tell(OrderUpdate update)
    {
        _listener.OnOrder(update);
        // The venue's own closes move more than the order says.
        if (update.Fill?.Cause is not null) _listener.OnAccountMoved();
    }

    static void End(CancellationTokenSource source) => source.Cancel();

    static bool IsOfOrder(ReadOnlySpan<byte> body)
    {
        using var message = JsonDocument.Parse(body.ToArray());
        return message.RootElement.GetProperty("a").TryGetProperty("m", out var reason) && reason.ValueKind == JsonValueKind.String && reason.ValueEquals("ORDER");
    }

    // The account is read anew after the next connection; nothing is guessed from what was damaged.
    static InvalidDataException Unreadable(string what) => new($"a message about {what} cannot be read");
}
