using Argosy.Hosting.Ports;
using Dapper;

namespace Argosy.Storage.Stores;

/// <summary>Small documents in SQL.</summary>
internal sealed class DocumentStore(SqlDatabase database) : IDocumentStore
{
    public Task<string?> Get(string scope, string name, CancellationToken cancel = default) => database.Read(
        t => t.Connection!.QueryFirstOrDefaultAsync<string?>("SELECT value FROM documents WHERE scope = @scope AND name = @name", new { scope, name }, t), cancel);

    public Task<string> GetOrAdd(string scope, string name, string value, CancellationToken cancel = default) => database.Write(
        async t =>
        {
            await t.Connection!.ExecuteAsync("INSERT INTO documents (scope, name, value) VALUES (@scope, @name, @value) ON CONFLICT (scope, name) DO NOTHING", new { scope, name, value }, t);
            return await t.Connection!.QueryFirstAsync<string>("SELECT value FROM documents WHERE scope = @scope AND name = @name", new { scope, name }, t);
        },
        durable: true, cancel);

    public Task Put(string scope, string name, string value, CancellationToken cancel = default) => database.Write(
        t => t.Connection!.ExecuteAsync("INSERT INTO documents (scope, name, value) VALUES (@scope, @name, @value) ON CONFLICT (scope, name) DO UPDATE SET value = excluded.value", new { scope, name, value }, t),
        durable: true, cancel);

    public Task Remove(string scope, CancellationToken cancel = default) => database.Write(t => t.Connection!.ExecuteAsync("DELETE FROM documents WHERE scope = @scope", new { scope }, t), durable: true, cancel);
}
