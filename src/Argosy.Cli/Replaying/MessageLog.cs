using System.Text.Json;
using Argosy.Cli.Backtesting;
using Argosy.Cli.Invocation;
using Argosy.Cli.Terminals;
using Argosy.Core.Links;
using Argosy.Core.Values;
using Argosy.Data.Links;
using Argosy.Worker.Logs;

namespace Argosy.Cli.Replaying;

/// <summary>The log of a paper or live run: the messages between its host and its worker, a line each.</summary>
static class MessageLog
{
    const int LabelWidth = 11;

    /// <summary>Its name in the folder of a run.</summary>
    public const string FileName = "run.log";

    /// <summary>The file a word stands for: itself, or the log in the folder it names.</summary>
    public static Result<string> Place(string path)
    {
        if (!Directory.Exists(path)) return path;
        var file = Path.Combine(path, FileName);
        return File.Exists(file) ? file : Error.NotFound($"{path}: no {FileName} is in this folder; expected the folder of a bot's run, or a log");
    }

    /// <summary>Whether a file begins as such a log does.</summary>
    public static bool IsOne(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            Span<byte> head = stackalloc byte[7];
            return file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == head.Length && head.SequenceEqual("{\"run\":"u8);
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException)
        {
            // Whoever reads it next says what is wrong with it.
            return false;
        }
    }

    /// <summary>Replays it and says whether it is the same run.</summary>
    public static ExitCode Replay(Session session, string path, string? json)
    {
        var read = RunLogLines.Read(path);
        if (!read.Ok) return session.Fail(read.Error!);
        session.Bots.NeedStored(StrategiesOf(read.Value));
        var outcome = Told(session, read.Value);
        if (json is not null && OutputFiles.WriteJson(session, json, writer => WriteJson(writer, path, read.Value, outcome)) is var written and not ExitCode.Done) return written;
        if (json != OutputFiles.Standard) Write(session.Terminal, path, read.Value, outcome);
        return outcome.Divergence is null ? ExitCode.Done : ExitCode.Failed;
    }

    /// <summary>What runs in a log, as its first message says.</summary>
    public static IEnumerable<string> StrategiesOf(RunLogLines log) => log.Messages.Select(message => message.Host).OfType<RunBegins>().Select(begins => begins.Strategy);

    static MessageReplayOutcome Told(Session session, RunLogLines log)
    {
        using var progress = new ProgressLine(session.Terminal, "replay", session.Cancel);
        return MessageReplay.Run(log, progress, session.Cancel);
    }

    static void Write(Terminal terminal, string path, RunLogLines log, MessageReplayOutcome outcome)
    {
        if (outcome.Divergence is { } first)
        {
            Line(terminal, "different", $"first at line {first.Line} of {path}; {FigureText.Count(outcome.Lines)} lines before it are equal", Tone.Bad);
            Line(terminal, "log has", first.Logged);
            Line(terminal, "replay has", first.Replayed);
        }
        else
        {
            Line(terminal, "equal", "a fresh worker that is told the same gives the answers of the log", Tone.Good);
            Line(terminal, "state", outcome.StateHash);
        }
        Line(terminal, "log", $"{FigureText.Count(outcome.Lines)} lines of {path}");
        if (outcome.CutSteps > 0) Line(terminal, "", $"{FigureText.Count(outcome.CutSteps)} {(outcome.CutSteps == 1 ? "step is" : "steps are")} not logged to the end: the host was ended there");
        if (log.TornBytes > 0) Line(terminal, "", $"the last {FigureText.Count(log.TornBytes)} bytes are of a line that was never finished");
    }

    static void WriteJson(Utf8JsonWriter writer, string path, RunLogLines log, MessageReplayOutcome outcome)
    {
        writer.WriteStartObject();
        writer.WriteString("format", "argosy-replay/1");
        writer.WriteString("log", path);
        writer.WriteBoolean("equal", outcome.Divergence is null);
        writer.WriteString("stateHash", outcome.StateHash);
        writer.WriteNumber("linesMet", outcome.Lines);
        writer.WriteNumber("cutSteps", outcome.CutSteps);
        writer.WriteNumber("tornBytes", log.TornBytes);
        if (outcome.Divergence is { } first)
        {
            writer.WriteStartObject("divergence");
            writer.WriteNumber("line", first.Line);
            writer.WriteString("logged", first.Logged);
            writer.WriteString("replayed", first.Replayed);
            writer.WriteEndObject();
        }
        else
        {
            writer.WriteNull("divergence");
        }
        writer.WriteEndObject();
    }

    static void Line(Terminal terminal, string label, string text, Tone tone = Tone.Plain) => terminal.Line($"{terminal.Paint(Tone.Dim, label.PadRight(LabelWidth))}{terminal.Paint(tone, text)}");
}
