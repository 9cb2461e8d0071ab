using System.Text.Json;
using Argosy.Research.Metrics;
using Argosy.Research.Results;

namespace Argosy.Research.Optimisation;

/// <summary>How trials are spelled in results and journals.</summary>
static class TrialJson
{
    /// <summary>Writes a trial as one object.</summary>
    /// <param name="writer">Where.</param>
    /// <param name="trial">The trial.</param>
    /// <param name="constraints">Those it breaks are named.</param>
    /// <param name="withCheckpoints">Whether values on the way are written, too.</param>
    public static void Write(Utf8JsonWriter writer, SearchTrial trial, IReadOnlyList<Constraint> constraints, bool withCheckpoints)
    {
        writer.WriteStartObject();
        writer.WriteNumber("id", trial.Id);
        writer.WriteStartObject("parameters");
        foreach (var (name, value) in trial.Parameters) writer.WriteString(name, value);
        writer.WriteEndObject();
        writer.WriteString("status", Text(trial.Status));
        writer.WriteStartArray("objectives");
        foreach (var value in trial.Objectives) Number(writer, value);
        writer.WriteEndArray();
        if (trial.Metrics is { } metrics)
        {
            if (trial.Violation > 0)
            {
                writer.WriteStartArray("violated");
                foreach (var constraint in constraints.Where(c => c.Violation(metrics) > 0)) writer.WriteStringValue(constraint.Text);
                writer.WriteEndArray();
            }
            writer.WriteStartObject("metrics");
            foreach (var metric in MetricTable.All) JsonFields.Value(writer, metric, metrics);
            writer.WriteEndObject();
        }
        else
        {
            writer.WriteNull("metrics");
        }
        writer.WriteString("tradeHash", trial.TradeHash);
        if (trial.Reason is { } reason) writer.WriteString("reason", reason);
        if (withCheckpoints && trial.Checkpoints.Count > 0)
        {
            writer.WriteStartArray("checkpoints");
            foreach (var value in trial.Checkpoints) Number(writer, value);
            writer.WriteEndArray();
        }
        writer.WriteNumber("seconds", trial.Seconds);
        writer.WriteEndObject();
    }

    /// <summary>How a status is spelled.</summary>
    public static string Text(TrialStatus status) => status switch
    {
        TrialStatus.Complete => "complete",
        TrialStatus.Pruned => "pruned",
        TrialStatus.Infeasible => "infeasible",
        TrialStatus.Failed => "failed",
    };

    /// <summary>The status of a word; null for any other.</summary>
    public static TrialStatus? Status(string? text) => text switch
    {
        "complete" => TrialStatus.Complete,
        "pruned" => TrialStatus.Pruned,
        "infeasible" => TrialStatus.Infeasible,
        "failed" => TrialStatus.Failed,
        _ => null,
    };

    static void Number(Utf8JsonWriter writer, double? value)
    {
        if (value is { } number && double.IsFinite(number)) writer.WriteNumberValue(number + 0.0);
        else writer.WriteNullValue();
    }
}
