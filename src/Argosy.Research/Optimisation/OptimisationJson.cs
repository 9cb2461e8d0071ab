using System.Text.Json;
using Argosy.Research.Results;

namespace Argosy.Research.Optimisation;

/// <summary>Writes a search's result as <c>argosy-optimization/1</c>: equal searches give equal bytes, <c>performance</c> and each trial's <c>seconds</c> aside.</summary>
public static class OptimisationJson
{
    /// <summary>Name of the format, written first.</summary>
    public const string Format = "argosy-optimization/1";

    /// <summary>Writes the result to a stream, which stays open.</summary>
    public static void Write(Stream stream, OptimisationResult result)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(result);
        var request = result.Request;
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JsonRows.Encoder }))
        {
            writer.WriteStartObject();
            writer.WriteString("format", Format);
            SearchJson.WriteIdentity(writer, request, result.DataHash, result.From, result.To);
            using (var rows = new JsonRows(writer)) rows.Write("trials", result.Trials.Count, (row, i) => TrialJson.Write(row, result.Trials[i], request.Constraints, withCheckpoints: false));
            if (result.Best is { } best) writer.WriteNumber("best", best.Id);
            else writer.WriteNull("best");
            writer.WriteStartArray("front");
            foreach (var trial in result.Front) writer.WriteNumberValue(trial.Id);
            writer.WriteEndArray();
            WriteCounts(writer, result);
            writer.WriteStartArray("warnings");
            foreach (var warning in result.Warnings) writer.WriteStringValue(warning);
            writer.WriteEndArray();
            WritePerformance(writer, result.Performance);
            writer.WriteEndObject();
        }
        stream.WriteByte((byte)'\n');
    }

    static void WriteCounts(Utf8JsonWriter writer, OptimisationResult result)
    {
        writer.WriteStartObject("counts");
        writer.WriteNumber("trials", result.Trials.Count);
        foreach (var status in Enum.GetValues<TrialStatus>())
        {
            writer.WriteNumber(TrialJson.Text(status), status == TrialStatus.Infeasible ? result.Infeasible : result.Trials.Count(trial => trial.Status == status));
        }
        writer.WriteNumber("violating", result.Trials.Count(trial => trial is { Status: TrialStatus.Complete, Violation: > 0 }));
        writer.WriteEndObject();
    }

    static void WritePerformance(Utf8JsonWriter writer, SearchPerformance performance)
    {
        writer.WriteStartObject("performance");
        writer.WriteNumber("trials", performance.Trials);
        JsonFields.Number(writer, "seconds", performance.Seconds);
        JsonFields.Number(writer, "engineSeconds", performance.EngineSeconds);
        JsonFields.Number(writer, "runSeconds", performance.RunSeconds);
        JsonFields.Number(writer, "overheadRatio", performance.OverheadRatio);
        writer.WriteNumber("jobs", performance.Jobs);
        writer.WriteEndObject();
    }
}
