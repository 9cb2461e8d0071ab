using System.Net.WebSockets;
using System.Text;
using Argosy.Testnet.Streams;

namespace Argosy.Campaign.Tests.Virtual;

/// <summary>A socket to the virtual exchange as its client sees it. Frames arrive in order, some time after they left.</summary>
internal sealed class VirtualSocket(VirtualExchange exchange, Subscriber subscriber, bool isApi, CancellationTokenSource cut) : WebSocket
{
    readonly Queue<byte[]> _arrived = new();
    long _lastArrival;
    WebSocketState _state = WebSocketState.Open;
    TaskCompletionSource? _wanted;
    byte[]? _frame;
    int _read;

    public Subscriber Subscriber => subscriber;

    public bool IsApi => isApi;

    /// <summary>Whether the client still lives.</summary>
    public Func<bool> IsAlive { get; set; } = () => true;

    public override WebSocketCloseStatus? CloseStatus => null;

    public override string? CloseStatusDescription => null;

    public override WebSocketState State => _state;

    public override string? SubProtocol => null;

    /// <summary>Sends on their way what the exchange has written.</summary>
    public void Collect()
    {
        if (cut.IsCancellationRequested)
        {
            Cut();
            return;
        }
        while (subscriber.Waiting.TryRead(out var text))
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            _lastArrival = Math.Max(_lastArrival, exchange.Clock.Now + exchange.Way());
            exchange.Clock.After(_lastArrival - exchange.Clock.Now, () => Arrive(bytes));
        }
    }

    /// <summary>The connection breaks; what is under way is lost.</summary>
    public void Cut()
    {
        if (_state != WebSocketState.Open) return;
        _state = WebSocketState.Aborted;
        exchange.Close(this);
        var wanted = _wanted;
        _wanted = null;
        if (IsAlive()) wanted?.TrySetException(new WebSocketException(WebSocketError.ConnectionClosedPrematurely, "the connection was cut"));
    }

    public override void Abort() => Cut();

    public override void Dispose() => Cut();

    public override async Task<WebSocketReceiveResult> ReceiveAsync(ArraySegment<byte> buffer, CancellationToken cancellationToken)
    {
        var part = await ReceiveAsync(buffer.AsMemory(), cancellationToken).ConfigureAwait(false);
        return new(part.Count, part.MessageType, part.EndOfMessage);
    }

    public override async ValueTask<ValueWebSocketReceiveResult> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        while (_frame is null && _arrived.Count == 0)
        {
            if (_state != WebSocketState.Open) throw new WebSocketException(WebSocketError.ConnectionClosedPrematurely, "the connection was cut");
            var wanted = _wanted = new TaskCompletionSource();
            using var registration = cancellationToken.UnsafeRegister(static (w, token) => ((TaskCompletionSource)w!).TrySetCanceled(token), wanted);
            await wanted.Task.ConfigureAwait(false);
        }
        _frame ??= _arrived.Dequeue();
        var count = Math.Min(buffer.Length, _frame.Length - _read);
        _frame.AsSpan(_read, count).CopyTo(buffer.Span);
        _read += count;
        var whole = _read == _frame.Length;
        if (whole) (_frame, _read) = (null, 0);
        return new(count, WebSocketMessageType.Text, whole);
    }

    public override Task SendAsync(ArraySegment<byte> buffer, WebSocketMessageType messageType, bool endOfMessage, CancellationToken cancellationToken)
    {
        if (_state != WebSocketState.Open) throw new WebSocketException(WebSocketError.ConnectionClosedPrematurely, "the connection was cut");
        var text = Encoding.UTF8.GetString(buffer);
        exchange.Clock.After(exchange.Way(), () => exchange.Receive(this, text));
        return Task.CompletedTask;
    }

    public override Task CloseAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) => CloseOutputAsync(closeStatus, statusDescription, cancellationToken);

    public override Task CloseOutputAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken)
    {
        Cut();
        return Task.CompletedTask;
    }

    void Arrive(byte[] frame)
    {
        if (_state != WebSocketState.Open || !IsAlive()) return;
        _arrived.Enqueue(frame);
        var wanted = _wanted;
        _wanted = null;
        wanted?.TrySetResult();
    }
}
