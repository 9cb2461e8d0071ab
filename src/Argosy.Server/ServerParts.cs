using Argosy.Hosting.Accounts;
using Argosy.Hosting.Auditing;
using Argosy.Hosting.Observing;
using Argosy.Hosting.Ports;
using Microsoft.Extensions.DependencyInjection;

namespace Argosy.Server;

/// <summary>What a server works with; who made it owns it.</summary>
public sealed record ServerParts
{
    /// <summary>The database.</summary>
    public required IDatabase Database { get; init; }

    /// <summary>Takes a line of every write.</summary>
    public required AuditTrail Trail { get; init; }

    /// <summary>Seals keys of accounts and secrets of second factors.</summary>
    public required KeyVault Vault { get; init; }

    /// <summary>Counts and measures.</summary>
    public required HostMetrics Metrics { get; init; }

    /// <summary>The server's clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>How research is done; without it jobs only wait in the queue.</summary>
    public Jobs.ResearchOptions Research { get; init; } = new() { Command = [], Parallel = 0 };

    /// <summary>What trades in this process; null where nothing does.</summary>
    public Trading.TradingParts? Trading { get; init; }

    /// <summary>The webhook owners set, which whoever made it gave to the alerts; null: it can be set and tried, and nothing else is posted.</summary>
    public Notifying.Notifications? Notifications { get; init; }

    /// <summary>What the editor of bots asks and shows.</summary>
    public Bots.EditorParts Editor { get; init; } = new();

    /// <summary>Backtests of a text that is being written; null where this server runs none.</summary>
    public IQuickBacktests? QuickBacktests { get; init; }

    /// <summary>Services of further parts (deployments, jobs, hub), each registered as what its endpoints ask for.</summary>
    public Action<IServiceCollection>? Services { get; init; }
}
