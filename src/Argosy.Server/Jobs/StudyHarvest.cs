using System.Text;
using System.Text.Json;
using Argosy.Hosting.Ports;

namespace Argosy.Server.Jobs;

/// <summary>What a search, walk-forward, validation or training leaves: its JSON compressed, and a few of its members for lists.</summary>
internal sealed class StudyHarvest(IDatabase database)
{
    // Members small enough for a list; trials, windows and series stay in the file.
    const int MostBytes = 16_000;

    /// <summary>Takes the result in.</summary>
    public async Task TakeAsync(long study, string folder, CancellationToken cancellation)
    {
        var result = Path.Combine(folder, JobWords.Result);
        var summary = Summary(result);
        GzipFile.Pack(result, Path.Combine(folder, ResearchFolders.Result));
        File.Delete(result);
        await database.Research.SummariseStudy(study, summary, cancellation);
    }

    static string Summary(string path)
    {
        using var file = File.OpenRead(path);
        using var document = JsonDocument.Parse(file);
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var member in document.RootElement.EnumerateObject())
            {
                if (member.Name == "trials") WriteBest(writer, document.RootElement, member.Value);
                else if (member.Value.GetRawText().Length <= MostBytes / 4) member.WriteTo(writer);
            }
            writer.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    static void WriteBest(Utf8JsonWriter writer, JsonElement root, JsonElement trials)
    {
        if (trials.ValueKind != JsonValueKind.Array) return;
        writer.WriteNumber("trialCount", trials.GetArrayLength());
        if (!root.TryGetProperty("best", out var best) || best.ValueKind != JsonValueKind.Number) return;
        foreach (var trial in trials.EnumerateArray())
        {
            if (trial.GetProperty("id").GetInt32() != best.GetInt32()) continue;
            writer.WritePropertyName("bestTrial");
            trial.WriteTo(writer);
        }
    }
}
