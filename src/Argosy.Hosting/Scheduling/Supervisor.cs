namespace Argosy.Hosting.Scheduling;

/// <summary>How often a bot may crash before a person must look.</summary>
/// <param name="time">The clock.</param>
/// <param name="noted">Hears of every crash: bot and time, so that it counts after a restart of the host, too; null for nobody.</param>
/// <param name="forgiven">Hears whose count begins anew; null for nobody.</param>
public sealed class Supervisor(TimeProvider time, Action<string, DateTimeOffset>? noted = null, Action<string>? forgiven = null)
{
    /// <summary>The crash within <see cref="Span"/> that is one too many.</summary>
    public const int MostCrashes = 3;

    readonly Dictionary<string, Queue<DateTimeOffset>> _crashes = new(StringComparer.Ordinal);
    readonly Lock _gate = new();

    /// <summary>What is looked back at.</summary>
    public static TimeSpan Span { get; } = TimeSpan.FromHours(1);

    /// <summary>Notes a crash.</summary>
    /// <returns>How long to wait before the bot is started again; null: it is disabled.</returns>
    public TimeSpan? Crashed(string bot)
    {
        lock (_gate)
        {
            if (!_crashes.TryGetValue(bot, out var times)) _crashes.Add(bot, times = []);
            var now = time.GetUtcNow();
            while (times.TryPeek(out var first) && now - first >= Span) times.Dequeue();
            times.Enqueue(now);
            noted?.Invoke(bot, now);
            return times.Count >= MostCrashes ? null : TimeSpan.FromSeconds(times.Count);
        }
    }

    /// <summary>Counts a crash that happened before the host ended; in order of time.</summary>
    public void Restore(string bot, DateTimeOffset at)
    {
        lock (_gate)
        {
            if (!_crashes.TryGetValue(bot, out var times)) _crashes.Add(bot, times = []);
            times.Enqueue(at);
        }
    }

    /// <summary>A person has looked: the count begins anew.</summary>
    public void Forgive(string bot)
    {
        lock (_gate) _crashes.Remove(bot);
        forgiven?.Invoke(bot);
    }
}
