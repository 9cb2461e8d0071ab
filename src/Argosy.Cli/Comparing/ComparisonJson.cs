using System.Text.Json;
using Argosy.Core.Values;
using Argosy.Research.Results;

namespace Argosy.Cli.Comparing;

/// <summary>A comparison for machines: <c>argosy-comparison/1</c>.</summary>
static class ComparisonJson
{
    /// <summary>Writes the document.</summary>
    public static void Write(Utf8JsonWriter writer, ResultComparison comparison)
    {
        writer.WriteStartObject();
        writer.WriteString("format", "argosy-comparison/1");
        writer.WriteStartArray("results");
        foreach (var name in comparison.Names) writer.WriteStringValue(name);
        writer.WriteEndArray();
        WriteRows(writer, "strategy", comparison.Strategy);
        WriteRows(writer, "data", comparison.Data);
        WriteRows(writer, "settings", comparison.Settings);
        writer.WriteStartObject("metrics");
        foreach (var metric in comparison.Metrics)
        {
            writer.WriteStartArray(metric.Metric.Name);
            foreach (var value in metric.Values)
            {
                if (value.Money is { } money) writer.WriteStringValue(Exact.Text(money));
                else if (value.Number is { } number) writer.WriteNumberValue(number);
                else writer.WriteNullValue();
            }
            writer.WriteEndArray();
        }
        writer.WriteEndObject();
        writer.WriteBoolean("sameTrades", comparison.SameTrades);
        writer.WriteBoolean("sameStates", comparison.SameStates);
        if (comparison.FirstDifferentTrade is { } first) writer.WriteNumber("firstDifferentTrade", first);
        else writer.WriteNull("firstDifferentTrade");
        writer.WriteEndObject();
    }

    static void WriteRows(Utf8JsonWriter writer, string name, IReadOnlyList<ComparedRow> rows)
    {
        writer.WriteStartObject(name);
        foreach (var row in rows)
        {
            writer.WriteStartArray(row.Name);
            foreach (var value in row.Values) writer.WriteStringValue(value);
            writer.WriteEndArray();
        }
        writer.WriteEndObject();
    }
}
