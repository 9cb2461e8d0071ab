using System.Data.Common;
using Dapper;

namespace Argosy.Storage.Stores;

/// <summary>Numbers that are given once, whatever is deleted later.</summary>
internal static class Counters
{
    /// <summary>The next number of a name, from 1.</summary>
    public static Task<long> Next(DbTransaction transaction, string name) => transaction.Connection!.QuerySingleAsync<long>(
        "INSERT INTO counters (name, value) VALUES (@name, 1) ON CONFLICT (name) DO UPDATE SET value = counters.value + 1 RETURNING value", new { name }, transaction);
}
