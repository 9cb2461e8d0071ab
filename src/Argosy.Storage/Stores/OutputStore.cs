using System.Globalization;
using Argosy.Hosting.Ports;
using Dapper;

namespace Argosy.Storage.Stores;

/// <summary>Plots and states of strategies in SQL.</summary>
internal sealed class OutputStore(SqlDatabase database) : IOutputStore
{
    const string PlotColumns = "deployment AS Deployment, instrument AS Instrument, panel AS Panel, name AS Name, kind AS Kind, time AS Time, value AS Value";

    public Task Plot(IReadOnlyList<PlotRow> points, CancellationToken cancel = default) => database.Write(
        t => t.Connection!.ExecuteAsync(
            "INSERT INTO plots (deployment, instrument, panel, name, kind, time, value) VALUES (@Deployment, @Instrument, @Panel, @Name, @Kind, @Time, @Value) ON CONFLICT (deployment, instrument, panel, name, time) DO UPDATE SET kind = excluded.kind, value = excluded.value", points, t),
        durable: false, cancel);

    public Task<IReadOnlyList<PlotRow>> Plots(IReadOnlyCollection<int> deployments, long from, int limit, CancellationToken cancel = default) => database.Read(
        async t => (IReadOnlyList<PlotRow>)[.. (await t.Connection!.QueryAsync<PlotRow>(
            $"SELECT {PlotColumns} FROM plots WHERE deployment IN ({Numbers(deployments)}) AND time >= @from ORDER BY time DESC, deployment DESC, instrument, panel, name LIMIT @limit", new { from, limit }, t)).Reverse()],
        cancel);

    public Task Keep(IReadOnlyList<StrategyStateRow> states, CancellationToken cancel = default) => database.Write(
        t => t.Connection!.ExecuteAsync(
            "INSERT INTO strategy_states (deployment, instrument, time, state) VALUES (@Deployment, @Instrument, @Time, @State) ON CONFLICT (deployment, instrument) DO UPDATE SET time = excluded.time, state = excluded.state", states, t),
        durable: false, cancel);

    public Task<IReadOnlyList<StrategyStateRow>> States(int deployment, CancellationToken cancel = default) => database.Read(
        async t => (IReadOnlyList<StrategyStateRow>)[.. await t.Connection!.QueryAsync<StrategyStateRow>("SELECT deployment AS Deployment, instrument AS Instrument, time AS Time, state AS State FROM strategy_states WHERE deployment = @deployment ORDER BY instrument", new { deployment }, t)],
        cancel);

    // Whole instants go: where the oldest kept point stands others of its time stay.
    public Task<int> Prune(int deployment, int points, int lines, CancellationToken cancel = default) => database.Write(
        async t => await t.Connection!.ExecuteAsync("DELETE FROM plots WHERE deployment = @deployment AND time < (SELECT time FROM plots WHERE deployment = @deployment ORDER BY time DESC LIMIT 1 OFFSET @last)", new { deployment, last = points - 1 }, t)
            + await t.Connection!.ExecuteAsync("DELETE FROM logs WHERE deployment = @deployment AND sequence < (SELECT sequence FROM logs WHERE deployment = @deployment ORDER BY sequence DESC LIMIT 1 OFFSET @last)", new { deployment, last = lines - 1 }, t),
        durable: false, cancel);

    // The databases take lists as parameters in different ways; numbers need none. An empty list is no list in SQL.
    static string Numbers(IReadOnlyCollection<int> deployments) => deployments.Count > 0 ? string.Join(',', deployments.Select(deployment => deployment.ToString(CultureInfo.InvariantCulture))) : "0";
}
