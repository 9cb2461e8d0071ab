using System.Data;
using System.Data.Common;
using Argosy.Core.Values;
using Argosy.Hosting.Ports;
using Dapper;
using Npgsql;

namespace Argosy.Storage.Postgres;

/// <summary>The database for several servers.</summary>
public static class PostgresDatabase
{
    const long MigrationLock = 0x4152_474F_5359; // "ARGOSY"

    /// <summary>Connects and brings the tables to this version; servers that start together wait for one another.</summary>
    /// <returns>An error where the server does not answer or refuses, or the database is newer than this Argosy.</returns>
    public static async Task<Result<IDatabase>> Open(string connectionString, CancellationToken cancel = default)
    {
#pragma warning disable CA2000 // the database that is returned owns the source
        NpgsqlDataSource? source = null;
        try
        {
            source = NpgsqlDataSource.Create(connectionString);
            await using var connection = await source.OpenConnectionAsync(cancel);
            await using var transaction = await connection.BeginTransactionAsync(cancel);
            await connection.ExecuteAsync("SELECT pg_advisory_xact_lock(@MigrationLock)", new { MigrationLock }, transaction);
            var migrated = await Migrator.Run(transaction, "Postgres");
            if (!migrated.Ok) return migrated.Error!;
            await transaction.CommitAsync(cancel);
            var database = new Connections(source) { Installation = migrated.Value };
            source = null;
            return Result<IDatabase>.Of(database);
        }
        catch (Exception failed) when (failed is NpgsqlException or ArgumentException)
        {
            return new Error(ErrorKind.Unavailable, $"the PostgreSQL database cannot be opened: {failed.Message}");
        }
        finally
        {
            if (source is not null) await source.DisposeAsync();
        }
#pragma warning restore CA2000
    }

    sealed class Connections(NpgsqlDataSource source) : SqlDatabase
    {
        public override async Task<T> Read<T>(Func<DbTransaction, Task<T>> work, CancellationToken cancel)
        {
            await using var connection = await source.OpenConnectionAsync(cancel);
            await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancel);
            return await work(transaction);
        }

        public override async Task<T> Write<T>(Func<DbTransaction, Task<T>> work, bool durable, CancellationToken cancel)
        {
            await using var connection = await source.OpenConnectionAsync(cancel);
            await using var transaction = await connection.BeginTransactionAsync(cancel);
            if (!durable) await connection.ExecuteAsync("SET LOCAL synchronous_commit = off", transaction: transaction);
            var result = await work(transaction);
            await transaction.CommitAsync(cancel);
            return result;
        }

        public override string SkipLocked => "FOR UPDATE SKIP LOCKED";

        public override Task LockAudit(DbTransaction transaction) => transaction.Connection!.ExecuteAsync("LOCK TABLE audit IN EXCLUSIVE MODE", transaction: transaction);

        public override Task LockUsers(DbTransaction transaction) => transaction.Connection!.ExecuteAsync("LOCK TABLE users IN SHARE ROW EXCLUSIVE MODE", transaction: transaction);

        public override ValueTask DisposeAsync() => source.DisposeAsync();
    }
}
