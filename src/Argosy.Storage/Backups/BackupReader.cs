using System.Data.Common;
using System.Text.Json;
using System.Text.Json.Nodes;
using Argosy.Core.Values;
using Dapper;

namespace Argosy.Storage.Backups;

/// <summary>Fills an empty database from a backup.</summary>
internal static class BackupReader
{
    /// <summary>All or nothing; the new installation number, or an error that names the line.</summary>
    public static async Task<Result<int>> Read(SqlDatabase database, TextReader from, CancellationToken cancel)
    {
        try
        {
            return await database.Write(t => Fill(t, from, cancel), durable: true, cancel);
        }
        catch (InvalidDataException wrong)
        {
            return Error.BadInput(wrong.Message);
        }
    }

    static async Task<Result<int>> Fill(DbTransaction transaction, TextReader from, CancellationToken cancel)
    {
        await CheckEmpty(transaction);
        if (Parse(await from.ReadLineAsync(cancel), 1) is not JsonObject head || (string?)head["format"] != BackupFormat.Name) throw new InvalidDataException($"line 1 is not the head of a backup ({BackupFormat.Name})");
        await transaction.Connection!.ExecuteAsync("DELETE FROM counters", transaction: transaction);
        var rows = 0L;
        for (var line = 2L; ; line++, rows++)
        {
            var node = Parse(await from.ReadLineAsync(cancel), line);
            if (node is JsonArray row) await Insert(transaction, row, line);
            else if (node is JsonObject end && (long?)end["rows"] == rows) break;
            else throw new InvalidDataException($"line {line}: the backup ends after {rows} rows, but not as it should; it is cut off or changed");
        }
        return (int)await Migrator.DrawInstallation(transaction);
    }

    static async Task CheckEmpty(DbTransaction transaction)
    {
        foreach (var (table, _) in BackupFormat.Tables.Where(t => t.Name != "counters"))
        {
            if (await transaction.Connection!.ExecuteScalarAsync<long>($"SELECT COUNT(*) FROM {table}", transaction: transaction) > 0) throw new InvalidDataException($"a backup is restored into an empty database; table {table} has rows");
        }
    }

    static async Task Insert(DbTransaction transaction, JsonArray row, long line)
    {
        var table = BackupFormat.Tables.FirstOrDefault(t => t.Name == (string?)row[0]).Name ?? throw new InvalidDataException($"line {line}: there is no table '{row[0]}'");
        var parameters = new DynamicParameters();
        for (var i = 1; i < row.Count; i++) parameters.Add($"p{i}", Value(row[i], line));
        try
        {
            await transaction.Connection!.ExecuteAsync($"INSERT INTO {table} VALUES ({string.Join(", ", Enumerable.Range(1, row.Count - 1).Select(i => $"@p{i}"))})", parameters, transaction);
        }
        catch (DbException refused)
        {
            throw new InvalidDataException($"line {line}: the row does not fit table {table}: {refused.Message}", refused);
        }
    }

    static object? Value(JsonNode? node, long line) => node switch
    {
        null => null,
        JsonObject bytes => Convert.FromBase64String((string?)bytes["base64"] ?? ""),
        JsonValue value when value.TryGetValue(out string? text) => text,
        JsonValue value when value.TryGetValue(out long number) => number,
        JsonValue value when value.TryGetValue(out double number) => number,
        _ => throw new InvalidDataException($"line {line}: a value is neither text nor a number"),
    };

    static JsonNode? Parse(string? text, long line)
    {
        try
        {
            return text is null ? null : JsonNode.Parse(text);
        }
        catch (JsonException broken)
        {
            throw new InvalidDataException($"line {line} is not JSON: {broken.Message}", broken);
        }
    }
}
