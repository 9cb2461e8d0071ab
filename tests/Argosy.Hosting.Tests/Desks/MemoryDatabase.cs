using System.Globalization;
using Argosy.Core.Values;
using Argosy.Hosting.Orders;
using Argosy.Hosting.Ports;

namespace Argosy.Hosting.Tests.Desks;

/// <summary>What a desk needs of a database, on the thread that asks: a real one would end the determinism of virtual time.</summary>
internal sealed class MemoryDatabase : IDatabase, IBotStore, ITradingStore, ILogStore
{
    readonly SortedDictionary<int, DeploymentRow> _deployments = [];

    public SortedDictionary<string, OrderRow> Rows { get; } = new(StringComparer.Ordinal);

    public Dictionary<TradeKey, FillRow> Executions { get; } = [];

    public List<LogRow> Lines { get; } = [];

    /// <summary>Throws at every write while set.</summary>
    public bool IsDown { get; set; }

    public int Installation => 7;

    public IAccountStore Accounts => throw new NotSupportedException();

    public IBotStore Bots => this;

    public ITradingStore Trading => this;

    public ITradingReader Reading => throw new NotSupportedException();

    public ILogStore Logs => this;

    public IOutputStore Output => throw new NotSupportedException();

    public IAuditStore Audit => throw new NotSupportedException();

    public ICommandStore Commands => throw new NotSupportedException();

    public ILibraryStore Library => throw new NotSupportedException();

    public IJobStore Jobs => throw new NotSupportedException();

    public IResearchStore Research => throw new NotSupportedException();

    public IUserStore Users => throw new NotSupportedException();

    public IDocumentStore Documents => throw new NotSupportedException();

    public IIdempotencyStore Idempotency => throw new NotSupportedException();

    public void AddDeployment(int id) => _deployments[id] = new DeploymentRow { Id = id, Bot = "bot", Version = "1.0", Account = "main", State = "running", Configuration = "{}", CreatedAt = 1 };

    public void SetEpoch(int deployment, int epoch) => _deployments[deployment] = _deployments[deployment] with { Epoch = epoch };

    public int EpochOf(int deployment) => _deployments[deployment].Epoch;

    public Task Write(TradingBatch batch, CancellationToken cancel = default)
    {
        if (IsDown) return Task.FromException(new IOException("the database is down"));
        foreach (var order in batch.Orders) Rows[order.ClientId] = order;
        foreach (var fill in batch.Fills) Executions.TryAdd(new TradeKey(fill.Instrument, fill.Side, fill.TradeId), fill);
        return Task.CompletedTask;
    }

    public Task Append(IReadOnlyList<LogRow> lines, CancellationToken cancel = default)
    {
        if (IsDown) return Task.FromException(new IOException("the database is down"));
        Lines.AddRange(lines);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<DeploymentRow>> Deployments(CancellationToken cancel = default) => Task.FromResult<IReadOnlyList<DeploymentRow>>([.. _deployments.Values]);

    public Task<int?> NextEpoch(int deployment, long now, CancellationToken cancel = default)
    {
        if (!_deployments.TryGetValue(deployment, out var row)) return Task.FromResult<int?>(null);
        _deployments[deployment] = row with { Epoch = EpochRule.Next(row.Epoch, now) };
        return Task.FromResult<int?>(_deployments[deployment].Epoch);
    }

    public Task<IReadOnlyList<OrderRow>> Orders(int deployment, long before, int limit, CancellationToken cancel = default) => Task.FromResult<IReadOnlyList<OrderRow>>([.. Rows.Values.Where(r => r.Deployment == deployment)]);

    public Task<IReadOnlyList<FillRow>> Fills(string clientId, CancellationToken cancel = default) => Task.FromResult<IReadOnlyList<FillRow>>([.. Executions.Values.Where(f => f.ClientId == clientId)]);

    public string Text() => string.Join('\n', Lines.Select(l => string.Create(CultureInfo.InvariantCulture, $"{l.Deployment} {l.Level} {l.Message}")));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    Task<bool> IBotStore.Add(BotRow bot, CancellationToken cancel) => throw new NotSupportedException();

    Task<IReadOnlyList<BotRow>> IBotStore.List(CancellationToken cancel) => throw new NotSupportedException();

    Task<DeploymentRow> IBotStore.Deploy(DeploymentRow deployment, CancellationToken cancel) => throw new NotSupportedException();

    Task<bool> IBotStore.Configure(int deployment, string configuration, CancellationToken cancel) => throw new NotSupportedException();

    Task IBotStore.SetStatus(StatusRow status, CancellationToken cancel) => throw new NotSupportedException();

    Task<IReadOnlyList<StatusRow>> IBotStore.Statuses(CancellationToken cancel) => throw new NotSupportedException();

    Task IBotStore.AddCrash(CrashRow crash, CancellationToken cancel) => throw new NotSupportedException();

    Task IBotStore.ForgiveCrashes(string bot, CancellationToken cancel) => throw new NotSupportedException();

    Task<IReadOnlyList<CrashRow>> IBotStore.Crashes(long since, CancellationToken cancel) => throw new NotSupportedException();

    Task<bool> IBotStore.SetState(int deployment, string state, CancellationToken cancel) => throw new NotSupportedException();

    Task<IReadOnlyList<TradeRow>> ITradingStore.Trades(int deployment, CancellationToken cancel) => throw new NotSupportedException();

    Task<IReadOnlyList<EquityRow>> ITradingStore.Equity(int deployment, long from, CancellationToken cancel) => throw new NotSupportedException();

    Task<IReadOnlyList<LogRow>> ILogStore.Last(int deployment, long before, int limit, CancellationToken cancel) => throw new NotSupportedException();

    Task IDatabase.Backup(TextWriter to, CancellationToken cancel) => throw new NotSupportedException();

    Task<Result<int>> IDatabase.Restore(TextReader from, CancellationToken cancel) => throw new NotSupportedException();
}
