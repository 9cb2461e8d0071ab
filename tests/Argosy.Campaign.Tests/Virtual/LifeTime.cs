namespace Argosy.Campaign.Tests.Virtual;

/// <summary>The clock of one life of a host: a machine's clock that may be wrong, and timers that die with the process.</summary>
internal sealed class LifeTime(VirtualClock clock, TimeSpan error) : TimeProvider
{
    /// <summary>Whether the process still runs.</summary>
    public bool IsAlive { get; private set; } = true;

    public void Die() => IsAlive = false;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => clock.Ticks;

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddTicks(clock.Ticks) + error;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => new Timer(this, clock, () => callback(state), dueTime, period);

    sealed class Timer : ITimer
    {
        readonly LifeTime _life;
        readonly VirtualClock _clock;
        readonly Action _callback;
        TimeSpan _period;
        int _setting;

        public Timer(LifeTime life, VirtualClock clock, Action callback, TimeSpan due, TimeSpan period)
        {
            (_life, _clock, _callback) = (life, clock, callback);
            Change(due, period);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            var setting = ++_setting;
            _period = period;
            // Whatever a dead process still does, on whichever thread, is nothing.
            if (!_life.IsAlive) return true;
            if (dueTime != Timeout.InfiniteTimeSpan) Wait(dueTime, setting);
            return true;
        }

        public void Dispose() => _setting++;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        void Wait(TimeSpan due, int setting) => _clock.After(due, () =>
        {
            if (setting != _setting || !_life.IsAlive) return;
            if (_period > TimeSpan.Zero) Wait(_period, setting);
            _callback();
        });
    }
}
