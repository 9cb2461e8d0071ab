using System.Data.Common;
using Argosy.Hosting.Ports;
using Dapper;

namespace Argosy.Storage.Stores;

/// <summary>Runs and studies in SQL. Every figure of a run is a row, so that any of them can order a list.</summary>
internal sealed class ResearchStore(SqlDatabase database) : IResearchStore
{
    const string Columns = "r.id AS Id, r.job AS Job, r.owner AS Owner, r.strategy AS Strategy, r.parameters AS Parameters, r.bot AS Bot, r.version AS Version, r.instruments AS Instruments, r.timeframe AS Timeframe, r.from_time AS FromTime, r.to_time AS ToTime, r.metrics AS Metrics, r.request AS Request, r.warnings AS Warnings, r.data_hash AS DataHash, r.trade_hash AS TradeHash, r.state_hash AS StateHash, r.rerun_of AS RerunOf, r.note AS Note, r.tags AS Tags, r.star AS Star, r.pinned AS Pinned, r.shared AS Shared, r.created AS Created";
    const string StudyColumns = "id AS Id, job AS Job, kind AS Kind, owner AS Owner, strategy AS Strategy, request AS Request, summary AS Summary, note AS Note, created AS Created";

    public Task<RunRow> AddRun(RunRow run, IReadOnlyDictionary<string, double> figures, CancellationToken cancel = default) => database.Write(
        async t =>
        {
            // A server that was killed between its run and the end of its job does both again: the run is there once.
            if (await t.Connection!.QueryFirstOrDefaultAsync<RunRow?>($"SELECT {Columns} FROM runs r WHERE r.job = @Job", new { run.Job }, t) is { } stored) return stored;
            var row = run with { Id = await Counters.Next(t, "run") };
            await t.Connection!.ExecuteAsync(
                """
                INSERT INTO runs (id, job, owner, strategy, parameters, bot, version, instruments, timeframe, from_time, to_time, metrics, request, warnings, data_hash, trade_hash, state_hash, rerun_of, note, tags, star, pinned, shared, created)
                VALUES (@Id, @Job, @Owner, @Strategy, @Parameters, @Bot, @Version, @Instruments, @Timeframe, @FromTime, @ToTime, @Metrics, @Request, @Warnings, @DataHash, @TradeHash, @StateHash, @RerunOf, @Note, @Tags, @star, @pinned, @shared, @Created)
                """,
                new
                {
                    row.Id, row.Job, row.Owner, row.Strategy, row.Parameters, row.Bot, row.Version, row.Instruments, row.Timeframe, row.FromTime, row.ToTime, row.Metrics, row.Request, row.Warnings, row.DataHash, row.TradeHash,
                    row.StateHash, row.RerunOf, row.Note, row.Tags, star = Bit(row.Star), pinned = Bit(row.Pinned), shared = Bit(row.Shared), row.Created,
                },
                t);
            await t.Connection!.ExecuteAsync("INSERT INTO run_figures (run, name, value) VALUES (@run, @name, @value)", figures.Where(f => double.IsFinite(f.Value)).Select(f => new { run = row.Id, name = f.Key, value = f.Value }), t);
            return row;
        },
        durable: true, cancel);

    public Task<RunRow?> FindRun(long id, CancellationToken cancel = default) => database.Read(t => Find(t, id), cancel);

    public Task<IReadOnlyList<RunRow>> Runs(RunFilter filter, CancellationToken cancel = default) => database.Read(
        async t => (IReadOnlyList<RunRow>)[.. await t.Connection!.QueryAsync<RunRow>(RunQuery.Page(filter, Columns), RunQuery.Parameters(filter), t)], cancel);

    public Task<long> CountRuns(RunFilter filter, CancellationToken cancel = default) => database.Read(
        t => t.Connection!.ExecuteScalarAsync<long>($"SELECT COUNT(*) FROM runs r WHERE {RunQuery.Where(filter)}", RunQuery.Parameters(filter), t), cancel);

    public Task<RunRow?> ChangeRun(long id, RunChange change, CancellationToken cancel = default) => database.Write(
        async t =>
        {
            var tags = change.Tags is { } given ? given.Count == 0 ? "," : $",{string.Join(',', given)}," : null;
            await t.Connection!.ExecuteAsync(
                "UPDATE runs SET note = COALESCE(@Note, note), tags = COALESCE(@tags, tags), star = COALESCE(@star, star), pinned = COALESCE(@pinned, pinned), shared = COALESCE(@shared, shared) WHERE id = @id",
                new { id, change.Note, tags, star = Bit(change.Star), pinned = Bit(change.Pinned), shared = Bit(change.Shared) }, t);
            return await Find(t, id);
        },
        durable: true, cancel);

    public Task<bool> DeleteRun(long id, CancellationToken cancel = default) => database.Write(
        async t => await t.Connection!.ExecuteAsync("DELETE FROM runs WHERE id = @id", new { id }, t) == 1, durable: true, cancel);

    public Task<StudyRow> AddStudy(StudyRow study, CancellationToken cancel = default) => database.Write(
        async t =>
        {
            var row = study with { Id = await Counters.Next(t, "study") };
            await t.Connection!.ExecuteAsync("INSERT INTO studies (id, job, kind, owner, strategy, request, summary, note, created) VALUES (@Id, @Job, @Kind, @Owner, @Strategy, @Request, @Summary, @Note, @Created)", row, t);
            return row;
        },
        durable: true, cancel);

    public Task<StudyRow?> FindStudy(long id, CancellationToken cancel = default) => database.Read(
        t => t.Connection!.QueryFirstOrDefaultAsync<StudyRow?>($"SELECT {StudyColumns} FROM studies WHERE id = @id", new { id }, t), cancel);

    public Task<IReadOnlyList<StudyRow>> Studies(string? owner, string? kind, long before, int limit, CancellationToken cancel = default) => database.Read(
        async t =>
        {
            var where = "id < @before" + (owner is null ? "" : " AND owner = @owner") + (kind is null ? "" : " AND kind = @kind");
            return (IReadOnlyList<StudyRow>)[.. await t.Connection!.QueryAsync<StudyRow>($"SELECT {StudyColumns} FROM studies WHERE {where} ORDER BY id DESC LIMIT @limit", new { owner, kind, before, limit }, t)];
        },
        cancel);

    public Task BindStudy(long id, long job, CancellationToken cancel = default) => database.Write(
        t => t.Connection!.ExecuteAsync("UPDATE studies SET job = @job WHERE id = @id", new { id, job }, t), durable: true, cancel);

    public Task SummariseStudy(long id, string summary, CancellationToken cancel = default) => database.Write(
        t => t.Connection!.ExecuteAsync("UPDATE studies SET summary = @summary WHERE id = @id", new { id, summary }, t), durable: true, cancel);

    public Task<bool> DeleteStudy(long id, CancellationToken cancel = default) => database.Write(
        async t => await t.Connection!.ExecuteAsync("DELETE FROM studies WHERE id = @id", new { id }, t) == 1, durable: true, cancel);

    static Task<RunRow?> Find(DbTransaction t, long id) => t.Connection!.QueryFirstOrDefaultAsync<RunRow?>($"SELECT {Columns} FROM runs r WHERE r.id = @id", new { id }, t);

    static long Bit(bool value) => value ? 1L : 0L;

    static long? Bit(bool? value) => value is { } known ? Bit(known) : null;
}
