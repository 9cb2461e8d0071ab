using System.Text.Json;

namespace Argosy.Research.Reports;

/// <summary>Copies a result's consensus section into a report, as far as it has the shape <c>{voters, rounds[{time, votes, decision}]}</c>.</summary>
static class ConsensusJson
{
    /// <summary>Most rounds shown; the last ones.</summary>
    const int MaxRounds = 4_000;

    public static void Write(Utf8JsonWriter writer, JsonElement? section)
    {
        if (section is not { ValueKind: JsonValueKind.Object } consensus
            || !consensus.TryGetProperty("rounds", out var rounds) || rounds.ValueKind != JsonValueKind.Array || rounds.GetArrayLength() == 0)
        {
            writer.WriteNull("consensus");
            return;
        }
        writer.WriteStartObject("consensus");
        ReportJson.Texts(writer, "voters", Voters(consensus));
        foreach (var name in new[] { "rule", "mode", "quorum", "n", "f" })
        {
            if (consensus.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.Number or JsonValueKind.String) Copy(writer, name, value);
        }
        var count = consensus.TryGetProperty("roundCount", out var all) && all.TryGetInt64(out var told) ? told : rounds.GetArrayLength();
        writer.WriteNumber("roundCount", count);
        writer.WriteStartArray("rounds");
        foreach (var round in rounds.EnumerateArray().Skip(Math.Max(0, rounds.GetArrayLength() - MaxRounds)))
        {
            if (round.ValueKind == JsonValueKind.Object && round.TryGetProperty("time", out var time) && time.TryGetInt64(out var at)) WriteRound(writer, round, at);
        }
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    static IEnumerable<string> Voters(JsonElement consensus)
    {
        if (!consensus.TryGetProperty("voters", out var voters) || voters.ValueKind != JsonValueKind.Array) yield break;
        foreach (var voter in voters.EnumerateArray())
        {
            yield return voter.ValueKind == JsonValueKind.Object
                ? new[] { "id", "name" }.Select(key => voter.TryGetProperty(key, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null).FirstOrDefault(t => t is not null) ?? "voter"
                : voter.ToString();
        }
    }

    static void WriteRound(Utf8JsonWriter writer, JsonElement round, long time)
    {
        writer.WriteStartArray();
        writer.WriteNumberValue(time);
        writer.WriteStartArray();
        if (round.TryGetProperty("votes", out var votes) && votes.ValueKind == JsonValueKind.Array)
        {
            foreach (var vote in votes.EnumerateArray()) Scalar(writer, vote);
        }
        writer.WriteEndArray();
        if (round.TryGetProperty("decision", out var decision)) Scalar(writer, decision);
        else writer.WriteNullValue();
        writer.WriteEndArray();
    }

    static void Copy(Utf8JsonWriter writer, string name, JsonElement value)
    {
        writer.WritePropertyName(name);
        Scalar(writer, value);
    }

    // An object stands for its own vote or fault; what is nothing known is nothing.
    static void Scalar(Utf8JsonWriter writer, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (var name in new[] { "vote", "direction", "fault" })
            {
                if (value.TryGetProperty(name, out var inner) && inner.ValueKind is JsonValueKind.Number or JsonValueKind.String)
                {
                    Scalar(writer, inner);
                    return;
                }
            }
        }
        if (value.ValueKind == JsonValueKind.Number) writer.WriteRawValue(value.GetRawText());
        else if (value.ValueKind == JsonValueKind.String) writer.WriteStringValue(value.GetString());
        else writer.WriteNullValue();
    }
}
