namespace Argosy.Cli.Jobs;

/// <summary>What a job may use and hand back. Each limit ends the job with a clear word and leaves nothing half-written.</summary>
sealed record JobLimits
{
    /// <summary>Memory of the worker, in bytes: three quarters of what this process may have.</summary>
    public long MemoryBytes { get; init; } = Math.Max(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4 * 3, 512L << 20);

    /// <summary>All files it hands back together, in bytes.</summary>
    public long FileBytes { get; init; } = 8L << 30;

    /// <summary>All it writes to the terminal, in bytes.</summary>
    public long TerminalBytes { get; init; } = 256L << 20;

    /// <summary>How long a bot may take to come back when it is asked something.</summary>
    public TimeSpan BotPatience { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long the worker may say nothing at all; it says something five times a second.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long it may take to stop when it was asked to.</summary>
    public TimeSpan StopPatience { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>The whole job; null for as long as it takes.</summary>
    public TimeSpan? Deadline { get; init; }

    /// <summary>Trials it may count.</summary>
    public int Trials { get; init; } = 5_000_000;
}
