namespace Argosy.Campaign.Tests.Virtual;

/// <summary>Time that passes only when everything due has been done. One thread drives it; what is due at one instant happens in the order it was asked for.</summary>
internal sealed class VirtualClock
{
    readonly PriorityQueue<Action, (long Ticks, long Sequence)> _waiting = new();
    readonly int _thread = Environment.CurrentManagedThreadId;
    long _sequence;

    /// <summary>Where something left the thread that drives the clock.</summary>
    public System.Collections.Concurrent.ConcurrentBag<string> Strays { get; } = [];

    /// <summary>Ticks of 100 ns since the Unix epoch.</summary>
    public long Ticks { get; private set; } = 1_790_000_000_000 * TimeSpan.TicksPerMillisecond;

    /// <summary>Unix ms.</summary>
    public long Now => Ticks / TimeSpan.TicksPerMillisecond;

    /// <summary>Called before time moves on: what has a clock of its own follows.</summary>
    public Action<long>? Moving { get; set; }

    // A second thread would make a seed's run depend on the machine.
    public void After(TimeSpan wait, Action what)
    {
        if (Environment.CurrentManagedThreadId != _thread)
        {
            Strays.Add(Environment.StackTrace);
            throw new InvalidOperationException("something left the campaign's thread");
        }
        _waiting.Enqueue(what, (Ticks + Math.Max(0, wait.Ticks), _sequence++));
    }

    public void After(long milliseconds, Action what) => After(TimeSpan.FromMilliseconds(milliseconds), what);

    public void RunUntil(long end)
    {
        var last = end * TimeSpan.TicksPerMillisecond;
        while (_waiting.TryPeek(out _, out var due) && due.Ticks <= last)
        {
            if (due.Ticks > Ticks)
            {
                Ticks = due.Ticks;
                // It may make something due at this very instant.
                Moving?.Invoke(Now);
            }
            _waiting.Dequeue()();
        }
        Ticks = Math.Max(Ticks, last);
        Moving?.Invoke(Now);
    }
}
