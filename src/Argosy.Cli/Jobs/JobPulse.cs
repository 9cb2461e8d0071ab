using System.Diagnostics;

namespace Argosy.Cli.Jobs;

/// <summary>Sees from a thread of its own whether the bots of this process come back when they are asked.</summary>
sealed class JobPulse : IDisposable
{
    /// <summary>How often somebody looks.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromMilliseconds(200);

    readonly ThreadLocal<Slot> _slots = new(() => new Slot(), trackAllValues: true);
    readonly Dictionary<Slot, (long Calls, long Since)> _seen = [];
    readonly Timer _timer;
    readonly Action<TimeSpan> _tell;

    /// <summary>Begins to look.</summary>
    /// <param name="tell">Hears each time for how long the slowest bot has not come back; zero where none is being asked.</param>
    public JobPulse(Action<TimeSpan> tell)
    {
        _tell = tell;
        _timer = new Timer(_ => Look(), null, Every, Every);
    }

    /// <summary>The slot of the calling thread.</summary>
    public Slot Mine => _slots.Value!;

    /// <summary>Asks a bot something.</summary>
    public T During<T>(Func<T> call)
    {
        var slot = Mine;
        slot.Enter();
        try
        {
            return call();
        }
        finally
        {
            slot.Leave();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _timer.Dispose();
        _slots.Dispose();
    }

    void Look()
    {
        var longest = TimeSpan.Zero;
        lock (_seen)
        {
            try
            {
                foreach (var slot in _slots.Values) longest = TimeSpan.FromTicks(Math.Max(longest.Ticks, Held(slot).Ticks));
            }
            catch (ObjectDisposedException)
            {
                return;
            }
        }
        _tell(longest);
    }

    TimeSpan Held(Slot slot)
    {
        var (calls, isInside) = slot.Read();
        if (!isInside)
        {
            _seen.Remove(slot);
            return TimeSpan.Zero;
        }
        if (_seen.TryGetValue(slot, out var seen) && seen.Calls == calls) return Stopwatch.GetElapsedTime(seen.Since);
        _seen[slot] = (calls, Stopwatch.GetTimestamp());
        return TimeSpan.Zero;
    }

    /// <summary>What one thread is doing.</summary>
    internal sealed class Slot
    {
        // Written by its thread alone; twice the calls, and one more inside of one.
        long _calls;

        public void Enter() => Volatile.Write(ref _calls, _calls + 1);

        public void Leave() => Volatile.Write(ref _calls, _calls + 1);

        public (long Calls, bool IsInside) Read()
        {
            var calls = Volatile.Read(ref _calls);
            return (calls, (calls & 1) != 0);
        }
    }
}
