using System.Data.Common;
using Argosy.Core.Values;
using Argosy.Hosting.Ports;
using Dapper;
using Microsoft.Data.Sqlite;

#pragma warning disable CA1849 // SQLite has no asynchronous calls: the ones named so block as well
namespace Argosy.Storage.Sqlite;

/// <summary>The embedded database: write-ahead log, one writer behind a queue, as many readers as come.</summary>
public static class SqliteDatabase
{
    /// <summary>Opens a database file, or makes it, and brings its tables to this version.</summary>
    /// <returns>An error where the file is no database, cannot be written, or is newer than this Argosy.</returns>
    public static async Task<Result<IDatabase>> Open(string path, CancellationToken cancel = default)
    {
        SQLitePCL.Batteries_V2.Init();
#pragma warning disable CA2000 // the database that is returned owns the connection
        SqliteConnection? writer = null;
        try
        {
            writer = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, ForeignKeys = true, Pooling = false }.ToString());
            await writer.OpenAsync(cancel);
            await writer.ExecuteAsync("PRAGMA journal_mode = WAL; PRAGMA busy_timeout = 10000;");
            using var transaction = writer.BeginTransaction();
            var migrated = await Migrator.Run(transaction, "Sqlite");
            if (!migrated.Ok) return migrated.Error!;
            transaction.Commit();
            var database = new Connections(path, writer) { Installation = migrated.Value };
            writer = null;
            return Result<IDatabase>.Of(database);
        }
        catch (SqliteException failed)
        {
            return Error.BadInput($"the database {path} cannot be opened: {failed.Message}");
        }
        finally
        {
            if (writer is not null) await writer.DisposeAsync();
        }
#pragma warning restore CA2000
    }

    sealed class Connections(string path, SqliteConnection writer) : SqlDatabase
    {
        readonly string _reading = new SqliteConnectionStringBuilder { DataSource = path, ForeignKeys = true }.ToString();
        readonly SemaphoreSlim _queue = new(1);
        bool? _full;

        public override async Task<T> Read<T>(Func<DbTransaction, Task<T>> work, CancellationToken cancel)
        {
            await using var reader = new SqliteConnection(_reading);
            await reader.OpenAsync(cancel);
            using var transaction = reader.BeginTransaction(deferred: true);
            return await work(transaction);
        }

        public override async Task<T> Write<T>(Func<DbTransaction, Task<T>> work, bool durable, CancellationToken cancel)
        {
            // SQLite blocks its thread: never that of the caller, which may be an account's lane with an order still to send.
            await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
            await _queue.WaitAsync(cancel);
            try
            {
                if (_full != durable) await writer.ExecuteAsync(durable ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
                _full = durable;
                // Not deferred: BEGIN IMMEDIATE.
                using var transaction = writer.BeginTransaction(deferred: false);
                var result = await work(transaction);
                transaction.Commit();
                return result;
            }
            finally
            {
                _queue.Release();
            }
        }

        public override Task LockAudit(DbTransaction transaction) => Task.CompletedTask;

        public override Task LockUsers(DbTransaction transaction) => Task.CompletedTask;

        public override async ValueTask DisposeAsync()
        {
            await writer.DisposeAsync();
            await using (var pooled = new SqliteConnection(_reading)) SqliteConnection.ClearPool(pooled);
            _queue.Dispose();
        }
    }
}
