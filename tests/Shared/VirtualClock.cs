namespace Argosy.TestSupport;

/// <summary>Time that passes when everything due has been done, on the thread that lets it pass. Timers due at one instant fire in the order they were set.</summary>
internal sealed class VirtualClock(long now = 1_790_000_000_000) : TimeProvider
{
    readonly PriorityQueue<Action, (long Time, long Sequence)> _waiting = new();
    readonly int _thread = Environment.CurrentManagedThreadId;
    long _sequence;

    /// <summary>Unix ms.</summary>
    public long Now { get; private set; } = now;

    /// <inheritdoc/>
    public override long TimestampFrequency => 1_000;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeMilliseconds(Now);

    /// <inheritdoc/>
    public override long GetTimestamp() => Now;

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new VirtualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Does something later.</summary>
    public void After(long milliseconds, Action what)
    {
        if (Environment.CurrentManagedThreadId != _thread) throw new InvalidOperationException("virtual time has one thread: something went on upon another one");
        _waiting.Enqueue(what, (Now + Math.Max(0, milliseconds), _sequence++));
    }

    /// <summary>Lets time pass.</summary>
    public void Run(long milliseconds)
    {
        // What waits must go on here: under a synchronization context it would go to another thread.
        SynchronizationContext.SetSynchronizationContext(null);
        var end = Now + milliseconds;
        while (_waiting.TryPeek(out var what, out var due) && due.Time <= end)
        {
            _waiting.Dequeue();
            Now = Math.Max(Now, due.Time);
            what();
        }
        Now = end;
    }

    /// <summary>Lets time pass until a task is done, at most ten virtual minutes.</summary>
    public T Await<T>(Task<T> task)
    {
        for (var i = 0; i < 6_000 && !task.IsCompleted; i++) Run(100);
        Assert.True(task.IsCompleted, "the task did not end within ten virtual minutes");
        return task.GetAwaiter().GetResult();
    }

    /// <summary>Lets time pass until a task is done, at most ten virtual minutes.</summary>
    public void Await(Task task)
    {
        for (var i = 0; i < 6_000 && !task.IsCompleted; i++) Run(100);
        Assert.True(task.IsCompleted, "the task did not end within ten virtual minutes");
        task.GetAwaiter().GetResult();
    }

    sealed class VirtualTimer(VirtualClock clock, TimerCallback callback, object? state) : ITimer
    {
        int _setting;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            var setting = ++_setting;
            if (dueTime != Timeout.InfiniteTimeSpan) clock.After((long)Math.Ceiling(dueTime.TotalMilliseconds), () => Fire(setting, period));
            return true;
        }

        public void Dispose() => _setting++;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        void Fire(int setting, TimeSpan period)
        {
            if (setting != _setting) return;
            if (period != Timeout.InfiniteTimeSpan && period > TimeSpan.Zero) clock.After((long)Math.Ceiling(period.TotalMilliseconds), () => Fire(setting, period));
            callback(state);
        }
    }
}
