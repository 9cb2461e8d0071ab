using System.Data.Common;
using Argosy.Hosting.Ports;
using Dapper;

namespace Argosy.Storage.Stores;

/// <summary>Bots that users write, and their drafts, in SQL.</summary>
internal sealed partial class LibraryStore(SqlDatabase database) : ILibraryStore
{
    const string Columns = "l.id AS Id, l.name AS Name, l.owner AS Owner, l.language AS Language, l.description AS Description, l.tags AS Tags, l.instruments AS Instruments, l.timeframe AS Timeframe, l.shared AS Shared, l.archived AS Archived, l.created AS Created, l.edited AS Edited";
    const string DraftColumns = "bot AS Bot, user_name AS \"User\", revision AS Revision, base AS Base, edited AS Edited, source AS Source";

    public Task<LibraryRow?> Add(LibraryRow bot, CancellationToken cancel = default) => database.Write(
        async t =>
        {
            var row = bot with { Id = await Counters.Next(t, "library") };
            var added = await t.Connection!.ExecuteAsync(
                "INSERT INTO library (id, name, owner, language, description, tags, instruments, timeframe, shared, archived, created, edited) VALUES (@Id, @Name, @Owner, @Language, @Description, @Tags, @Instruments, @Timeframe, @shared, @archived, @Created, @Edited) ON CONFLICT (owner, name) DO NOTHING",
                Values(row), t);
            return added == 1 ? row : null;
        },
        durable: true, cancel);

    public Task<LibraryRow?> Find(long bot, CancellationToken cancel = default) => database.Read(t => One(t, bot), cancel);

    public Task<IReadOnlyList<LibraryRow>> List(string? viewer, CancellationToken cancel = default) => database.Read(
        async t => (IReadOnlyList<LibraryRow>)[.. await t.Connection!.QueryAsync<LibraryRow>($"SELECT {Columns} FROM library l{(viewer is null ? "" : " WHERE l.owner = @viewer OR l.shared = 1")} ORDER BY l.id", new { viewer }, t)], cancel);

