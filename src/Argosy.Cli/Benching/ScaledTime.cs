namespace Argosy.Cli.Benching;

/// <summary>A clock that goes faster than the system's, timers included: a second of it is a part of a second.</summary>
/// <param name="speed">Its seconds a second, above 0.</param>
sealed class ScaledTime(double speed) : TimeProvider
{
    readonly DateTimeOffset _start = System.GetUtcNow();
    readonly long _began = System.GetTimestamp();

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => _start + (System.GetElapsedTime(_began) * speed);

    /// <inheritdoc/>
    public override long GetTimestamp() => _began + (long)((System.GetTimestamp() - _began) * speed);

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => new Timer(System.CreateTimer(callback, state, Real(dueTime), Real(period)), this);

    // 0 and below are words: at once, never.
    TimeSpan Real(TimeSpan span) => span <= TimeSpan.Zero ? span : TimeSpan.FromMilliseconds(Math.Max(1, span.TotalMilliseconds / speed));

    sealed class Timer(ITimer timer, ScaledTime time) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(time.Real(dueTime), time.Real(period));

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
