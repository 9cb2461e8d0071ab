using System.Buffers;
using System.Text;
using System.Text.Json;
using Argosy.Core.Values;
using Argosy.Research.Metrics;
using Argosy.Research.Results;

namespace Argosy.Research.Reports;

/// <summary>How reports write their data: compact, in an order that never changes, safe inside a script element.</summary>
static class ReportJson
{
    /// <summary>Name of the format, written first.</summary>
    public const string Format = "argosy-report/1";

    /// <summary>A document of a kind; <paramref name="write"/> adds its members.</summary>
    public static string Document(string kind, string title, Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JsonRows.Encoder }))
        {
            writer.WriteStartObject();
            writer.WriteString("format", Format);
            writer.WriteString("kind", kind);
            writer.WriteString("title", title);
            write(writer);
            writer.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    public static void Texts(Utf8JsonWriter writer, string name, IEnumerable<string?> texts)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts) writer.WriteStringValue(text);
        writer.WriteEndArray();
    }

    public static void Numbers(Utf8JsonWriter writer, string name, IEnumerable<double?> values, int digits)
    {
        writer.WriteStartArray(name);
        foreach (var value in values)
        {
            if (value is { } number && double.IsFinite(number)) writer.WriteNumberValue(Math.Round(number, digits) + 0.0);
            else writer.WriteNullValue();
        }
        writer.WriteEndArray();
    }

    public static void Series(Utf8JsonWriter writer, string name, PackedSeries series)
    {
        writer.WriteStartObject(name);
        writer.WriteNumber("scale", series.Scale);
        writer.WriteString("data", series.Data);
        writer.WriteEndObject();
    }

    /// <summary>Every figure's name, unit and better side: what a figure means is said in one place.</summary>
    public static void MetricKinds(Utf8JsonWriter writer)
    {
        writer.WriteStartArray("metricKinds");
        foreach (var metric in MetricTable.All)
        {
            writer.WriteStartArray();
            writer.WriteStringValue(metric.Name);
            writer.WriteStringValue(KebabCase.Of(metric.Unit.ToString()));
            writer.WriteStringValue(KebabCase.Of(metric.Better.ToString()));
            writer.WriteEndArray();
        }
        writer.WriteEndArray();
    }

    public static void Metrics(Utf8JsonWriter writer, PerformanceMetrics metrics)
    {
        writer.WriteStartObject("metrics");
        foreach (var metric in MetricTable.All) JsonFields.Value(writer, metric, metrics);
        writer.WriteEndObject();
    }

    /// <summary>Times in ms and values of a curve, with a column of the same length beside it.</summary>
    public static void Curve(Utf8JsonWriter writer, string name, EquitySeries curve, double[]? hold)
    {
        long[] times = [.. Enumerable.Range(0, curve.Count).Select(i => curve.Times[i])];
        var unit = Array.TrueForAll(times, t => t % 1000 == 0) ? 1000 : 1;
        writer.WriteStartObject(name);
        writer.WriteNumber("timeUnit", unit);
        writer.WriteString("times", PackedNumbers.Pack([.. times.Select(t => t / unit)]));
        Series(writer, "values", PackedSeries.Of(curve.Values));
        if (hold is null) writer.WriteNull("hold");
        else Series(writer, "hold", PackedSeries.Of(hold));
        writer.WriteEndObject();
    }
}
