using Argosy.Core.Values;
using Argosy.Hosting.Ports;
using Argosy.Storage.Postgres;
using Dapper;
using Npgsql;

namespace Argosy.Storage.Tests;

[Trait("Category", "Slow")]
public sealed class PostgresDatabaseTests(PostgresServer server) : DatabaseContract, IClassFixture<PostgresServer>
{
    static int _databases;

    readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    protected override async Task<IDatabase> Open(string name)
    {
        await Create(name);
        var opened = await PostgresDatabase.Open(server.ConnectionString(_names[name]));
        return opened.Ok ? opened.Value : throw new InvalidOperationException(opened.Error!.Message);
    }

    protected override string Dialect => "Postgres";

    protected override async Task Create(string name)
    {
        if (!_names.ContainsKey(name)) await server.Create(_names[name] = $"argosy{Interlocked.Increment(ref _databases)}");
    }

    protected override async Task Execute(string name, string sql)
    {
        await using var connection = new NpgsqlConnection(server.ConnectionString(_names[name]));
        await connection.ExecuteAsync(sql);
    }

    [Fact]
    public async Task Open_ManyServersAtOnce_MigrateOnce()
    {
        await server.Create("together");
        var opened = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => PostgresDatabase.Open(server.ConnectionString("together"))));
        Assert.Single(opened.Select(o => o.Value.Installation).Distinct());
        foreach (var database in opened) await database.Value.DisposeAsync();
    }

    [Fact]
    public async Task Open_NobodyListens_SaysSo()
    {
        var refused = await PostgresDatabase.Open("Host=127.0.0.1;Port=1;Username=postgres;Database=none;Timeout=5");
        Assert.Equal(ErrorKind.Unavailable, refused.Error!.Kind);
        Assert.Contains("cannot be opened", refused.Error.Message, StringComparison.Ordinal);
    }
}
