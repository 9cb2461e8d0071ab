namespace Argosy.Hosting.Ports;

/// <summary>Bots with their versions, and deployments.</summary>
public interface IBotStore
{
    /// <summary>Adds a version; false where it exists: a version never changes.</summary>
    Task<bool> Add(BotRow bot, CancellationToken cancel = default);

    /// <summary>All versions by name and time.</summary>
    Task<IReadOnlyList<BotRow>> List(CancellationToken cancel = default);

    /// <summary>Adds a deployment and gives it a number that none had before.</summary>
    Task<DeploymentRow> Deploy(DeploymentRow deployment, CancellationToken cancel = default);

    /// <summary>All deployments by number.</summary>
    Task<IReadOnlyList<DeploymentRow>> Deployments(CancellationToken cancel = default);

    /// <summary>Sets a deployment's state; false where there is no such deployment.</summary>
    Task<bool> SetState(int deployment, string state, CancellationToken cancel = default);

    /// <summary>Replaces a deployment's configuration, durable at return; false where there is no such deployment.</summary>
    Task<bool> Configure(int deployment, string configuration, CancellationToken cancel = default);

    /// <summary>Notes what a deployment is worth and does, to be shown while it does not run.</summary>
    Task SetStatus(StatusRow status, CancellationToken cancel = default);

    /// <summary>The last status of every deployment that has one.</summary>
    Task<IReadOnlyList<StatusRow>> Statuses(CancellationToken cancel = default);

    /// <summary>Notes a crash of a bot's worker.</summary>
    Task AddCrash(CrashRow crash, CancellationToken cancel = default);

    /// <summary>Forgets a bot's crashes: a person has looked.</summary>
    Task ForgiveCrashes(string bot, CancellationToken cancel = default);

    /// <summary>Crashes since a time, Unix ms, in order of time.</summary>
    Task<IReadOnlyList<CrashRow>> Crashes(long since, CancellationToken cancel = default);

    /// <summary>Begins a deployment's next epoch, durable at return; null where there is no such deployment.</summary>
    Task<int?> NextEpoch(int deployment, long now, CancellationToken cancel = default);
}
