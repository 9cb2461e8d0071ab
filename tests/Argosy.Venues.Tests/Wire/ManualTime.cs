namespace Argosy.Venues.Tests.Wire;

/// <summary>A clock that moves only by itself being asked to wait: a wait of at most <paramref name="obliging"/> is over at once, and the clock stands at its end.</summary>
internal sealed class ManualTime(TimeSpan obliging) : TimeProvider
{
    readonly Lock _gate = new();
    readonly List<Waiting> _waiting = [];
    DateTimeOffset _now = DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_000);

    public List<TimeSpan> Waits { get; } = [];

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate) return _now;
    }

    public long Now => GetUtcNow().ToUnixTimeMilliseconds();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Waiting(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    public void Advance(TimeSpan by)
    {
        Waiting[] due;
        lock (_gate)
        {
            _now += by;
            due = [.. _waiting.Where(timer => timer.Due <= _now)];
            foreach (var timer in due) _waiting.Remove(timer);
        }
        foreach (var timer in due) timer.Fire();
    }

    sealed class Waiting(ManualTime time, TimerCallback callback, object? state) : ITimer
    {
        public DateTimeOffset Due { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            var isObliged = false;
            lock (time._gate)
            {
                time._waiting.Remove(this);
                if (dueTime < TimeSpan.Zero) return true;
                Due = time._now + dueTime;
                time.Waits.Add(dueTime);
                isObliged = dueTime <= time.Obliging;
                if (isObliged) time._now = Due;
                else time._waiting.Add(this);
            }
            if (isObliged) ThreadPool.QueueUserWorkItem(_ => Fire());
            return true;
        }

        public void Fire() => callback(state);

        public void Dispose()
        {
            lock (time._gate) time._waiting.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }

    TimeSpan Obliging => obliging;
}
