using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Argosy.EndToEnd.Tests.Browsing;

/// <summary>The line to a browser: commands with answers, and events for whoever listens.</summary>
internal sealed class ProtocolLine : IAsyncDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    readonly ClientWebSocket _socket;
    readonly ConcurrentDictionary<int, TaskCompletionSource<JsonElement>> _waiting = new();
    readonly ConcurrentDictionary<string, Action<string, JsonElement>> _listeners = new(StringComparer.Ordinal);
    readonly SemaphoreSlim _sending = new(1);
    readonly Task _reading;
    int _last;

    public ProtocolLine(ClientWebSocket socket)
    {
        _socket = socket;
        _reading = Read();
    }

    /// <summary>From now on a session's events, method and parameters, are told to this listener; null for nobody.</summary>
    public void Listen(string session, Action<string, JsonElement>? listener)
    {
        if (listener is null) _listeners.TryRemove(session, out _);
        else _listeners[session] = listener;
    }

    /// <summary>Sends a command and waits for its answer; throws what the browser says is wrong.</summary>
    public async Task<JsonElement> Send(string? session, string method, JsonObject? parameters = null)
    {
        var id = Interlocked.Increment(ref _last);
        var answer = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting[id] = answer;
        var command = new JsonObject { ["id"] = id, ["method"] = method, ["params"] = parameters ?? [] };
        if (session is not null) command["sessionId"] = session;
        await _sending.WaitAsync();
        try
        {
            await _socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(command), WebSocketMessageType.Text, true, CancellationToken.None);
        }
        finally
        {
            _sending.Release();
        }
        return await answer.Task.WaitAsync(Patience);
    }

    public async ValueTask DisposeAsync()
    {
        _socket.Abort();
        await _reading;
        _socket.Dispose();
        _sending.Dispose();
    }

    async Task Read()
    {
        var part = new byte[1 << 16];
        using var message = new MemoryStream();
        try
        {
            while (true)
            {
                var received = await _socket.ReceiveAsync(part, CancellationToken.None);
                if (received.MessageType == WebSocketMessageType.Close) break;
                await message.WriteAsync(part.AsMemory(0, received.Count));
                if (!received.EndOfMessage) continue;
                Take(JsonDocument.Parse(message.ToArray()).RootElement);
                message.SetLength(0);
            }
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException)
        {
            foreach (var answer in _waiting.Values) answer.TrySetException(gone);
        }
    }

    void Take(JsonElement message)
    {
        if (!message.TryGetProperty("id", out var id))
        {
            if (message.TryGetProperty("sessionId", out var session) && _listeners.TryGetValue(session.GetString()!, out var listener)) listener(message.GetProperty("method").GetString()!, message.GetProperty("params"));
            return;
        }
        if (!_waiting.TryRemove(id.GetInt32(), out var answer)) return;
        if (message.TryGetProperty("error", out var error)) answer.TrySetException(new InvalidOperationException(error.GetProperty("message").GetString()));
        else answer.TrySetResult(message.GetProperty("result"));
    }
}
