using System.Text.Json;
using Argosy.Core.Values;
using Argosy.Research.Metrics;

namespace Argosy.Research.Results;

/// <summary>How a result writes its kinds of values: money as text in plain decimal notation, statistics as finite numbers or null.</summary>
static class JsonFields
{
    public static void Money(Utf8JsonWriter writer, string name, decimal? value)
    {
        if (value is { } money) writer.WriteString(name, Exact.Text(money));
        else writer.WriteNull(name);
    }

    /// <summary>Money, or nothing at all where there is none.</summary>
    public static void MoneyIfAny(Utf8JsonWriter writer, string name, decimal? value)
    {
        if (value is not null) Money(writer, name, value);
    }

    public static void Number(Utf8JsonWriter writer, string name, double? value)
    {
        if (value is { } number && double.IsFinite(number)) writer.WriteNumber(name, number + 0.0);
        else writer.WriteNull(name);
    }

    /// <summary>An order's number, or nothing at all where there is none.</summary>
    public static void IdIfAny(Utf8JsonWriter writer, string name, int id)
    {
        if (id != 0) writer.WriteNumber(name, id);
    }

    public static void Value(Utf8JsonWriter writer, Metric metric, PerformanceMetrics metrics)
    {
        var value = metric.Of(metrics);
        if (metric.Unit == MetricUnit.Money) Money(writer, metric.Name, value.Money);
        else if (metric.Unit == MetricUnit.Count && value.Number is { } count) writer.WriteNumber(metric.Name, (long)count);
        else Number(writer, metric.Name, value.Number);
    }
}
