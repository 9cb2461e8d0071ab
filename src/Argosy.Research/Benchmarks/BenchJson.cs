using System.Text.Json;

namespace Argosy.Research.Benchmarks;

/// <summary>Measurements for machines: <c>argosy-bench/1</c>.</summary>
public static class BenchJson
{
    /// <summary>Writes the document.</summary>
    public static void Write(Utf8JsonWriter writer, BenchMachine machine, string command, string data, IReadOnlyList<SpeedFigure> figures, SweepFigure? sweep, IReadOnlyList<PlannerFigure>? planner = null)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(machine);
        ArgumentNullException.ThrowIfNull(figures);
        writer.WriteStartObject();
        writer.WriteString("format", "argosy-bench/1");
        writer.WriteStartObject("machine");
        writer.WriteString("processor", machine.Processor);
        writer.WriteNumber("cores", machine.Cores);
        writer.WriteString("system", machine.System);
        writer.WriteString("runtime", machine.Runtime);
        writer.WriteEndObject();
        writer.WriteString("commit", machine.Commit);
        writer.WriteString("command", command);
        writer.WriteString("data", data);
        writer.WriteStartArray("works");
        foreach (var figure in figures) Write(writer, figure);
        writer.WriteEndArray();
        if (sweep is not null) Write(writer, sweep);
        if (planner is not null) Write(writer, planner);
        writer.WriteEndObject();
    }

    static void Write(Utf8JsonWriter writer, SpeedFigure figure)
    {
        writer.WriteStartObject();
        writer.WriteString("name", figure.Name);
        writer.WriteString("rules", figure.Rules);
        writer.WriteNumber("bars", figure.Bars);
        writer.WriteNumber("orders", figure.Orders);
        writer.WriteString("unit", figure.CountsOrders ? "order" : "bar");
        writer.WriteNumber("rounds", figure.Timings.Count);
        writer.WriteNumber("medianSeconds", figure.Timings.Median);
        writer.WriteNumber("leastSeconds", figure.Timings.Least);
        writer.WriteNumber("ninthDecileSeconds", figure.Timings.NinthDecile);
        writer.WriteNumber("nanosecondsPerUnit", Math.Round(figure.Nanoseconds, 3));
        writer.WriteNumber("unitsPerSecond", Math.Round(figure.PerSecond));
        writer.WriteNumber("bytesPerBar", Math.Round(figure.BytesPerBar, 3));
        writer.WriteEndObject();
    }

    static void Write(Utf8JsonWriter writer, SweepFigure sweep)
    {
        writer.WriteStartObject("sweep");
        writer.WriteString("name", "W2");
        writer.WriteNumber("sets", sweep.Sets);
        writer.WriteNumber("bars", sweep.Bars);
        writer.WriteNumber("jobs", sweep.Jobs);
        writer.WriteNumber("orders", sweep.Orders);
        writer.WriteNumber("seconds", sweep.Seconds);
        writer.WriteNumber("barSetsPerSecond", Math.Round(sweep.BarSetsPerSecond));
        writer.WriteNumber("barSetsPerSecondAndCore", Math.Round(sweep.BarSetsPerSecondAndCore));
        writer.WriteEndObject();
    }

    static void Write(Utf8JsonWriter writer, IReadOnlyList<PlannerFigure> planner)
    {
        writer.WriteStartArray("planner");
        foreach (var figure in planner)
        {
            writer.WriteStartObject();
            writer.WriteString("name", figure.Name);
            writer.WriteNumber("sets", figure.Sets);
            writer.WriteNumber("bars", figure.Bars);
            writer.WriteNumber("orders", figure.Orders);
            writer.WriteNumber("rounds", figure.Timings.Count);
            writer.WriteNumber("medianSeconds", figure.Timings.Median);
            writer.WriteNumber("leastSeconds", figure.Timings.Least);
            writer.WriteNumber("nanosecondsPerBarSet", Math.Round(figure.Nanoseconds, 4));
            writer.WriteNumber("setsEqualToEngine", figure.EqualSets);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }
}
