using Argosy.Hosting.Orders;
using Argosy.Hosting.Ports;
using Dapper;

namespace Argosy.Storage.Stores;

/// <summary>Bots and deployments in SQL.</summary>
internal sealed class BotStore(SqlDatabase database) : IBotStore
{
    const string Columns = "id AS Id, bot AS Bot, version AS Version, account AS Account, state AS State, configuration AS Configuration, epoch AS Epoch, created_at AS CreatedAt";

    public Task<bool> Add(BotRow bot, CancellationToken cancel = default) => database.Write(
        async t => await t.Connection!.ExecuteAsync(
            "INSERT INTO bots (name, version, language, source, created_at) VALUES (@Name, @Version, @Language, @Source, @CreatedAt) ON CONFLICT (name, version) DO NOTHING", bot, t) == 1,
        durable: true, cancel);

    public Task<IReadOnlyList<BotRow>> List(CancellationToken cancel = default) => database.Read(
        async t => (IReadOnlyList<BotRow>)[.. await t.Connection!.QueryAsync<BotRow>("SELECT name AS Name, version AS Version, language AS Language, source AS Source, created_at AS CreatedAt FROM bots ORDER BY name, created_at, version", transaction: t)],
        cancel);

    // A counter of its own: the number of a deployment that was deleted is part of old client order ids.
    public Task<DeploymentRow> Deploy(DeploymentRow deployment, CancellationToken cancel = default) => database.Write(
        async t =>
        {
            var id = (int)await t.Connection!.QuerySingleAsync<long>("INSERT INTO counters (name, value) VALUES ('deployment', 1) ON CONFLICT (name) DO UPDATE SET value = counters.value + 1 RETURNING value", transaction: t);
            var row = deployment with { Id = id, Epoch = -1 };
            await t.Connection!.ExecuteAsync("INSERT INTO deployments (id, bot, version, account, state, configuration, epoch, created_at) VALUES (@Id, @Bot, @Version, @Account, @State, @Configuration, @Epoch, @CreatedAt)", row, t);
            return row;
        },
        durable: true, cancel);

    public Task<IReadOnlyList<DeploymentRow>> Deployments(CancellationToken cancel = default) => database.Read(
        async t => (IReadOnlyList<DeploymentRow>)[.. await t.Connection!.QueryAsync<DeploymentRow>($"SELECT {Columns} FROM deployments ORDER BY id", transaction: t)], cancel);

    public Task<bool> SetState(int deployment, string state, CancellationToken cancel = default) => database.Write(
        async t => await t.Connection!.ExecuteAsync("UPDATE deployments SET state = @state WHERE id = @deployment", new { state, deployment }, t) == 1, durable: true, cancel);

    public Task<bool> Configure(int deployment, string configuration, CancellationToken cancel = default) => database.Write(
        async t => await t.Connection!.ExecuteAsync("UPDATE deployments SET configuration = @configuration WHERE id = @deployment", new { configuration, deployment }, t) == 1, durable: true, cancel);

    public Task SetStatus(StatusRow status, CancellationToken cancel = default) => database.Write(
        t => t.Connection!.ExecuteAsync("INSERT INTO deployment_status (deployment, time, status) VALUES (@Deployment, @Time, @Status) ON CONFLICT (deployment) DO UPDATE SET time = excluded.time, status = excluded.status", status, t),
        durable: false, cancel);

    public Task<IReadOnlyList<StatusRow>> Statuses(CancellationToken cancel = default) => database.Read(
        async t => (IReadOnlyList<StatusRow>)[.. await t.Connection!.QueryAsync<StatusRow>("SELECT deployment AS Deployment, time AS Time, status AS Status FROM deployment_status ORDER BY deployment", transaction: t)], cancel);

    public Task AddCrash(CrashRow crash, CancellationToken cancel = default) => database.Write(
        t => t.Connection!.ExecuteAsync("INSERT INTO crashes (bot, time) VALUES (@Bot, @Time) ON CONFLICT (bot, time) DO NOTHING", crash, t), durable: true, cancel);

    public Task ForgiveCrashes(string bot, CancellationToken cancel = default) => database.Write(
        t => t.Connection!.ExecuteAsync("DELETE FROM crashes WHERE bot = @bot", new { bot }, t), durable: true, cancel);

    public Task<IReadOnlyList<CrashRow>> Crashes(long since, CancellationToken cancel = default) => database.Read(
        async t => (IReadOnlyList<CrashRow>)[.. await t.Connection!.QueryAsync<CrashRow>("SELECT bot AS Bot, time AS Time FROM crashes WHERE time >= @since ORDER BY time, bot", new { since }, t)], cancel);

    public Task<int?> NextEpoch(int deployment, long now, CancellationToken cancel = default) => database.Write(
        async t =>
        {
            // The update that changes nothing takes the row's lock before it is read.
            var last = await t.Connection!.QueryFirstOrDefaultAsync<long?>("UPDATE deployments SET epoch = epoch WHERE id = @deployment RETURNING epoch", new { deployment }, t);
            if (last is null) return (int?)null;
            var next = EpochRule.Next((int)last, now);
            await t.Connection!.ExecuteAsync("UPDATE deployments SET epoch = @next WHERE id = @deployment", new { next, deployment }, t);
            return next;
        },
        durable: true, cancel);
}
