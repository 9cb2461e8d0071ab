using System.Text.Json;
using Argosy.Research.Results;

namespace Argosy.Research.Reports;

/// <summary>How trades ended: of each reason how many, how many gained and what they made.</summary>
static class ExitReasons
{
    /// <summary>Writes the list <c>exits</c>, the most frequent first.</summary>
    public static void Write(Utf8JsonWriter writer, IReadOnlyList<StoredTrade> trades)
    {
        writer.WriteStartArray("exits");
        foreach (var group in trades.GroupBy(t => t.ExitReason, StringComparer.Ordinal).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal))
        {
            writer.WriteStartObject();
            writer.WriteString("reason", group.Key);
            writer.WriteNumber("trades", group.Count());
            writer.WriteNumber("won", group.Count(t => t.Pnl > 0));
            JsonFields.Money(writer, "pnl", group.Sum(t => t.Pnl));
            JsonFields.Number(writer, "meanReturn", group.Average(t => t.ReturnRatio));
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }
}
