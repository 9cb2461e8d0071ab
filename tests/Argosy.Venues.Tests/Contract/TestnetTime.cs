using Argosy.Testnet.Hosting;

namespace Argosy.Venues.Tests.Contract;

/// <summary>The clock of a client of a testnet whose time stands still: so far behind the exchange's, and moved by delays alone.</summary>
/// <remarks>A delay is over at once and the exchange's time stands at its end; a guard (the end of somebody's patience) fires when <see cref="Step"/> passes it.</remarks>
internal sealed class TestnetTime(TestnetServer server, long behindMs) : TimeProvider
{
    readonly Lock _gate = new();
    readonly List<Waiting> _waiting = [];

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeMilliseconds(server.Now - behindMs);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Waiting(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Lets exchange time pass.</summary>
    public void Step(long ms)
    {
        server.Command("POST", $"/control/step?ms={ms}");
        Waiting[] due;
        lock (_gate)
        {
            due = [.. _waiting.Where(timer => timer.Due <= server.Now)];
            foreach (var timer in due) _waiting.Remove(timer);
        }
        foreach (var timer in due) timer.Fire();
    }

    sealed class Waiting(TestnetTime time, TimerCallback callback, object? state) : ITimer
    {
        public long Due { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._gate)
            {
                time._waiting.Remove(this);
                if (dueTime < TimeSpan.Zero) return true;
                Due = time.Server.Now + (long)Math.Ceiling(dueTime.TotalMilliseconds);
                time._waiting.Add(this);
            }
            // A delay hands its task over, a guard its token source.
            if (state is Task) ThreadPool.QueueUserWorkItem(_ => time.Step(Math.Max(0, Due - time.Server.Now)));
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

    TestnetServer Server => server;
}
