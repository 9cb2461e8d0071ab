using Argosy.Hosting.Auditing;
using Argosy.Hosting.Bots;
using Argosy.Hosting.Control;
using Argosy.Hosting.Desks;
using Argosy.Hosting.MarketData;
using Argosy.Hosting.Ports;
using Argosy.Hosting.Scheduling;

namespace Argosy.Hosting.Deploying;

/// <summary>What a host that runs many deployments is put together from.</summary>
public sealed record DeploymentParts
{
    /// <summary>Everything that is stored.</summary>
    public required IDatabase Database { get; init; }

    /// <summary>The bots and accounts of the process.</summary>
    public required LiveHost Host { get; init; }

    /// <summary>Opens venues and accounts.</summary>
    public required IVenueSource Venues { get; init; }

    /// <summary>Makes runs and starts workers.</summary>
    public required IRunSource Runs { get; init; }

    /// <summary>Rows for the database.</summary>
    public required StateQueue Queue { get; init; }

    /// <summary>Market streams.</summary>
    public required MarketHub Hub { get; init; }

    /// <summary>When bots with a worker of their own go without it; null: never.</summary>
    public SleepOptions? Sleep { get; init; } = new();

    /// <summary>Counts crashes.</summary>
    public required Supervisor Supervisor { get; init; }

    /// <summary>Where alerts go.</summary>
    public required IAlerts Alerts { get; init; }

    /// <summary>Folder of run logs, journals and books.</summary>
    public required string Folder { get; init; }

    /// <summary>The audit log; null for none.</summary>
    public AuditTrail? Audit { get; init; }

    /// <summary>Who hears of bots besides the manager.</summary>
    public IReadOnlyList<IBotWatcher> Watchers { get; init; } = [];

    /// <summary>Limits of an account by its name, asked when it opens.</summary>
    public Func<string, Task<DeskOptions>> DeskOptions { get; init; } = _ => Task.FromResult(new DeskOptions());

    /// <summary>The host's clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
