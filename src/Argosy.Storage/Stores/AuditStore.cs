using Argosy.Core.Values;
using Argosy.Hosting.Auditing;
using Argosy.Hosting.Ports;
using Dapper;

namespace Argosy.Storage.Stores;

/// <summary>The audit log in SQL.</summary>
internal sealed class AuditStore(SqlDatabase database) : IAuditStore
{
    const int Page = 1_000;
    const string Columns = "sequence AS Sequence, time AS Time, actor AS Actor, kind AS Kind, data AS Data, hash AS Hash";

    public async Task<AuditEntry> Append(long time, string actor, string kind, string data, CancellationToken cancel = default) =>
        (await Append([new AuditLine(time, actor, kind, data)], cancel))[0];

    public Task<IReadOnlyList<AuditEntry>> Append(IReadOnlyList<AuditLine> lines, CancellationToken cancel = default) => database.Write<IReadOnlyList<AuditEntry>>(
        async t =>
        {
            await database.LockAudit(t);
            var last = await t.Connection!.QueryFirstOrDefaultAsync<AuditEntry>($"SELECT {Columns} FROM audit ORDER BY sequence DESC LIMIT 1", transaction: t);
            var entries = new List<AuditEntry>(lines.Count);
            foreach (var line in lines) entries.Add(last = AuditEntry.After(last, line.Time, line.Actor, line.Kind, line.Data));
            await t.Connection!.ExecuteAsync("INSERT INTO audit (sequence, time, actor, kind, data, hash) VALUES (@Sequence, @Time, @Actor, @Kind, @Data, @Hash)", entries, t);
            return entries;
        },
        durable: true, cancel);

    public Task<IReadOnlyList<AuditEntry>> From(long sequence, int limit, CancellationToken cancel = default) => database.Read(
        async t => (IReadOnlyList<AuditEntry>)[.. await t.Connection!.QueryAsync<AuditEntry>($"SELECT {Columns} FROM audit WHERE sequence >= @sequence ORDER BY sequence LIMIT @limit", new { sequence, limit }, t)], cancel);

    public Task<IReadOnlyList<AuditEntry>> List(AuditFilter filter, CancellationToken cancel = default) => database.Read(
        async t =>
        {
            var where = "sequence < @Before" + (filter.Kind is null ? "" : " AND kind = @Kind") + (filter.Actor is null ? "" : " AND actor = @Actor") + (filter.From is null ? "" : " AND time >= @From") + (filter.To is null ? "" : " AND time < @To")
                + (filter.Text is null ? "" : " AND data LIKE @text ESCAPE '!'");
            var text = filter.Text is null ? null : $"%{filter.Text.Replace("!", "!!", StringComparison.Ordinal).Replace("%", "!%", StringComparison.Ordinal).Replace("_", "!_", StringComparison.Ordinal)}%";
            return (IReadOnlyList<AuditEntry>)[.. await t.Connection!.QueryAsync<AuditEntry>($"SELECT {Columns} FROM audit WHERE {where} ORDER BY sequence DESC LIMIT @Limit", new { filter.Before, filter.Kind, filter.Actor, filter.From, filter.To, filter.Limit, text }, t)];
        },
        cancel);

    public async Task<Result<long>> Verify(CancellationToken cancel = default)
    {
        var chain = new AuditChain();
        for (var next = long.MinValue; ;)
        {
            var page = await From(next, Page, cancel);
            foreach (var entry in page)
            {
                if (chain.Take(entry) is { } error) return error;
            }
            if (page.Count < Page) return chain.Count;
            next = page[^1].Sequence + 1;
        }
    }
}
