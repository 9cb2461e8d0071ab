using Argosy.Core.Values;

namespace Argosy.Hosting.Ports;

/// <summary>Everything Argosy stores besides bar files and order journals.</summary>
public interface IDatabase : IAsyncDisposable
{
    /// <summary>The number this Argosy carries in its client order ids; drawn once, and anew at a restore.</summary>
    int Installation { get; }

    /// <summary>Accounts and sealed keys.</summary>
    IAccountStore Accounts { get; }

    /// <summary>Bots and deployments.</summary>
    IBotStore Bots { get; }

    /// <summary>Bots that users write.</summary>
    ILibraryStore Library { get; }

    /// <summary>Orders, executions, trades, equity.</summary>
    ITradingStore Trading { get; }

    /// <summary>Lists over all deployments.</summary>
    ITradingReader Reading { get; }

    /// <summary>Logs.</summary>
    ILogStore Logs { get; }

    /// <summary>Plots and states of strategies.</summary>
    IOutputStore Output { get; }

    /// <summary>Audit log.</summary>
    IAuditStore Audit { get; }

    /// <summary>Commands.</summary>
    ICommandStore Commands { get; }

    /// <summary>The queue of research jobs.</summary>
    IJobStore Jobs { get; }

    /// <summary>Stored backtests and studies.</summary>
    IResearchStore Research { get; }

    /// <summary>Users, logins, tokens.</summary>
    IUserStore Users { get; }

    /// <summary>Settings and preferences.</summary>
    IDocumentStore Documents { get; }

    /// <summary>Answers by the keys of requests.</summary>
    IIdempotencyStore Idempotency { get; }

    /// <summary>Writes everything as it is at one instant; the text fits any database Argosy knows.</summary>
    Task Backup(TextWriter to, CancellationToken cancel = default);

    /// <summary>Fills an empty database from a backup, all or nothing, and draws a new installation number.</summary>
    Task<Result<int>> Restore(TextReader from, CancellationToken cancel = default);
}
