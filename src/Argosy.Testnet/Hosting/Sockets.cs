using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Net.WebSockets;
using System.Text;
using Argosy.Testnet.Streams;
using Microsoft.AspNetCore.Http;

namespace Argosy.Testnet.Hosting;

/// <summary>Serves one WebSocket: market and user streams, or the WebSocket API.</summary>
internal sealed class Sockets(Exchange exchange)
{
    const int LongestFrame = 1 << 20;

    /// <summary>Serves it until either side ends it.</summary>
    public async Task Serve(HttpContext context, CancellationToken stop)
    {
        var path = context.Request.Path.Value!;
        var address = context.Connection.RemoteIpAddress?.ToString() ?? "";
        var isApi = path.EndsWith("/ws-api/v3", StringComparison.Ordinal) || path.EndsWith("/ws-fapi/v1", StringComparison.Ordinal);
        using var cut = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var subscriber = new Subscriber(!isApi && path.EndsWith("/stream", StringComparison.Ordinal), cut);
        // Before the client is told that it is connected: from then on nothing may be missed.
        lock (exchange.Gate)
        {
            exchange.Hub.Add(subscriber);
            if (!isApi) foreach (var name in Named(context.Request)) exchange.Frames.Subscribe(subscriber, name);
        }
        try
        {
            await Serve(context, subscriber, isApi, address, cut);
        }
        finally
        {
            lock (exchange.Gate) exchange.Hub.Remove(subscriber);
        }
    }

    [SuppressMessage("Reliability", "CA2025:Ensure tasks using IDisposable instances complete before the instances are disposed", Justification = "The sender is awaited in the finally block.")]
    async Task Serve(HttpContext context, Subscriber subscriber, bool isApi, string address, CancellationTokenSource cut)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        var sending = Send(socket, subscriber, cut.Token);
        try
        {
            while (await Receive(socket, cut.Token) is { } text)
            {
                lock (exchange.Gate)
                {
                    if (isApi) exchange.Socket.Receive(subscriber, text, address);
                    else exchange.Frames.Receive(subscriber, text);
                    exchange.Deliver();
                }
            }
            if (socket.State == WebSocketState.CloseReceived) await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        }
        catch (Exception ended) when (ended is OperationCanceledException or WebSocketException or IOException)
        {
            socket.Abort();
        }
        finally
        {
            await cut.CancelAsync();
            await sending;
        }
    }

    static IEnumerable<string> Named(HttpRequest request)
    {
        foreach (var text in (string?[])[request.Query["streams"], request.Query["listenKey"]])
        {
            foreach (var name in (text ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries)) yield return name;
        }
        var path = request.Path.Value!;
        var at = path.IndexOf("/ws/", StringComparison.Ordinal);
        if (at < 0) yield break;
        foreach (var name in path[(at + 4)..].Split('/', StringSplitOptions.RemoveEmptyEntries)) yield return name;
    }

    static async Task Send(WebSocket socket, Subscriber subscriber, CancellationToken stop)
    {
        try
        {
            await foreach (var text in subscriber.Waiting.ReadAllAsync(stop))
            {
                await socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, stop);
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or WebSocketException or IOException or ObjectDisposedException)
        {
            socket.Abort();
        }
    }

    static async Task<string?> Receive(WebSocket socket, CancellationToken stop)
    {
        var text = new ArrayBufferWriter<byte>();
        while (text.WrittenCount < LongestFrame)
        {
            var part = await socket.ReceiveAsync(text.GetMemory(4096), stop);
            if (part.MessageType == WebSocketMessageType.Close) return null;
            text.Advance(part.Count);
            if (part.EndOfMessage) return Encoding.UTF8.GetString(text.WrittenSpan);
        }
        return null;
    }
}
