using System.Text.Json;
using Argosy.Core.Values;
using Argosy.Research.Results;

namespace Argosy.Research.Reports;

/// <summary>The data of a comparison's report.</summary>
public static class ComparisonDocument
{
    /// <summary>The document as JSON that is safe inside a script element; BadInput with fewer than two results.</summary>
    /// <param name="results">Name and result of each; the first is what the others are compared with.</param>
    public static Result<string> Of(IReadOnlyList<KeyValuePair<string, StoredResult>> results)
    {
        ArgumentNullException.ThrowIfNull(results);
        var compared = ResultComparison.Of(results);
        if (!compared.Ok) return compared.Error!;
        return ReportJson.Document("comparison", $"{results.Count} results compared", writer =>
        {
            ReportJson.MetricKinds(writer);
            writer.WriteStartArray("results");
            foreach (var (name, result) in results) WriteResult(writer, name, result);
            writer.WriteEndArray();
            WriteMetrics(writer, compared.Value);
            WriteRows(writer, "strategyRows", compared.Value.Strategy);
            WriteRows(writer, "dataRows", compared.Value.Data);
            WriteRows(writer, "settingRows", compared.Value.Settings);
            WriteCorrelations(writer, [.. results.Select(r => r.Value)]);
            writer.WriteBoolean("sameTrades", compared.Value.SameTrades);
            writer.WriteBoolean("sameStates", compared.Value.SameStates);
            if (compared.Value.FirstDifferentTrade is { } first) writer.WriteNumber("firstDifferentTrade", first);
            else writer.WriteNull("firstDifferentTrade");
        });
    }

    static void WriteResult(Utf8JsonWriter writer, string name, StoredResult result)
    {
        writer.WriteStartObject();
        writer.WriteString("name", name);
        writer.WriteString("strategy", result.Strategy.Name);
        ReportJson.Texts(writer, "parameters", result.Strategy.Parameters.Select(p => $"{p.Key}={p.Value}"));
        ReportJson.Texts(writer, "instruments", result.Instruments.Select(i => i.Name));
        writer.WriteString("timeframe", result.Timeframe);
        writer.WriteNumber("from", result.From);
        writer.WriteNumber("to", result.To);
        writer.WriteBoolean("synthetic", result.Instruments.Any(i => i.Synthetic));
        ReportJson.Curve(writer, "equity", result.Equity, null);
        ReportJson.Texts(writer, "warnings", result.Warnings);
        writer.WriteEndObject();
    }

    static void WriteMetrics(Utf8JsonWriter writer, ResultComparison compared)
    {
        writer.WriteStartArray("metrics");
        foreach (var metric in compared.Metrics)
        {
            writer.WriteStartObject();
            writer.WriteString("name", metric.Metric.Name);
            writer.WriteStartArray("values");
            foreach (var value in metric.Values)
            {
                if (value.Money is { } money) writer.WriteStringValue(Exact.Text(money));
                else if (value.Number is { } number) writer.WriteNumberValue(number + 0.0);
                else writer.WriteNullValue();
            }
            writer.WriteEndArray();
            if (metric.Best is { } best) writer.WriteNumber("best", best);
            else writer.WriteNull("best");
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    static void WriteRows(Utf8JsonWriter writer, string name, IReadOnlyList<ComparedRow> rows)
    {
        writer.WriteStartArray(name);
        foreach (var row in rows)
        {
            writer.WriteStartObject();
            writer.WriteString("name", row.Name);
            ReportJson.Texts(writer, "values", row.Values);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    static void WriteCorrelations(Utf8JsonWriter writer, IReadOnlyList<StoredResult> results)
    {
        DailyPoints[] days = [.. results.Select(r => DailyPoints.Of(r.Daily.IsKept ? r.Daily : r.Equity))];
        writer.WriteStartArray("correlations");
        foreach (var a in days)
        {
            writer.WriteStartArray();
            foreach (var b in days)
            {
                if (DailyCorrelation.Of(a, b) is { } value) writer.WriteNumberValue(Math.Round(value, 4) + 0.0);
                else writer.WriteNullValue();
            }
            writer.WriteEndArray();
        }
        writer.WriteEndArray();
    }
}
