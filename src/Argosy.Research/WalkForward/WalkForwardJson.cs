using System.Text.Json;
using Argosy.Research.Metrics;
using Argosy.Research.Optimisation;
using Argosy.Research.Results;

namespace Argosy.Research.WalkForward;

/// <summary>Writes a walk through time as <c>argosy-walkforward/1</c>: equal walks give equal bytes.</summary>
public static class WalkForwardJson
{
    /// <summary>Name of the format, written first.</summary>
    public const string Format = "argosy-walkforward/1";

    /// <summary>Writes the result to a stream, which stays open.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="result">The walk.</param>
    /// <param name="search">What was searched in each window, its settings those of the whole walk.</param>
    /// <param name="warnings">What a sceptic would say.</param>
    public static void Write(Stream stream, WalkForwardResult result, OptimisationRequest search, IReadOnlyList<string> warnings)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(search);
        ArgumentNullException.ThrowIfNull(warnings);
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JsonRows.Encoder }))
        {
            writer.WriteStartObject();
            writer.WriteString("format", Format);
            SearchJson.WriteIdentity(writer, search with { Markets = result.Markets, Settings = result.Settings }, DataHash.Of(result.Markets), result.Windows[0].Window.TrainFrom, result.Windows[^1].Window.TestTo);
            writer.WriteNumber("trainMs", result.Plan.TrainMs);
            writer.WriteNumber("testMs", result.Plan.TestMs);
            writer.WriteBoolean("anchored", result.Plan.Anchored);
            writer.WriteNumber("planned", result.Planned);
            writer.WriteStartArray("windows");
            foreach (var window in result.Windows) WriteWindow(writer, window);
            writer.WriteEndArray();
            WriteWhole(writer, result);
            writer.WriteStartArray("warnings");
            foreach (var warning in warnings) writer.WriteStringValue(warning);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }
        stream.WriteByte((byte)'\n');
    }

    static void WriteWindow(Utf8JsonWriter writer, WindowOutcome outcome)
    {
        writer.WriteStartObject();
        writer.WriteNumber("trainFrom", outcome.Window.TrainFrom);
        writer.WriteNumber("trainTo", outcome.Window.TrainTo);
        writer.WriteNumber("testFrom", outcome.Window.TestFrom);
        writer.WriteNumber("testTo", outcome.Window.TestTo);
        writer.WriteNumber("tried", outcome.Tried.Count);
        if (outcome.Chosen is { } chosen)
        {
            writer.WriteStartObject("parameters");
            foreach (var (name, value) in chosen.Strategy.Parameters) writer.WriteString(name, value);
            writer.WriteEndObject();
            writer.WriteString("size", chosen.Rules.Size);
            WriteRules(writer, "exits", chosen.Rules.Exits);
            WriteRules(writer, "guards", chosen.Rules.Guards);
            WriteRules(writer, "limits", chosen.Rules.Limits);
            WriteMetrics(writer, "inSample", chosen.Metrics);
        }
        else
        {
            writer.WriteNull("parameters");
            writer.WriteNull("size");
            writer.WriteNull("inSample");
        }
        if (outcome.Test is { } test) WriteMetrics(writer, "outOfSample", test.Metrics);
        else writer.WriteNull("outOfSample");
        writer.WriteString("tradeHash", outcome.Test?.TradeHash);
        writer.WriteEndObject();
    }

    static void WriteRules(Utf8JsonWriter writer, string name, IReadOnlyList<string> rules)
    {
        if (rules.Count > 0) writer.WriteString(name, string.Join(", ", rules));
    }

    static void WriteWhole(Utf8JsonWriter writer, WalkForwardResult result)
    {
        WriteMetrics(writer, "outOfSample", result.OutOfSample);
        JsonFields.Number(writer, "inSampleGrowth", result.InSampleGrowth);
        JsonFields.Number(writer, "outOfSampleGrowth", result.OutOfSampleGrowth);
        JsonFields.Number(writer, "efficiency", result.Efficiency);
        writer.WriteString("tradeHash", TradeHash.Of(result.Trades, [.. result.Markets.Select(m => m.Instrument)]));
        var rows = new ResultRows(result.Markets, []);
        var points = EquitySample.Indexes(result.Equity);
        using var lists = new JsonRows(writer);
        lists.Write("trades", result.Trades.Count, (row, i) => rows.Trade(row, result.Trades[i]));
        lists.Write("equity", points.Count, (row, i) => ResultRows.Point(row, result.Equity, points[i]));
    }

    static void WriteMetrics(Utf8JsonWriter writer, string name, PerformanceMetrics metrics)
    {
        writer.WriteStartObject(name);
        foreach (var metric in MetricTable.All) JsonFields.Value(writer, metric, metrics);
        writer.WriteEndObject();
    }
}
