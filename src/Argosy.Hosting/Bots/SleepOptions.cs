namespace Argosy.Hosting.Bots;

/// <summary>When a bot goes without its worker. What its worker knew is its log: another one is told it, ahead of the next candle's close.</summary>
public sealed record SleepOptions
{
    /// <summary>A bot sleeps only where its next candle closes later than this.</summary>
    public TimeSpan LeastAway { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long nothing was told to it before it falls asleep.</summary>
    public TimeSpan Quiet { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long before the close it is awake again, besides twice what the last replay of its log took.</summary>
    public TimeSpan Ahead { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Bots of one candle length wake over this time, by their numbers: not all of them at one moment.</summary>
    public TimeSpan Spread { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long before the close a bot is woken.</summary>
    /// <param name="deployment">Its number.</param>
    /// <param name="replay">What the last replay of its log took.</param>
    public TimeSpan LeadOf(int deployment, TimeSpan replay)
    {
        // Neighbouring numbers are made at one time and may be of one length; a prime step takes them apart.
        const int Step = 37, Places = 101;
        return Ahead + (replay * 2) + (Spread * (deployment * Step % Places) / Places);
    }
}
