namespace Argosy.Hosting.Ports;

/// <summary>What a deployment was worth and did when it said so last.</summary>
public sealed record StatusRow
{
    /// <summary>The deployment.</summary>
    public required int Deployment { get; init; }

    /// <summary>When it was noted, Unix ms.</summary>
    public required long Time { get; init; }

    /// <summary>A bot's status, JSON.</summary>
    public required string Status { get; init; }
}
