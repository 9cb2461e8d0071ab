using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;

namespace Argosy.Server.Tests.Live;

/// <summary>A small client of the hub: SignalR's JSON protocol over a WebSocket, messages ended by 0x1e.</summary>
sealed class HubClient : IAsyncDisposable
{
    const byte End = 0x1e;
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    readonly ClientWebSocket _socket = new();
    readonly Channel<JsonElement> _changes = Channel.CreateUnbounded<JsonElement>();
    readonly Dictionary<string, TaskCompletionSource<JsonElement>> _calls = [];
    readonly CancellationTokenSource _end = new();
    readonly List<byte> _rest = [];
    readonly SemaphoreSlim _sending = new(1);
    Task _reading = Task.CompletedTask, _pinging = Task.CompletedTask;
    int _next;

    /// <summary>Connects with a client's cookies.</summary>
    public static async Task<HubClient> ConnectAsync(ServerRig rig, string cookies, string? origin = null)
    {
        var client = new HubClient();
        if (cookies.Length > 0) client._socket.Options.SetRequestHeader("Cookie", cookies);
        if (origin is not null) client._socket.Options.SetRequestHeader("Origin", origin);
        var address = new UriBuilder(rig.Server.Address) { Scheme = "ws", Path = "/hub" }.Uri;
        await client._socket.ConnectAsync(address, client._end.Token);
        await client.SendAsync("""{"protocol":"json","version":1}""");
        Assert.Equal("{}", (await client.MessagesAsync())[0]);
        client._reading = client.ReadAsync();
        client._pinging = client.PingAsync();
        return client;
    }

    /// <summary>Calls a method of the hub; its result, or an exception with its error.</summary>
    public async Task<JsonElement> CallAsync(string method, params object[] arguments)
    {
        var id = $"{Interlocked.Increment(ref _next)}";
        var call = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_calls) _calls[id] = call;
        await SendAsync(JsonSerializer.Serialize(new { type = 1, invocationId = id, target = method, arguments }));
        return await call.Task.WaitAsync(Patience);
    }

    /// <summary>The next change.</summary>
    public async Task<JsonElement> ChangeAsync() => await _changes.Reader.ReadAsync(_end.Token).AsTask().WaitAsync(Patience);

    /// <summary>A change that is there already; null for none.</summary>
    public JsonElement? TryChange() => _changes.Reader.TryRead(out var change) ? change : null;

    /// <summary>Reads changes until one fits.</summary>
    public async Task<JsonElement> ChangeAsync(Func<JsonElement, bool> fits)
    {
        while (true)
        {
            var change = await ChangeAsync();
            if (fits(change)) return change;
        }
    }

    /// <summary>Waits until the server has ended it.</summary>
    public Task EndedAsync() => _reading.WaitAsync(Patience);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _reading;
        await _pinging;
        _socket.Dispose();
        _end.Dispose();
        _sending.Dispose();
    }

    async Task SendAsync(string message)
    {
        await _sending.WaitAsync(_end.Token);
        try
        {
            await _socket.SendAsync((byte[])[.. Encoding.UTF8.GetBytes(message), End], WebSocketMessageType.Text, endOfMessage: true, _end.Token);
        }
        finally
        {
            _sending.Release();
        }
    }

    // A client that says nothing for a minute is taken for gone.
    async Task PingAsync()
    {
        try
        {
            while (true)
            {
                await Task.Delay(TimeSpan.FromSeconds(10), _end.Token);
                await SendAsync("""{"type":6}""");
            }
        }
        catch (Exception ended) when (ended is WebSocketException or OperationCanceledException)
        {
            // The connection has ended.
        }
    }

    async Task ReadAsync()
    {
        try
        {
            while (true)
            {
                foreach (var text in await MessagesAsync()) Take(text);
            }
        }
        catch (Exception ended) when (ended is WebSocketException or OperationCanceledException or EndOfStreamException)
        {
            _changes.Writer.TryComplete();
        }
    }

    void Take(string text)
    {
        using var document = JsonDocument.Parse(text);
        var message = document.RootElement;
        var type = message.GetProperty("type").GetInt32();
        if (type == 1)
        {
            Assert.Equal("change", message.GetProperty("target").GetString());
            _changes.Writer.TryWrite(message.GetProperty("arguments")[0].Clone());
        }
        else if (type == 3)
        {
            TaskCompletionSource<JsonElement> call;
            lock (_calls) _calls.Remove(message.GetProperty("invocationId").GetString()!, out call!);
            if (message.TryGetProperty("error", out var error)) call.SetException(new InvalidOperationException(error.GetString()));
            else call.SetResult(message.TryGetProperty("result", out var result) ? result.Clone() : default);
        }
    }

    // Whole messages that have arrived.
    async Task<List<string>> MessagesAsync()
    {
        var buffer = new byte[16_384];
        while (true)
        {
            var received = await _socket.ReceiveAsync(buffer, _end.Token);
            if (received.MessageType == WebSocketMessageType.Close) throw new EndOfStreamException();
            _rest.AddRange(buffer.AsSpan(0, received.Count));
            var messages = new List<string>();
            for (var at = _rest.IndexOf(End); at >= 0; at = _rest.IndexOf(End))
            {
                messages.Add(Encoding.UTF8.GetString(_rest.Take(at).ToArray()));
                _rest.RemoveRange(0, at + 1);
            }
            if (messages.Count > 0) return messages;
        }
    }
}
