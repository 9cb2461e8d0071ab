using System.Data.Common;
using Argosy.Core.Values;
using Argosy.Hosting.Ports;
using Argosy.Storage.Backups;
using Argosy.Storage.Stores;

namespace Argosy.Storage;

/// <summary>What both databases have in common: the stores, written once; they differ in how a reader and the writer come to a connection.</summary>
internal abstract class SqlDatabase : IDatabase
{
    protected SqlDatabase()
    {
        Accounts = new AccountStore(this);
        Bots = new BotStore(this);
        Library = new LibraryStore(this);
        Trading = new TradingStore(this);
        Reading = new TradingReader(this);
        Logs = new LogStore(this);
        Output = new OutputStore(this);
        Audit = new AuditStore(this);
        Commands = new CommandStore(this);
        Jobs = new JobStore(this);
        Research = new ResearchStore(this);
        Users = new UserStore(this);
        Documents = new DocumentStore(this);
        Idempotency = new IdempotencyStore(this);
    }

    public int Installation { get; internal set; }

    public IAccountStore Accounts { get; }

    public IBotStore Bots { get; }

    public ILibraryStore Library { get; }

    public ITradingStore Trading { get; }

    public ITradingReader Reading { get; }

    public ILogStore Logs { get; }

    public IOutputStore Output { get; }

    public IAuditStore Audit { get; }

    public ICommandStore Commands { get; }

    public IJobStore Jobs { get; }

    public IResearchStore Research { get; }

    /// <summary>What lets a reader that is about to change a row pass over those that others are changing; empty where there is one writer.</summary>
    public virtual string SkipLocked => "";

    public IUserStore Users { get; }

    public IDocumentStore Documents { get; }

    public IIdempotencyStore Idempotency { get; }

    /// <summary>Runs queries that see one state of the database.</summary>
    public abstract Task<T> Read<T>(Func<DbTransaction, Task<T>> work, CancellationToken cancel);

    /// <summary>Runs a change, all or nothing, one at a time where the database has one writer.</summary>
    /// <param name="work">The change.</param>
    /// <param name="durable">Whether it must be on the disk at return; otherwise the journal holds what a power failure could take.</param>
    /// <param name="cancel">Ends the wait; a change that began is finished or undone.</param>
    public abstract Task<T> Write<T>(Func<DbTransaction, Task<T>> work, bool durable, CancellationToken cancel);

    /// <summary>Keeps other appenders of the audit log out until the transaction ends.</summary>
    public abstract Task LockAudit(DbTransaction transaction);

    /// <summary>Keeps other changes of users out until the transaction ends: who counts owners counts what stays.</summary>
    public abstract Task LockUsers(DbTransaction transaction);

    public Task Backup(TextWriter to, CancellationToken cancel = default) => BackupWriter.Write(this, to, cancel);

    public async Task<Result<int>> Restore(TextReader from, CancellationToken cancel = default)
    {
        var restored = await BackupReader.Read(this, from, cancel);
        if (restored.Ok) Installation = restored.Value;
        return restored;
    }

    public abstract ValueTask DisposeAsync();
}
