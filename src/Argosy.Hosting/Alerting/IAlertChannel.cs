using Argosy.Core.Values;
using Argosy.Hosting.Ports;

namespace Argosy.Hosting.Alerting;

/// <summary>A way to reach a person: a webhook, a chat, mail.</summary>
public interface IAlertChannel
{
    /// <summary>Its name, e.g. webhook.</summary>
    string Name { get; }

    /// <summary>The least severity it is told.</summary>
    AlertSeverity Least { get; }

    /// <summary>Whether it is told this alert.</summary>
    bool Wants(Alert alert) => alert.Severity >= Least;

    /// <summary>Tells one alert. An error with a kind that passes (unavailable, timeout, rate limited) is tried again by who calls.</summary>
    Task<Result<bool>> SendAsync(SentAlert alert, CancellationToken cancellation);
}

/// <summary>An alert as people get it.</summary>
/// <param name="Alert">What happened.</param>
/// <param name="Time">Unix ms.</param>
/// <param name="HeldBack">Alerts that were not told since the last one: repeated, or too many at once.</param>
public sealed record SentAlert(Alert Alert, long Time, int HeldBack);

/// <summary>How much people are told.</summary>
public sealed record AlertOptions
{
    /// <summary>The same alert is told once in this time.</summary>
    public TimeSpan RepeatAfter { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Most alerts a minute on each channel; critical ones count, and are told beyond it up to three times as many.</summary>
    public int MostAMinute { get; init; } = 20;

    /// <summary>Attempts at a channel that does not answer.</summary>
    public int Attempts { get; init; } = 6;

    /// <summary>Wait before the second attempt; each further one waits twice as long.</summary>
    public TimeSpan FirstWait { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long the end of the process waits for what is still being told.</summary>
    public TimeSpan DrainTimeout { get; init; } = TimeSpan.FromSeconds(2);
}
