using Argosy.Hosting.Bots;

namespace Argosy.Hosting.Deploying;

/// <summary>A deployment as it stands.</summary>
public sealed record DeploymentView
{
    /// <summary>Its number.</summary>
    public required int Id { get; init; }

    /// <summary>What was asked.</summary>
    public required DeploymentSpec Spec { get; init; }

    /// <summary>The account it is on; "paper" where none was named.</summary>
    public required string Account { get; init; }

    /// <summary>The bot it is pinned to.</summary>
    public required string Bot { get; init; }

    /// <summary>The version of that bot.</summary>
    public required string Version { get; init; }

    /// <summary>What a person wants of it.</summary>
    public required WantedState Wanted { get; init; }

    /// <summary>Where it stands.</summary>
    public required DeploymentState State { get; init; }

    /// <summary>Why it is not where it is wanted; empty where there is nothing to say.</summary>
    public string Error { get; init; } = "";

    /// <summary>What its bot is worth and does, or did when it ran last; null where it has never run.</summary>
    public BotStatus? Status { get; init; }

    /// <summary>When it is fired next, Unix ms; null where it is not scheduled.</summary>
    public long? NextFire { get; init; }

    /// <summary>The deployments it took the place of by updates, newest first.</summary>
    public IReadOnlyList<int> Replaced { get; init; } = [];

    /// <summary>Since when it stands where it does, Unix ms.</summary>
    public long Since { get; init; }

    /// <summary>Unix ms.</summary>
    public required long CreatedAt { get; init; }
}

/// <summary>Where a deployment stands.</summary>
public enum DeploymentState
{
    /// <summary>Being rebuilt and brought up to the market, or waiting for its venue.</summary>
    Starting,
    /// <summary>It trades.</summary>
    Running,
    /// <summary>It goes on without entries.</summary>
    Paused,
    /// <summary>Its positions are being closed; then it stops.</summary>
    Closing,
    /// <summary>Scheduled: it waits for its time.</summary>
    Waiting,
    /// <summary>It does not run and may be started.</summary>
    Stopped,
    /// <summary>It must not go on until a person has looked.</summary>
    Disabled,
}
