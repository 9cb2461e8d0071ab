using System.Data.Common;
using Argosy.Hosting.Ports;
using Dapper;

namespace Argosy.Storage.Stores;

/// <summary>The queue of jobs in SQL. Every change of a state says which state it expects, so that two servers never both make it.</summary>
internal sealed class JobStore(SqlDatabase database) : IJobStore
{
    const string Columns = "id AS Id, kind AS Kind, state AS State, wish AS Wish, owner AS Owner, request AS Request, progress AS Progress, rate AS Rate, eta_ms AS EtaMs, message AS Message, error AS Error, created AS Created, started AS Started, ended AS Ended, run AS Run, study AS Study, node AS Node, lease AS Lease, attempts AS Attempts";

    public Task<JobRow> Add(JobRow job, CancellationToken cancel = default) => database.Write(
        async t =>
        {
            var row = job with { Id = await Counters.Next(t, "job") };
            await t.Connection!.ExecuteAsync(
                """
                INSERT INTO jobs (id, kind, state, wish, owner, request, progress, rate, eta_ms, message, error, created, started, ended, run, study, node, lease, attempts)
                VALUES (@Id, @Kind, @State, @Wish, @Owner, @Request, @Progress, @Rate, @EtaMs, @Message, @Error, @Created, @Started, @Ended, @Run, @Study, @Node, @Lease, @Attempts)
                """,
                row, t);
            return row;
        },
        durable: true, cancel);

    public Task<JobRow?> Find(long id, CancellationToken cancel = default) => database.Read(t => Find(t, id), cancel);

    public Task<IReadOnlyList<JobRow>> List(JobFilter filter, CancellationToken cancel = default) => database.Read(
        async t =>
        {
            var where = "id < @Before" + (filter.Owner is null ? "" : " AND owner = @Owner") + (filter.Kind is null ? "" : " AND kind = @Kind") + (filter.State is null ? "" : " AND state = @State");
            return (IReadOnlyList<JobRow>)[.. await t.Connection!.QueryAsync<JobRow>($"SELECT {Columns} FROM jobs WHERE {where} ORDER BY id DESC LIMIT @Limit", filter, t)];
        },
        cancel);

    public Task<(int Queued, int Running)> Count(CancellationToken cancel = default) => database.Read(
        async t =>
        {
            var counts = (await t.Connection!.QueryAsync<(string State, long Count)>("SELECT state, COUNT(*) FROM jobs WHERE state IN ('queued', 'running') GROUP BY state", transaction: t)).ToDictionary(c => c.State, c => (int)c.Count, StringComparer.Ordinal);
            return (counts.GetValueOrDefault("queued"), counts.GetValueOrDefault("running"));
        },
        cancel);

    public Task<JobRow?> Claim(string node, long now, long lease, CancellationToken cancel = default) => database.Write(
        t => t.Connection!.QueryFirstOrDefaultAsync<JobRow?>(
            $"""
            UPDATE jobs SET state = 'running', node = @node, lease = @lease, attempts = attempts + 1, started = COALESCE(started, @now)
            WHERE id = (SELECT id FROM jobs WHERE state = 'queued' OR (state = 'running' AND lease < @now) ORDER BY id LIMIT 1 {database.SkipLocked})
            RETURNING {Columns}
            """,
            new { node, now, lease }, t),
        durable: true, cancel);

    public Task<JobRow?> Renew(long id, string node, JobProgress progress, long lease, CancellationToken cancel = default) => database.Write(
        t => t.Connection!.QueryFirstOrDefaultAsync<JobRow?>(
            $"""
            UPDATE jobs SET lease = @lease, progress = @Progress, rate = @Rate, eta_ms = @EtaMs, message = @Message
            WHERE id = @id AND node = @node AND state = 'running' RETURNING {Columns}
            """,
            new { id, node, lease, progress.Progress, progress.Rate, progress.EtaMs, progress.Message }, t),
        durable: false, cancel);

    public Task<bool> End(long id, string node, JobEnd end, long now, CancellationToken cancel = default) => database.Write(
        async t => await t.Connection!.ExecuteAsync(
            """
            UPDATE jobs SET state = @State, wish = '', message = @Message, error = @Error, run = COALESCE(@Run, run), node = '', lease = 0, rate = '', eta_ms = NULL,
                attempts = CASE WHEN @State IN ('paused', 'queued') THEN 0 ELSE attempts END, progress = CASE WHEN @State = 'done' THEN 1.0 ELSE progress END, ended = CASE WHEN @State IN ('paused', 'queued') THEN NULL ELSE @now END
            WHERE id = @id AND node = @node AND state = 'running'
            """,
            new { id, node, end.State, end.Message, end.Error, end.Run, now }, t) == 1,
        durable: true, cancel);

    public Task<JobRow?> Ask(long id, string wish, long now, CancellationToken cancel = default) => database.Write(
        async t =>
        {
            if (wish == "cancel") await t.Connection!.ExecuteAsync("UPDATE jobs SET state = 'cancelled', ended = @now, message = 'cancelled before it ran' WHERE id = @id AND state IN ('queued', 'paused')", new { id, now }, t);
            else await t.Connection!.ExecuteAsync("UPDATE jobs SET state = 'paused' WHERE id = @id AND state = 'queued'", new { id }, t);
            await t.Connection!.ExecuteAsync("UPDATE jobs SET wish = @wish WHERE id = @id AND state = 'running' AND wish <> 'cancel'", new { id, wish }, t);
            return await Find(t, id);
        },
        durable: true, cancel);

    public Task<bool> Resume(long id, CancellationToken cancel = default) => database.Write(
        async t => await t.Connection!.ExecuteAsync("UPDATE jobs SET state = 'queued', wish = '', attempts = 0 WHERE id = @id AND state = 'paused'", new { id }, t) == 1, durable: true, cancel);

    public Task<int> ReleaseAll(CancellationToken cancel = default) => database.Write(
        t => t.Connection!.ExecuteAsync("UPDATE jobs SET lease = 0 WHERE state = 'running'", transaction: t), durable: true, cancel);

    static Task<JobRow?> Find(DbTransaction t, long id) => t.Connection!.QueryFirstOrDefaultAsync<JobRow?>($"SELECT {Columns} FROM jobs WHERE id = @id", new { id }, t);
}
