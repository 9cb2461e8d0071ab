namespace Argosy.Server.Live;

/// <summary>One topic that is watched: its number of changes, what changed since the last were told, and who watches.</summary>
internal sealed class TopicState(string name)
{
    // More different things at once than anyone reads: then the state as a whole is told.
    const int MostPending = 200, MostLines = 5_000;

    readonly Lock _gate = new();
    readonly Dictionary<(string Kind, string Key), object> _pending = [];
    readonly Dictionary<string, List<object>> _lines = new(StringComparer.Ordinal);
    readonly List<LiveConnection> _watchers = [];
    bool _isDirty, _isTooMuch;
    long _sequence, _told = long.MinValue;

    /// <summary>Its name within the server.</summary>
    public string Name => name;

    /// <summary>Whether anybody watches.</summary>
    public bool IsWatched
    {
        get
        {
            lock (_gate) return _watchers.Count > 0;
        }
    }

    /// <summary>Notes a change; true where the topic has just become one that has something to tell.</summary>
    public bool Add(string kind, string key, object data)
    {
        lock (_gate)
        {
            if (_watchers.Count == 0) return false;
            if (_pending.Count >= MostPending && !_pending.ContainsKey((kind, key))) _isTooMuch = true;
            else _pending[(kind, key)] = data;
            return Dirty();
        }
    }

    /// <summary>Notes a line; true as above.</summary>
    public bool AddLine(string kind, object line)
    {
        lock (_gate)
        {
            if (_watchers.Count == 0) return false;
            if (!_lines.TryGetValue(kind, out var lines)) _lines[kind] = lines = [];
            if (lines.Count >= MostLines) _isTooMuch = true;
            else lines.Add(line);
            return Dirty();
        }
    }

    /// <summary>Adds someone who watches; the number of the last change told.</summary>
    public long Watch(LiveConnection watcher)
    {
        lock (_gate)
        {
            if (!_watchers.Contains(watcher)) _watchers.Add(watcher);
            return _sequence;
        }
    }

    /// <summary>Takes someone away; true where nobody is left.</summary>
    public bool Leave(LiveConnection watcher)
    {
        lock (_gate)
        {
            _watchers.Remove(watcher);
            if (_watchers.Count > 0) return false;
            _pending.Clear();
            _lines.Clear();
            return true;
        }
    }

    /// <summary>Tells what changed, where the last time is long enough ago; false where it is not, and the topic is to be asked again.</summary>
    /// <param name="now">Milliseconds of a clock that only grows.</param>
    /// <param name="pause">Milliseconds between two tellings.</param>
    public bool Tell(long now, long pause)
    {
        List<(string Kind, object Data)> changes = [];
        LiveConnection[] watchers;
        long sequence;
        bool isTooMuch;
        lock (_gate)
        {
            if (now < _told + pause) return false;
            (_told, _isDirty) = (now, false);
            (isTooMuch, _isTooMuch) = (_isTooMuch, false);
            watchers = [.. _watchers];
            foreach (var ((kind, _), data) in _pending) changes.Add((kind, data));
            foreach (var (kind, lines) in _lines) changes.Add((kind, lines));
            _pending.Clear();
            _lines.Clear();
            sequence = _sequence;
            _sequence += isTooMuch ? 1 : changes.Count;
        }
        // Whoever publishes never waits for JSON to be made. Who comes meanwhile has all of this in its snapshot.
        if (isTooMuch)
        {
            foreach (var watcher in watchers) watcher.Resync(this);
            return true;
        }
        foreach (var (kind, data) in changes)
        {
            var change = ChangeJson.Of(LiveTopic.NameOf(name), ++sequence, kind, data);
            foreach (var watcher in watchers) watcher.Send(this, change);
        }
        return true;
    }

    /// <summary>The number of the last change told.</summary>
    public long Sequence
    {
        get
        {
            lock (_gate) return _sequence;
        }
    }

    bool Dirty()
    {
        if (_isDirty) return false;
        return _isDirty = true;
    }
}