    public Task<LibraryChange> Change(long bot, Func<LibraryRow, LibraryRow> change, CancellationToken cancel = default) => database.Write(
        async t =>
        {
            if (!await Hold(t, bot)) return LibraryChange.NotFound;
            var before = (await One(t, bot))!;
            var after = change(before) with { Id = bot, Owner = before.Owner, Language = before.Language, Created = before.Created };
            if (after.Name != before.Name && await t.Connection!.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM library WHERE owner = @Owner AND name = @Name", new { after.Owner, after.Name }, t) > 0) return LibraryChange.NameTaken;
            await t.Connection!.ExecuteAsync("UPDATE library SET name = @Name, description = @Description, tags = @Tags, instruments = @Instruments, timeframe = @Timeframe, shared = @shared, archived = @archived, edited = @Edited WHERE id = @Id", Values(after), t);
            return LibraryChange.Done;
        },
        durable: true, cancel);

    public Task<(LibraryChange Change, LibraryUses Uses)> Remove(long bot, CancellationToken cancel = default) => database.Write(
        async t =>
        {
            if (!await Hold(t, bot)) return (LibraryChange.NotFound, new LibraryUses(0, 0, 0));
            var name = ILibraryStore.NameOf(bot);
            Task<long> Count(string sql) => t.Connection!.ExecuteScalarAsync<long>(sql, new { name, job = $"%\"id\":\"{bot}\"%" }, t);
            var uses = new LibraryUses(
                await Count("SELECT COUNT(*) FROM deployments WHERE bot = @name AND state <> 'deleted'"), await Count("SELECT COUNT(*) FROM jobs WHERE state IN ('queued', 'running', 'paused') AND request LIKE @job"), await Count("SELECT COUNT(*) FROM runs WHERE bot = @name"));
            if (uses is not { Deployments: 0, Jobs: 0, Runs: 0 }) return (LibraryChange.InUse, uses);
            await t.Connection!.ExecuteAsync("DELETE FROM library WHERE id = @bot", new { bot }, t);
            await t.Connection!.ExecuteAsync("DELETE FROM documents WHERE scope = @scope", new { scope = $"bot:{bot}" }, t);
            return (LibraryChange.Done, uses);
        },
        durable: true, cancel);

    public Task<IReadOnlyDictionary<long, long>> DeploymentCounts(CancellationToken cancel = default) => database.Read(
        async t => (IReadOnlyDictionary<long, long>)(await t.Connection!.QueryAsync<(string Bot, long Count)>("SELECT bot, COUNT(*) FROM deployments WHERE bot LIKE '#%' AND state <> 'deleted' GROUP BY bot", transaction: t))
            .Where(row => ILibraryStore.BotOf(row.Bot) is not null).ToDictionary(row => ILibraryStore.BotOf(row.Bot)!.Value, row => row.Count),
        cancel);

    public Task<IReadOnlyList<BestRunRow>> BestRuns(string? viewer, CancellationToken cancel = default) => database.Read(
        async t => (IReadOnlyList<BestRunRow>)[.. await t.Connection!.QueryAsync<BestRunRow>(
            $"""
            SELECT b.bot AS Bot, b.id AS Run, b.version AS Version, b.value AS Sharpe, d.value AS MaxDrawdown FROM (
              SELECT r.bot, r.id, r.version, f.value, ROW_NUMBER() OVER (PARTITION BY r.bot ORDER BY f.value DESC, r.id DESC) AS place
              FROM runs r JOIN run_figures f ON f.run = r.id AND f.name = 'sharpe' WHERE r.bot LIKE '#%'{(viewer is null ? "" : " AND (r.owner = @viewer OR r.shared = 1)")}
            ) b LEFT JOIN run_figures d ON d.run = b.id AND d.name = 'maxDrawdown' WHERE b.place = 1 ORDER BY b.bot
            """,
            new { viewer }, t)],
        cancel);

    public Task<DraftRow?> Draft(long bot, string user, CancellationToken cancel = default) => database.Read(t => DraftOf(t, bot, user), cancel);

    public Task<IReadOnlyList<long>> Drafts(string user, CancellationToken cancel = default) => database.Read(
        async t => (IReadOnlyList<long>)[.. await t.Connection!.QueryAsync<long>("SELECT bot FROM library_drafts WHERE user_name = @user ORDER BY bot", new { user }, t)], cancel);

    public Task<(bool Saved, DraftRow? Draft)> SaveDraft(DraftRow draft, long over, CancellationToken cancel = default) => database.Write(
        async t =>
        {
            // The bot's row is held: of two tabs that save at once the second finds the first one's draft.
            if (!await Hold(t, draft.Bot)) return (false, null);
            var before = await DraftOf(t, draft.Bot, draft.User);
            if ((before?.Revision ?? 0) != over) return (false, before);
            var after = draft with { Revision = await Counters.Next(t, "draft") };
            await t.Connection!.ExecuteAsync(
                "INSERT INTO library_drafts (bot, user_name, revision, base, edited, source) VALUES (@Bot, @User, @Revision, @Base, @Edited, @Source) ON CONFLICT (bot, user_name) DO UPDATE SET revision = excluded.revision, base = excluded.base, edited = excluded.edited, source = excluded.source",
                after, t);
            return ((bool, DraftRow?))(true, after);
        },
        durable: true, cancel);

    public Task RebaseDraft(long bot, string user, string source, string version, CancellationToken cancel = default) => database.Write(
        t => t.Connection!.ExecuteAsync("UPDATE library_drafts SET base = @version WHERE bot = @bot AND user_name = @user AND source = @source", new { bot, user, source, version }, t), durable: true, cancel);

    public Task<bool> DropDraft(long bot, string user, CancellationToken cancel = default) => database.Write(
        async t => await t.Connection!.ExecuteAsync("DELETE FROM library_drafts WHERE bot = @bot AND user_name = @user", new { bot, user }, t) == 1, durable: true, cancel);

    // An update that changes nothing takes the row's lock, so that who counts and then changes is alone.
    static async Task<bool> Hold(DbTransaction t, long bot) => await t.Connection!.ExecuteAsync("UPDATE library SET id = id WHERE id = @bot", new { bot }, t) == 1;

    static async Task<LibraryRow?> One(DbTransaction t, long bot) => await t.Connection!.QueryFirstOrDefaultAsync<LibraryRow?>($"SELECT {Columns} FROM library l WHERE l.id = @bot", new { bot }, t);

    static async Task<DraftRow?> DraftOf(DbTransaction t, long bot, string user) => await t.Connection!.QueryFirstOrDefaultAsync<DraftRow?>($"SELECT {DraftColumns} FROM library_drafts WHERE bot = @bot AND user_name = @user", new { bot, user }, t);

    static object Values(LibraryRow row) => new
    {
        row.Id, row.Name, row.Owner, row.Language, row.Description, row.Tags, row.Instruments, row.Timeframe, shared = row.Shared ? 1L : 0L, archived = row.Archived ? 1L : 0L, row.Created, row.Edited,
    };
}
