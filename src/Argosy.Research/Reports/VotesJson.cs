using System.Text.Json;

namespace Argosy.Research.Reports;

/// <summary>Copies a result's consensus section into a report: voters <c>{id, round, rule}</c> and rows <c>{time, instrument, votes, decision}</c>, a letter a voter.</summary>
/// <remarks>What has another shape is left out: a report is never refused for it.</remarks>
static class VotesJson
{
    /// <summary>Most rows shown: the last ones.</summary>
    const int MaxRows = 4_000;

    public static void Write(Utf8JsonWriter writer, JsonElement? section)
    {
        JsonElement[] rows = section is { ValueKind: JsonValueKind.Object } given ? [.. Items(given, "votes").Where(IsRow)] : [];
        if (rows.Length == 0)
        {
            writer.WriteNull("consensus");
            return;
        }
        var consensus = section!.Value;
        writer.WriteStartObject("consensus");
        writer.WriteString("mode", Text(consensus, "mode"));
        ReportJson.Texts(writer, "quorums", Items(consensus, "rounds").Select(Quorum).OfType<string>());
        writer.WriteStartArray("voters");
        foreach (var voter in Items(consensus, "voters"))
        {
            writer.WriteStartArray();
            foreach (var name in new[] { "id", "round", "rule" }) writer.WriteStringValue(Text(voter, name));
            writer.WriteEndArray();
        }
        writer.WriteEndArray();
        writer.WriteNumber("roundCount", Number(consensus, "roundCount") ?? rows.Length);
        writer.WriteStartArray("rounds");
        foreach (var row in rows.Skip(Math.Max(0, rows.Length - MaxRows)))
        {
            writer.WriteStartArray();
            writer.WriteNumberValue(Number(row, "time")!.Value);
            writer.WriteStringValue(Text(row, "votes")!.Replace("|", "", StringComparison.Ordinal));
            writer.WriteStringValue(Text(row, "decision"));
            writer.WriteStringValue(Text(row, "instrument"));
            writer.WriteEndArray();
        }
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    static bool IsRow(JsonElement row) => Number(row, "time") is not null && Text(row, "votes") is not null;

    static string? Quorum(JsonElement round) =>
        Text(round, "round") is { } name && Number(round, "n") is { } n && Number(round, "quorum") is { } quorum ? $"{name} {quorum} of {n}" : null;

    static IEnumerable<JsonElement> Items(JsonElement owner, string name) =>
        owner.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : [];

    static string? Text(JsonElement owner, string name) =>
        owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;

    static long? Number(JsonElement owner, string name) =>
        owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty(name, out var number) && number.ValueKind == JsonValueKind.Number && number.TryGetInt64(out var value) ? value : null;
}
