namespace Argosy.Hosting.Ports;

/// <summary>A bot kept running on an account.</summary>
public sealed record DeploymentRow
{
    /// <summary>Its number, from 1; part of its client order ids.</summary>
    public int Id { get; init; }

    /// <summary>The bot.</summary>
    public required string Bot { get; init; }

    /// <summary>The version it is pinned to.</summary>
    public required string Version { get; init; }

    /// <summary>The account.</summary>
    public required string Account { get; init; }

    /// <summary>running, paused, stopped or disabled.</summary>
    public required string State { get; init; }

    /// <summary>Its configuration, JSON.</summary>
    public required string Configuration { get; init; }

    /// <summary>The last epoch it began; −1 for none.</summary>
    public int Epoch { get; init; } = -1;

    /// <summary>Unix ms.</summary>
    public required long CreatedAt { get; init; }
}
