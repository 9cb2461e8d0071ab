using Argosy.Hosting.Ports;

namespace Argosy.Hosting.Desks;

/// <summary>What of the database an account's desk uses.</summary>
internal interface IDeskStore
{
    /// <summary>The number this Argosy carries in its client order ids.</summary>
    int Installation { get; }

    /// <summary>All deployments with their epochs.</summary>
    Task<IReadOnlyList<DeploymentRow>> Deployments(CancellationToken cancel);

    /// <summary>Begins a deployment's next epoch; null where there is no such deployment.</summary>
    Task<int?> NextEpoch(int deployment, long now, CancellationToken cancel);

    /// <summary>Writes orders and executions, all or nothing.</summary>
    Task Write(TradingBatch rows, CancellationToken cancel);

    /// <summary>Writes lines of deployments' logs.</summary>
    Task Write(IReadOnlyList<LogRow> lines, CancellationToken cancel);
}

/// <summary>The database's part in it.</summary>
internal sealed class DeskStore(IDatabase database) : IDeskStore
{
    public int Installation => database.Installation;

    public Task<IReadOnlyList<DeploymentRow>> Deployments(CancellationToken cancel) => database.Bots.Deployments(cancel);

    public Task<int?> NextEpoch(int deployment, long now, CancellationToken cancel) => database.Bots.NextEpoch(deployment, now, cancel);

    public Task Write(TradingBatch rows, CancellationToken cancel) => database.Trading.Write(rows, cancel);

    public Task Write(IReadOnlyList<LogRow> lines, CancellationToken cancel) => database.Logs.Append(lines, cancel);
}
