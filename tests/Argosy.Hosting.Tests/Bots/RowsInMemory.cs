using Argosy.Core.Values;
using Argosy.Hosting.Ports;

namespace Argosy.Hosting.Tests.Bots;

/// <summary>A database whose writes are kept in lists; what these tests do not ask is not there.</summary>
internal sealed class RowsInMemory : IDatabase, ITradingStore, ILogStore, IOutputStore
{
    /// <summary>Whether rows are let go at once: where days are run, they are not what is measured.</summary>
    public bool IsForgetful { get; init; }

    public List<TradingBatch> Batches { get; } = [];

    public List<LogRow> Lines { get; } = [];

    public int Installation => 1;

    public IAccountStore Accounts => throw new NotSupportedException();

    public IBotStore Bots { get; } = new StatesInMemory();

    public ITradingStore Trading => this;

    public ITradingReader Reading => throw new NotSupportedException();

    public ILogStore Logs => this;

    public IOutputStore Output => this;

    public List<PlotRow> Points { get; } = [];

    public Dictionary<string, StrategyStateRow> Kept { get; } = [];

    public IAuditStore Audit => throw new NotSupportedException();

    public ICommandStore Commands => throw new NotSupportedException();

    public ILibraryStore Library => throw new NotSupportedException();

    public IJobStore Jobs => throw new NotSupportedException();

    public IResearchStore Research => throw new NotSupportedException();

    public IUserStore Users => throw new NotSupportedException();

    public IDocumentStore Documents => throw new NotSupportedException();

    public IIdempotencyStore Idempotency => throw new NotSupportedException();

    public Task Write(TradingBatch batch, CancellationToken cancel = default)
    {
        if (!IsForgetful) lock (Batches) Batches.Add(batch);
        return Task.CompletedTask;
    }

    public Task Append(IReadOnlyList<LogRow> lines, CancellationToken cancel = default)
    {
        if (!IsForgetful) lock (Lines) Lines.AddRange(lines);
        return Task.CompletedTask;
    }

    public Task Plot(IReadOnlyList<PlotRow> points, CancellationToken cancel = default)
    {
        lock (Points) Points.AddRange(points);
        return Task.CompletedTask;
    }

    public Task Keep(IReadOnlyList<StrategyStateRow> states, CancellationToken cancel = default)
    {
        lock (Kept)
        {
            foreach (var state in states) Kept[state.Instrument] = state;
        }
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<PlotRow>> Plots(IReadOnlyCollection<int> deployments, long from, int limit, CancellationToken cancel = default) => throw new NotSupportedException();

    public Task<IReadOnlyList<StrategyStateRow>> States(int deployment, CancellationToken cancel = default) => throw new NotSupportedException();

    public Task<int> Prune(int deployment, int points, int lines, CancellationToken cancel = default) => Task.FromResult(0);

    public Task<IReadOnlyList<LogRow>> Last(int deployment, long before, int limit, CancellationToken cancel = default) => throw new NotSupportedException();

    public Task<IReadOnlyList<OrderRow>> Orders(int deployment, long before, int limit, CancellationToken cancel = default) => throw new NotSupportedException();

    public Task<IReadOnlyList<FillRow>> Fills(string clientId, CancellationToken cancel = default) => throw new NotSupportedException();

    public Task<IReadOnlyList<TradeRow>> Trades(int deployment, CancellationToken cancel = default) => throw new NotSupportedException();

    public Task<IReadOnlyList<EquityRow>> Equity(int deployment, long from, CancellationToken cancel = default) => throw new NotSupportedException();

    public Task Backup(TextWriter to, CancellationToken cancel = default) => throw new NotSupportedException();

    public Task<Result<int>> Restore(TextReader from, CancellationToken cancel = default) => throw new NotSupportedException();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    sealed class StatesInMemory : IBotStore
    {
        public Task<bool> Add(BotRow bot, CancellationToken cancel = default) => throw new NotSupportedException();

        public Task<IReadOnlyList<BotRow>> List(CancellationToken cancel = default) => throw new NotSupportedException();

        public Task<DeploymentRow> Deploy(DeploymentRow deployment, CancellationToken cancel = default) => throw new NotSupportedException();

        public Task<IReadOnlyList<DeploymentRow>> Deployments(CancellationToken cancel = default) => throw new NotSupportedException();

        public Task<bool> SetState(int deployment, string state, CancellationToken cancel = default) => Task.FromResult(true);

        public Task<bool> Configure(int deployment, string configuration, CancellationToken cancel = default) => throw new NotSupportedException();

        public Task SetStatus(StatusRow status, CancellationToken cancel = default) => Task.CompletedTask;

        public Task<IReadOnlyList<StatusRow>> Statuses(CancellationToken cancel = default) => throw new NotSupportedException();

        public Task AddCrash(CrashRow crash, CancellationToken cancel = default) => Task.CompletedTask;

        public Task ForgiveCrashes(string bot, CancellationToken cancel = default) => Task.CompletedTask;

        public Task<IReadOnlyList<CrashRow>> Crashes(long since, CancellationToken cancel = default) => throw new NotSupportedException();

        public Task<int?> NextEpoch(int deployment, long now, CancellationToken cancel = default) => throw new NotSupportedException();
    }
}
