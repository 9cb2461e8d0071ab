using System.Text.Json;
using Argosy.Core.Values;
using Argosy.Research.Backtests;

namespace Argosy.Research.Results;

/// <summary>Writes the <c>bot</c> section of a result: plots, log lines and states. A run whose strategies did none of it has no such section.</summary>
static class BotJson
{
    public static void Write(Utf8JsonWriter writer, BotRecord? record, IReadOnlyList<Market> markets)
    {
        if (record is null || record.IsEmpty) return;
        writer.WriteStartObject("bot");
        writer.WriteStartArray("plots");
        foreach (var plot in record.Plots) WritePlot(writer, plot, markets);
        writer.WriteEndArray();
        writer.WriteNumber("droppedValues", record.DroppedValues);
        var lines = record.Lines.ToArray();
        using (var rows = new JsonRows(writer)) rows.Write("log", lines.Length, (row, i) => WriteLine(row, lines[i], markets));
        writer.WriteNumber("droppedLines", record.DroppedLines);
        writer.WriteStartArray("states");
        foreach (var state in record.States)
        {
            writer.WriteStartObject();
            writer.WriteNumber("book", state.Book);
            writer.WriteString("instrument", state.Instrument < 0 ? null : markets[state.Instrument].Instrument.Name);
            writer.WritePropertyName("state");
            writer.WriteRawValue(state.ToJson());
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    static void WritePlot(Utf8JsonWriter writer, RecordedPlot plot, IReadOnlyList<Market> markets)
    {
        writer.WriteStartObject();
        writer.WriteString("name", plot.Name);
        writer.WriteString("panel", plot.Panel);
        writer.WriteString("kind", KebabCase.Of(plot.Kind.ToString()));
        writer.WriteString("instrument", markets[plot.Instrument].Instrument.Name);
        writer.WriteNumber("count", plot.Count);
        using (var rows = new JsonRows(writer)) rows.Write("points", plot.Times.Count, (row, i) => WritePoint(row, plot.Times[i], plot.Values[i]));
        writer.WriteEndObject();
    }

    static void WritePoint(Utf8JsonWriter row, long time, double value)
    {
        row.WriteStartArray();
        row.WriteNumberValue(time);
        row.WriteNumberValue(value);
        row.WriteEndArray();
    }

    static void WriteLine(Utf8JsonWriter row, RecordedLine line, IReadOnlyList<Market> markets)
    {
        row.WriteStartObject();
        // Before the first bar there is no time.
        if (line.Time == long.MinValue) row.WriteNull("time");
        else row.WriteNumber("time", line.Time);
        row.WriteString("instrument", markets[line.Instrument].Instrument.Name);
        row.WriteString("level", KebabCase.Of(line.Level.ToString()));
        row.WriteString("text", line.Text);
        row.WriteEndObject();
    }
}
