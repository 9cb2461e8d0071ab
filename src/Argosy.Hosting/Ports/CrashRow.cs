namespace Argosy.Hosting.Ports;

/// <summary>A crash of a bot's worker: what may disable the bot over restarts of its host.</summary>
public sealed record CrashRow
{
    /// <summary>The bot's name in its host.</summary>
    public required string Bot { get; init; }

    /// <summary>Unix ms.</summary>
    public required long Time { get; init; }
}
