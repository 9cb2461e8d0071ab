using System.Collections.Concurrent;
using Argosy.Server.Auth;

namespace Argosy.Server.Live;

/// <summary>The topics of this server: takes changes from anywhere, tells each topic's at most ten times a second.</summary>
internal sealed class LiveTopics : ILiveTopics, IAsyncDisposable
{
    const int Pause = 100;
    static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(20);

    readonly ConcurrentDictionary<string, TopicState> _topics = new(StringComparer.Ordinal);
    readonly ConcurrentDictionary<string, Func<TopicRequest, ValueTask<object?>>> _snapshots = new(StringComparer.Ordinal);
    readonly ConcurrentDictionary<string, Func<TopicRequest, ValueTask<bool>>> _rules = new(StringComparer.Ordinal);
    readonly ConcurrentDictionary<string, LiveConnection> _connections = new(StringComparer.Ordinal);
    readonly ConcurrentQueue<TopicState> _dirty = new();
    readonly Lock _gate = new();
    readonly SemaphoreSlim _wake = new(0);
    readonly CancellationTokenSource _end = new();
    readonly Task _loop;
    bool _isDisposed;

    public LiveTopics() => _loop = Task.Run(LoopAsync);

    /// <summary>How many browsers are connected.</summary>
    public int Connections => _connections.Count;

    /// <summary>Who is connected, each as often as connections are open.</summary>
    public IEnumerable<Visitor> Visitors => _connections.Values.Select(connection => connection.Visitor);

    public void Publish(string topic, string kind, object data) => Publish(topic, kind, data, "");

    public void Publish(string topic, string kind, object data, string key)
    {
        // What nobody watches is told by the snapshot of who comes.
        if (_topics.TryGetValue(topic, out var state) && state.Add(kind, key, data)) Dirty(state);
    }

    public void Append(string topic, string kind, object line)
    {
        if (_topics.TryGetValue(topic, out var state) && state.AddLine(kind, line)) Dirty(state);
    }

    public void Snapshot(string topic, Func<object> make) => _snapshots[topic] = _ => ValueTask.FromResult<object?>(make());

    public void Snapshot(string topic, Func<TopicRequest, ValueTask<object?>> make) => _snapshots[topic] = make;

    public void Allow(string topic, Func<TopicRequest, ValueTask<bool>> rule) => _rules[topic] = rule;

    public void End(Func<Visitor, bool> which)
    {
        foreach (var connection in _connections.Values.Where(connection => which(connection.Visitor))) connection.End();
    }

    /// <summary>The state of a topic for a visitor; null where there is no such topic.</summary>
    public ValueTask<object?> StateAsync(TopicRequest request) => Of(_snapshots, request.Topic) is { } make ? make(request) : ValueTask.FromResult<object?>(null);

    /// <summary>Whether a visitor may watch a topic.</summary>
    public ValueTask<bool> MayAsync(TopicRequest request) => Of(_rules, request.Topic) is { } rule ? rule(request) : ValueTask.FromResult(true);

    /// <summary>Notes a connection.</summary>
    public void Add(string id, LiveConnection connection) => _connections[id] = connection;

    /// <summary>A connection; null where it has ended.</summary>
    public LiveConnection? Find(string id) => _connections.GetValueOrDefault(id);

    /// <summary>Forgets a connection and all it watched.</summary>
    public void Remove(string id)
    {
        if (!_connections.TryRemove(id, out var connection)) return;
        foreach (var topic in connection.Topics) Leave(connection, topic.Name);
    }

    /// <summary>Has a connection watch a topic; the number of the last change told, null where it watches too many.</summary>
    public long? Watch(LiveConnection connection, string part, int most)
    {
        // Topics come and go with those who watch: one at a time, so that nobody watches one that has just gone.
        lock (_gate)
        {
            var state = _topics.GetOrAdd(part, name => new TopicState(name));
            if (connection.Watch(state, most)) return state.Watch(connection);
            if (!state.IsWatched) _topics.TryRemove(part, out _);
            return null;
        }
    }

    /// <summary>Has a connection watch a topic no more.</summary>
    public void Leave(LiveConnection connection, string part)
    {
        lock (_gate)
        {
            if (!_topics.TryGetValue(part, out var state)) return;
            connection.Leave(state);
            if (state.Leave(connection)) _topics.TryRemove(part, out _);
        }
    }

    public async ValueTask DisposeAsync()
    {
        // It is registered under its own name and its interface's: the container ends both.
        if (_isDisposed) return;
        _isDisposed = true;
        await _end.CancelAsync();
        await _loop;
        _end.Dispose();
        _wake.Dispose();
    }

    // The exact name before the family's.
    static T? Of<T>(ConcurrentDictionary<string, T> known, string topic)
        where T : class
    {
        if (known.TryGetValue(topic, out var exact)) return exact;
        var colon = topic.IndexOf(':', StringComparison.Ordinal);
        return colon >= 0 ? known.GetValueOrDefault(topic[..(colon + 1)]) : null;
    }

    void Dirty(TopicState state)
    {
        _dirty.Enqueue(state);
        if (_wake.CurrentCount == 0) _wake.Release();
    }

    async Task LoopAsync()
    {
        var waiting = new List<TopicState>();
        try
        {
            while (true)
            {
                if (waiting.Count == 0) await _wake.WaitAsync(_end.Token);
                while (_dirty.TryDequeue(out var state)) waiting.Add(state);
                var now = Environment.TickCount64;
                waiting.RemoveAll(state => state.Tell(now, Pause));
                await Task.Delay(Tick, _end.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The server ends; browsers see it by their connections.
        }
    }
}
