using Argosy.Hosting.Ports;
using Dapper;

namespace Argosy.Storage.Stores;

/// <summary>Commands in SQL.</summary>
internal sealed class CommandStore(SqlDatabase database) : ICommandStore
{
    public Task<bool> TryAdd(CommandRow command, CancellationToken cancel = default) => database.Write(
        async t => await t.Connection!.ExecuteAsync("INSERT INTO commands (source, id, text, state, answer, time) VALUES (@Source, @Id, @Text, @State, @Answer, @Time) ON CONFLICT (source, id) DO NOTHING", command, t) == 1,
        durable: true, cancel);

    public Task Finish(string source, string id, string state, string answer, CancellationToken cancel = default) => database.Write(
        t => t.Connection!.ExecuteAsync("UPDATE commands SET state = @state, answer = @answer WHERE source = @source AND id = @id", new { source, id, state, answer }, t), durable: false, cancel);

    public Task<CommandRow?> Find(string source, string id, CancellationToken cancel = default) => database.Read(
        async t => await t.Connection!.QuerySingleOrDefaultAsync<CommandRow>("SELECT source AS Source, id AS Id, text AS Text, state AS State, answer AS Answer, time AS Time FROM commands WHERE source = @source AND id = @id", new { source, id }, t),
        cancel);

    public Task<IReadOnlyList<CommandRow>> Last(int limit, CancellationToken cancel = default) => database.Read(
        async t => (IReadOnlyList<CommandRow>)[.. await t.Connection!.QueryAsync<CommandRow>("SELECT source AS Source, id AS Id, text AS Text, state AS State, answer AS Answer, time AS Time FROM commands ORDER BY time DESC, source, id LIMIT @limit", new { limit }, t)],
        cancel);
}
