using Argosy.Hosting.Ports;
using Dapper;

namespace Argosy.Storage.Stores;

/// <summary>Logs in SQL.</summary>
internal sealed class LogStore(SqlDatabase database) : ILogStore
{
    public Task Append(IReadOnlyList<LogRow> lines, CancellationToken cancel = default) => database.Write(
        async t =>
        {
            var last = await t.Connection!.QuerySingleAsync<long>("INSERT INTO counters (name, value) VALUES ('log', @Count) ON CONFLICT (name) DO UPDATE SET value = counters.value + @Count RETURNING value", new { Count = (long)lines.Count }, t);
            for (var i = 0; i < lines.Count; i++) await t.Connection!.ExecuteAsync("INSERT INTO logs (sequence, deployment, time, level, message) VALUES (@Sequence, @Deployment, @Time, @Level, @Message)", lines[i] with { Sequence = last - lines.Count + 1 + i }, t);
            return 0;
        },
        durable: false, cancel);

    public Task<IReadOnlyList<LogRow>> Last(int deployment, long before, int limit, CancellationToken cancel = default) => database.Read(
        async t => (IReadOnlyList<LogRow>)[.. await t.Connection!.QueryAsync<LogRow>(
            "SELECT sequence AS Sequence, deployment AS Deployment, time AS Time, level AS Level, message AS Message FROM logs WHERE deployment = @deployment AND sequence < @before ORDER BY sequence DESC LIMIT @limit",
            new { deployment, before, limit }, t)],
        cancel);
}
