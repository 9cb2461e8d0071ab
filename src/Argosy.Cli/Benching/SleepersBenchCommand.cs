using System.Text.Json;
using Argosy.Cli.Invocation;
using Argosy.Cli.Terminals;

namespace Argosy.Cli.Benching;

/// <summary><c>argosy bench sleepers</c>: what deployed bots with code of their own cost between their candles.</summary>
static class SleepersBenchCommand
{
    const int DefaultBots = 200;

    /// <summary>The command.</summary>
    public static DescribedCommand Create(Session session)
    {
        var command = new DescribedCommand("sleepers", "Deploy many bots with code of their own whose next candle is far away: memory of host and workers while nothing happens, by the pages they share.")
        {
            Examples = ["argosy bench sleepers", "argosy bench sleepers --bots 20 --awake --json sleepers.json"],
        };
        var bots = OptionKinds.Whole("--bots", $"Bots on candles of a day, in C# and in TypeScript by turns (default {DefaultBots})", 1, 1_000);
        var awake = OptionKinds.Flag("--awake", "Let them keep their workers");
        var folder = OptionKinds.Folder("--folder", "Folder for run logs and database (default: this one); what is written there is removed");
        var json = OptionKinds.Text("--json", "file", "Write the measurements as JSON; - is the standard output");
        command.AddGroup("Options", bots, awake, folder, json);
        command.Run(parse => RunAsync(session, new SleepersSize((int)(parse.GetValue(bots) ?? DefaultBots), parse.GetValue(awake)), parse.GetValue(folder) ?? ".", parse.GetValue(json)).GetAwaiter().GetResult());
        return command;
    }

    static Task<ExitCode> RunAsync(Session session, SleepersSize size, string parent, string? json) =>
        new BenchRun<SleepersFigures>(session, json, Write, Write).BelowAsync(parent, "deploying", (folder, progress) => SleepersBench.RunAsync(folder, size, progress, session.Cancel));

    static void Write(Terminal terminal, SleepersFigures figures)
    {
        terminal.Line($"{figures.Size.Bots} bots in C# and TypeScript on candles of a day, {(figures.Size.IsAwake ? "awake" : "asleep between them")}: {figures.Processes} processes besides the host");
        terminal.Line();
        var table = new TextTable("host and workers", "measured", "limit for 200 bots");
        table.Add("memory while nothing happens", $"{figures.Bytes / 1e6:0} MB", $"{SleepersFigures.Limit / 1e6:0} MB");
        table.Add("most while they were started", $"{figures.MostBytes / 1e6:0} MB", "");
        table.Add("making and start of a bot", $"{figures.Start.TotalSeconds:0.00} s", "");
        table.Add("cores of the host while nothing happens", $"{figures.RestingCores:0.000}", "");
        table.Add("a command to a bot", $"{figures.Wake.TotalSeconds:0.00} s", "");
        table.Write(terminal);
    }

    static void Write(Utf8JsonWriter json, SleepersFigures figures)
    {
        json.WriteStartObject();
        json.WriteString("format", "argosy-bench-sleepers/1");
        json.WriteNumber("bots", figures.Size.Bots);
        json.WriteBoolean("awake", figures.Size.IsAwake);
        json.WriteNumber("processes", figures.Processes);
        json.WriteNumber("bytes", figures.Bytes);
        json.WriteNumber("mostBytes", figures.MostBytes);
        json.WriteNumber("startSeconds", Math.Round(figures.Start.TotalSeconds, 4));
        json.WriteNumber("restingCores", Math.Round(figures.RestingCores, 4));
        json.WriteNumber("commandSeconds", Math.Round(figures.Wake.TotalSeconds, 4));
        json.WriteEndObject();
    }
}
