using System.Text.Json;
using Argosy.Cli.Backtesting;
using Argosy.Cli.Terminals;
using Argosy.Research.Logs;

namespace Argosy.Cli.Replaying;

/// <summary>The verdict on a log, for a terminal and as <c>argosy-replay/1</c>.</summary>
sealed record ReplayReport(string Path, RunLog Log, LoggedRun Run, ReplayOutcome Outcome, TimeSpan Replaying, TimeSpan Total)
{
    const int LabelWidth = 11, MostFields = 8;

    /// <summary>Writes it for a reader.</summary>
    public void Write(Terminal terminal)
    {
        foreach (var market in Run.Markets) terminal.Line($"{terminal.Paint(Tone.Head, market.Instrument.Name)} {market.Bars.Timeframe}  {FigureText.Count(market.Bars.Count)} bars from {market.Source}");
        terminal.Line($"{terminal.Paint(Tone.Head, Run.Strategy.Name)}{string.Concat(Run.Strategy.Parameters.Select(p => $" {p.Key}={p.Value}"))}");
        terminal.Line();
        if (Outcome.IsEqual) WriteEqual(terminal);
        else WriteDifferent(terminal);
        Line(terminal, "log", $"{Counted(Log.End.Orders, "order")} and {Counted(Log.End.Events, "event")} in {Path}");
        Line(terminal, "run", $"replayed in {Replaying.TotalMilliseconds:0} ms, {Total.TotalMilliseconds:0} ms in all");
    }

    /// <summary>Writes it for a machine.</summary>
    public void WriteJson(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("format", "argosy-replay/1");
        writer.WriteString("log", Path);
        writer.WriteBoolean("equal", Outcome.IsEqual);
        writer.WriteString("loggedStateHash", Outcome.LoggedStateHash);
        writer.WriteString("stateHash", Outcome.StateHash);
        writer.WriteNumber("orders", Log.End.Orders);
        writer.WriteNumber("events", Log.End.Events);
        writer.WriteNumber("linesMet", Outcome.Lines);
        WriteDivergence(writer);
        writer.WriteStartObject("performance");
        writer.WriteNumber("replaySeconds", Math.Round(Replaying.TotalSeconds, 6));
        writer.WriteNumber("totalSeconds", Math.Round(Total.TotalSeconds, 6));
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    void WriteEqual(Terminal terminal)
    {
        Line(terminal, "equal", "every order and every event is the log's, and so is the state at the end", Tone.Good);
        Line(terminal, "state", Outcome.LoggedStateHash);
    }

    void WriteDifferent(Terminal terminal)
    {
        if (Outcome.Divergence is not { } first)
        {
            Line(terminal, "different", "every order and every event is the log's, but the states at the end differ", Tone.Bad);
            Line(terminal, "log has", Outcome.LoggedStateHash);
            Line(terminal, "replay has", Outcome.StateHash!);
            WriteDoubts(terminal);
            return;
        }
        Line(terminal, "different", $"first at line {first.Line} of {Path}; {FigureText.Count(Outcome.Lines)} lines before it are equal", Tone.Bad);
        Line(terminal, "log has", first.Logged);
        Line(terminal, "replay has", first.Replayed);
        foreach (var field in first.Differences.Take(MostFields)) Line(terminal, "", $"{field.Field}: {field.Logged ?? "nothing"} in the log, {field.Replayed ?? "nothing"} in the replay");
        WriteDoubts(terminal);
    }

    void WriteDoubts(Terminal terminal)
    {
        var file = Run.StrategyFile is { } strategy ? $"{strategy} is not what it was, it uses more than its events (a clock, chance, a file), " : "";
        foreach (var (line, i) in TextWrap.Lines($"{file}the log was changed, or another build of Argosy wrote it", terminal.Width - LabelWidth).Select((line, i) => (line, i))) Line(terminal, i == 0 ? "perhaps" : "", line);
    }

    void WriteDivergence(Utf8JsonWriter writer)
    {
        if (Outcome.Divergence is not { } first)
        {
            writer.WriteNull("divergence");
            return;
        }
        writer.WriteStartObject("divergence");
        writer.WriteNumber("line", first.Line);
        writer.WriteString("logged", first.Logged);
        writer.WriteString("replayed", first.Replayed);
        writer.WriteStartArray("differences");
        foreach (var field in first.Differences)
        {
            writer.WriteStartObject();
            writer.WriteString("field", field.Field);
            writer.WriteString("logged", field.Logged);
            writer.WriteString("replayed", field.Replayed);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    static string Counted(long count, string what) => $"{FigureText.Count(count)} {what}{(count == 1 ? "" : "s")}";

    static void Line(Terminal terminal, string label, string text, Tone tone = Tone.Plain) => terminal.Line($"{terminal.Paint(Tone.Dim, label.PadRight(LabelWidth))}{terminal.Paint(tone, text)}");
}
