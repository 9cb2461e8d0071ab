using System.Data.Common;
using System.Text.Json.Nodes;
using Dapper;

namespace Argosy.Storage.Backups;

/// <summary>Writes a backup of one instant.</summary>
internal static class BackupWriter
{
    public static Task Write(SqlDatabase database, TextWriter to, CancellationToken cancel) => database.Read(
        async transaction =>
        {
            await to.WriteAsync(new JsonObject { ["format"] = BackupFormat.Name, ["installation"] = database.Installation }.ToJsonString() + "\n");
            var rows = 0L;
            foreach (var (table, order) in BackupFormat.Tables)
            {
                await using var reader = await transaction.Connection!.ExecuteReaderAsync($"SELECT * FROM {table} ORDER BY {order}", transaction: transaction);
                for (; await reader.ReadAsync(cancel); rows++) await to.WriteAsync(Row(table, reader).ToJsonString() + "\n");
            }
            await to.WriteAsync(new JsonObject { ["rows"] = rows }.ToJsonString() + "\n");
            await to.FlushAsync(cancel);
            return rows;
        },
        cancel);

    static JsonArray Row(string table, DbDataReader reader)
    {
        var row = new JsonArray { table };
        for (var i = 0; i < reader.FieldCount; i++)
        {
            row.Add(reader.GetValue(i) switch
            {
                long number => JsonValue.Create(number),
                string text => JsonValue.Create(text),
                double number => JsonValue.Create(number),
                DBNull => null,
                byte[] bytes => new JsonObject { ["base64"] = Convert.ToBase64String(bytes) },
                var other => throw new InvalidOperationException($"a column of {table} holds {other.GetType().Name}"),
            });
        }
        return row;
    }
}
