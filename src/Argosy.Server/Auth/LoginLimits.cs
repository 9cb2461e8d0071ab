using System.Collections.Concurrent;

namespace Argosy.Server.Auth;

/// <summary>Counts bad logins over five minutes: of an address, and of a name from wherever they come.</summary>
/// <remarks>The limit of a name is the higher one: a stranger should not lock its user out easily. Counts are of this process and live in memory.</remarks>
internal sealed class LoginLimits(TimeProvider time)
{
    /// <summary>Most bad logins of an address within the window.</summary>
    public const int OfAddress = 10;

    /// <summary>Most bad logins of a name within the window, over all addresses.</summary>
    public const int OfName = 60;

    const int MostKeys = 20_000;
    static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    readonly ConcurrentDictionary<string, Queue<long>> _failures = new(StringComparer.Ordinal);

    /// <summary>How long to wait; null where a login may be tried.</summary>
    public TimeSpan? Pause(string address, string name)
    {
        var (a, n) = (Pause($"a {address}", OfAddress), Pause($"n {name}", OfName));
        return a is null || n > a ? n : a;
    }

    /// <summary>Notes a bad login.</summary>
    public void Failed(string address, string name)
    {
        if (_failures.Count > MostKeys) Sweep();
        Add($"a {address}");
        Add($"n {name}");
    }

    /// <summary>A login that succeeded clears its address.</summary>
    public void Succeeded(string address) => _failures.TryRemove($"a {address}", out _);

    long Now() => time.GetUtcNow().ToUnixTimeMilliseconds();

    void Add(string key)
    {
        var times = _failures.GetOrAdd(key, _ => new Queue<long>());
        lock (times) times.Enqueue(Now());
    }

    TimeSpan? Pause(string key, int most)
    {
        if (!_failures.TryGetValue(key, out var times)) return null;
        lock (times)
        {
            var since = Now() - (long)Window.TotalMilliseconds;
            while (times.TryPeek(out var oldest) && oldest <= since) times.Dequeue();
            return times.Count < most ? null : TimeSpan.FromMilliseconds(times.Peek() - since);
        }
    }

    void Sweep()
    {
        var since = Now() - (long)Window.TotalMilliseconds;
        foreach (var (key, times) in _failures)
        {
            lock (times)
            {
                if (!times.Any(at => at > since)) _failures.TryRemove(key, out _);
            }
        }
    }
}
