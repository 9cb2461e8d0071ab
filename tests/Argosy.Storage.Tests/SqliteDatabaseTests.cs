using Argosy.Core.Values;
using Argosy.Hosting.Ports;
using Argosy.Storage.Sqlite;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Argosy.Storage.Tests;

public sealed class SqliteDatabaseTests : DatabaseContract
{
    readonly string _folder = Directory.CreateTempSubdirectory("argosy-storage-").FullName;

    protected override async Task<IDatabase> Open(string name)
    {
        var opened = await SqliteDatabase.Open(PathOf(name));
        return opened.Ok ? opened.Value : throw new InvalidOperationException(opened.Error!.Message);
    }

    protected override string Dialect => "Sqlite";

    // A file comes into being with its first statement.
    protected override Task Create(string name) => Task.CompletedTask;

    protected override async Task Execute(string name, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={PathOf(name)};Pooling=False");
        await connection.ExecuteAsync(sql);
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Open_WhatIsNoDatabase_SaysSo()
    {
        await File.WriteAllTextAsync(PathOf("text"), new string('x', 5_000));
        var refused = await SqliteDatabase.Open(PathOf("text"));
        Assert.Equal(ErrorKind.BadInput, refused.Error!.Kind);
        Assert.Contains("cannot be opened", refused.Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Journal_IsWriteAhead()
    {
        await using var connection = new SqliteConnection($"Data Source={PathOf("one")};Pooling=False");
        Assert.Equal("wal", await connection.ExecuteScalarAsync<string>("PRAGMA journal_mode"));
    }

    string PathOf(string name) => Path.Combine(_folder, name + ".db");
}
