using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Argosy.Cli.Auditing;
using Argosy.Cli.Backtesting;
using Argosy.Cli.Invocation;
using Argosy.Cli.Terminals;
using Argosy.Cli.WhatIf;
using Argosy.Core.Values;
using Argosy.Data.Links;
using Argosy.Research.Backtests;
using Argosy.Research.Results;
using Argosy.Worker.Parity;

namespace Argosy.Cli.Replaying;

/// <summary><c>argosy parity</c>: holds a paper or live run, or a run on ticks, against the backtest of the bars it saw.</summary>
static class ParityCommand
{
    const int LabelWidth = 11, MostLines = 40;

    /// <summary>The command.</summary>
    public static Command Create(Session session)
    {
        var run = new Argument<string>("RUN") { Description = "The log of a paper or live run, or the folder of a bot's run; or the result of a run on ticks" };
        var json = new OutputOption("--json", "Write every difference as JSON; - is the standard output");
        var command = new DescribedCommand("parity", "Backtest the bars of a paper or live run, or of a run on ticks, and list each order in which the run differs, with its cause; exit code 1 where one has none.")
        {
            Examples =
            [
                "argosy parity runs/my-bot",
                "argosy parity run.log --json differences.json",
                "argosy parity ticks.json                  a run on ticks against the bars of those ticks",
            ],
        };
        command.Add(run);
        var files = new ReplayOptions();
        command.AddGroup("What a result names", files.Ticks, files.Quotes, files.Book, files.Strategy);
        command.AddGroup("Output", json);
        command.Run(parse => Run(session, parse, files, parse.GetValue(run)!, parse.GetValue(json)));
        return command;
    }

    static ExitCode Run(Session session, ParseResult parse, ReplayOptions files, string path, string? json)
    {
        if (path.Length == 0) return session.Fail(Error.BadInput("RUN: the file's name is empty"));
        var place = MessageLog.Place(path);
        if (!place.Ok) return session.Fail(place.Error!);
        if (json is not null && OutputFiles.Check(session, ("RUN", place.Value), ("--json", json)) is { } unwritable) return session.Fail(unwritable);
        var outcome = Compared(session, parse, files, place.Value);
        if (!outcome.Ok) return session.Fail(outcome.Error!);
        if (json is not null && OutputFiles.WriteJson(session, json, writer => WriteJson(writer, place.Value, outcome.Value)) is var written and not ExitCode.Done) return written;
        if (json != OutputFiles.Standard) Write(session.Terminal, outcome.Value);
        return outcome.Value.IsExplained ? ExitCode.Done : ExitCode.Failed;
    }

    static Result<ParityOutcome> Compared(Session session, ParseResult parse, ReplayOptions files, string path)
    {
        if (File.Exists(path) && !MessageLog.IsOne(path))
        {
            var stored = ResultFile.Read(path);
            return stored.Ok ? OnTicks(session, parse, files, path, stored.Value) : Error.BadInput($"{path} is no log of a paper or live run, for its first line does not say what is run, and no result: {stored.Error!.Message}");
        }
        var log = RunLogLines.Read(path);
        if (!log.Ok) return log.Error!;
        session.Bots.NeedStored(MessageLog.StrategiesOf(log.Value));
        return ParityCheck.Run(log.Value, session.Cancel);
    }

    static Result<ParityOutcome> OnTicks(Session session, ParseResult parse, ReplayOptions files, string path, StoredResult stored)
    {
        if (stored.Instruments.All(instrument => instrument.Ticks is null)) return Error.BadInput($"{path} was not made on ticks: the backtest of its bars is the run itself; expected a result of --ticks, or the log of a paper or live run");
        var settings = StoredSettings.Read(stored.Settings);
        if (!settings.Ok) return Error.Corrupt($"{path}: {settings.Error!.Message}");
        var header = Rerun.Header(path, stored, settings.Value);
        if (!header.Ok) return header.Error!;
        var run = LoggedRun.Find(session, parse, files, path, header.Value);
        if (!run.Ok) return run.Error!;
        var outcome = TickParity.Run(new BacktestRequest(run.Value.Markets, run.Value.Strategy, settings.Value), session.Cancel);
        return outcome.Ok && outcome.Value.RunTradeHash != stored.TradeHash ? ResultRun.Otherwise(path) : outcome;
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
