using System.Data.Common;
using System.Reflection;
using System.Security.Cryptography;
using Argosy.Core.Values;
using Argosy.Hosting.Orders;
using Dapper;

namespace Argosy.Storage;

/// <summary>Brings a database's tables to this version: numbered SQL resources, each once, in order, under the database's own lock.</summary>
internal static class Migrator
{
    /// <summary>Runs what is missing within a transaction that holds the lock; the installation number, or an error where the database is newer.</summary>
    public static async Task<Result<int>> Run(DbTransaction transaction, string dialect)
    {
        var connection = transaction.Connection!;
        await connection.ExecuteAsync("CREATE TABLE IF NOT EXISTS schema_migrations (number BIGINT NOT NULL PRIMARY KEY, name TEXT NOT NULL)", transaction: transaction);
        var done = (await connection.QueryAsync<long>("SELECT number FROM schema_migrations ORDER BY number", transaction: transaction)).ToHashSet();
        var known = Scripts(dialect);
        if (done.Count > 0 && done.Max() > known[^1].Number) return Error.NotSupported($"the database has schema {done.Max()}; this Argosy knows {known[^1].Number}. It was opened by a newer Argosy");
        foreach (var script in known.Where(s => !done.Contains(s.Number)))
        {
            await connection.ExecuteAsync(script.Sql, transaction: transaction);
            await connection.ExecuteAsync("INSERT INTO schema_migrations (number, name) VALUES (@Number, @Name)", new { script.Number, script.Name }, transaction);
        }
        var installation = await connection.QueryFirstOrDefaultAsync<long?>("SELECT value FROM counters WHERE name = 'installation'", transaction: transaction);
        return (int)(installation ?? await DrawInstallation(transaction));
    }

    /// <summary>Gives the database a number of its own for client order ids.</summary>
    public static async Task<long> DrawInstallation(DbTransaction transaction)
    {
        long drawn = RandomNumberGenerator.GetInt32(1, ClientOrderId.MaxInstallation + 1);
        await transaction.Connection!.ExecuteAsync("INSERT INTO counters (name, value) VALUES ('installation', @drawn) ON CONFLICT (name) DO UPDATE SET value = excluded.value", new { drawn }, transaction);
        return drawn;
    }

    static List<(long Number, string Name, string Sql)> Scripts(string dialect)
    {
        var assembly = Assembly.GetExecutingAssembly();
        var prefix = $"Argosy.Storage.Migrations.{dialect}.";
        var scripts = new List<(long, string, string)>();
        foreach (var resource in assembly.GetManifestResourceNames().Where(n => n.StartsWith(prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            var name = resource[prefix.Length..];
            scripts.Add((long.Parse(name[..4], System.Globalization.CultureInfo.InvariantCulture), name, reader.ReadToEnd()));
        }
        return scripts;
    }
}
