using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Argosy.Cli.Backtesting;
using Argosy.Cli.Invocation;
using Argosy.Cli.Terminals;
using Argosy.Core.Values;
using Argosy.Data.Links;
using Argosy.Worker.Parity;

namespace Argosy.Cli.Replaying;

/// <summary><c>argosy parity</c>: holds a paper or live run against the backtest of the bars it saw.</summary>
static class ParityCommand
{
    const int LabelWidth = 11, MostLines = 40;

    /// <summary>The command.</summary>
    public static Command Create(Session session)
    {
        var run = new Argument<string>("RUN") { Description = "The log of a paper or live run, or the folder of a bot's run" };
        var json = OptionKinds.Text("--json", "file", "Write every difference as JSON; - is the standard output");
        var command = new DescribedCommand("parity", "Backtest the bars of a paper or live run and list each order in which the run differs, with its cause; exit code 1 where one has none.")
        {
            Examples =
            [
                "argosy parity runs/my-bot",
                "argosy parity run.log --json differences.json",
            ],
        };
        command.Add(run);
        command.AddGroup("Output", json);
        command.Run(parse => Run(session, parse.GetValue(run)!, parse.GetValue(json)));
        return command;
    }

    static ExitCode Run(Session session, string path, string? json)
    {
        if (path.Length == 0) return session.Fail(Error.BadInput("RUN: the file's name is empty"));
        var place = MessageLog.Place(path);
        if (!place.Ok) return session.Fail(place.Error!);
        if (json is not null && OutputFiles.Check(("RUN", place.Value), ("--json", json)) is { } unwritable) return session.Fail(unwritable);
        if (File.Exists(place.Value) && !MessageLog.IsOne(place.Value)) return session.Fail(Error.BadInput($"{place.Value} is no log of a paper or live run: its first line does not say what is run"));
        var log = RunLogLines.Read(place.Value);
        if (!log.Ok) return session.Fail(log.Error!);
        var outcome = ParityCheck.Run(log.Value, session.Cancel);
        if (!outcome.Ok) return session.Fail(outcome.Error!);
        if (json is not null && OutputFiles.WriteJson(session, json, writer => WriteJson(writer, place.Value, outcome.Value)) is var written and not ExitCode.Done) return written;
        if (json != OutputFiles.Standard) Write(session.Terminal, outcome.Value);
        return outcome.Value.IsExplained ? ExitCode.Done : ExitCode.Failed;
    }

    static void Write(Terminal terminal, ParityOutcome outcome)
    {
        var differences = outcome.Differences;
        Line(terminal, "run", $"{outcome.Mode}, {FigureText.Count(outcome.Bars)} bars");
        Line(terminal, "orders", $"{FigureText.Count(outcome.Equal)} of {FigureText.Count(outcome.Orders)} orders of the backtest came out the same");
        if (differences.Count == 0) Line(terminal, "equal", $"trade hash {outcome.RunTradeHash}", Tone.Good);
        foreach (var group in differences.GroupBy(difference => (difference.Cause, difference.Kind)).OrderBy(group => group.First().IsExplained).ThenBy(group => group.Key.Cause, StringComparer.Ordinal))
        {
            Line(terminal, FigureText.Count(group.Count()), $"{group.Key.Kind}: {group.Key.Cause}", group.First().IsExplained ? Tone.Plain : Tone.Bad);
        }
        if (differences.Count == 0) return;
        terminal.Line();
        foreach (var difference in differences.Take(MostLines)) terminal.Line($"{Time(difference.Time)}  {difference.Instrument}  {difference.Order}  {difference.Kind} ({difference.Cause}): {difference.Backtest} in the backtest, {difference.Run} in the run");
        if (differences.Count > MostLines) terminal.Line($"and {FigureText.Count(differences.Count - MostLines)} more; --json has them all");
    }

    static void WriteJson(Utf8JsonWriter writer, string path, ParityOutcome outcome)
    {
        writer.WriteStartObject();
        writer.WriteString("format", "argosy-parity/1");
        writer.WriteString("log", path);
        writer.WriteString("mode", outcome.Mode);
        writer.WriteBoolean("explained", outcome.IsExplained);
        writer.WriteNumber("bars", outcome.Bars);
        writer.WriteNumber("orders", outcome.Orders);
        writer.WriteNumber("equalOrders", outcome.Equal);
        writer.WriteString("tradeHash", outcome.TradeHash);
        writer.WriteString("runTradeHash", outcome.RunTradeHash);
        writer.WriteStartArray("differences");
        foreach (var difference in outcome.Differences)
        {
            writer.WriteStartObject();
            writer.WriteString("kind", difference.Kind);
            writer.WriteString("cause", difference.Cause);
            writer.WriteNumber("time", difference.Time);
            writer.WriteString("instrument", difference.Instrument);
            writer.WriteString("order", difference.Order);
            writer.WriteString("backtest", difference.Backtest);
            writer.WriteString("run", difference.Run);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    static string Time(long time) => DateTimeOffset.FromUnixTimeMilliseconds(time).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    static void Line(Terminal terminal, string label, string text, Tone tone = Tone.Plain) => terminal.Line($"{terminal.Paint(Tone.Dim, label.PadRight(LabelWidth))}{terminal.Paint(tone, text)}");
}
