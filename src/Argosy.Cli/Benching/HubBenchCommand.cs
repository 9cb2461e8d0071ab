using System.Globalization;
using System.Text.Json;
using Argosy.Cli.Invocation;
using Argosy.Cli.Terminals;

namespace Argosy.Cli.Benching;

/// <summary><c>argosy bench hub</c>: how long the API takes while many browsers watch a busy market.</summary>
static class HubBenchCommand
{
    /// <summary>The command.</summary>
    public static DescribedCommand Create(Session session)
    {
        var command = new DescribedCommand("hub", "Measure the API of a server whose hub tells ticks to many connections, server and clients in this process.")
        {
            Examples = ["argosy bench hub", "argosy bench hub --connections 500 --ticks 5000 --json hub.json"],
        };
        var connections = OptionKinds.Whole("--connections", "Open connections (default 200)", 1, 5_000);
        var ticks = OptionKinds.Whole("--ticks", "Ticks a second, over ten instruments that all connections watch (default 2000)", 1, 100_000);
        var seconds = OptionKinds.Whole("--seconds", "How long (default 10)", 1, 600);
        var json = OptionKinds.Text("--json", "file", "Write the measurements as JSON; - is the standard output");
        command.AddGroup("Options", connections, ticks, seconds, json);
        command.Run(parse => RunAsync(session, new HubLoad((int)(parse.GetValue(connections) ?? 200), (int)(parse.GetValue(ticks) ?? 2_000), TimeSpan.FromSeconds(parse.GetValue(seconds) ?? 10)), parse.GetValue(json)).GetAwaiter().GetResult());
        return command;
    }

    static Task<ExitCode> RunAsync(Session session, HubLoad load, string? json) =>
        new BenchRun<HubFigures>(session, json, (writer, figures) => Write(writer, load, figures), (terminal, figures) => Write(terminal, load, figures))
            .BelowAsync(Path.GetTempPath(), "measuring", (folder, progress) => HubBench.RunAsync(folder, load, progress, session.Cancel));

    static void Write(Terminal terminal, HubLoad load, HubFigures figures)
    {
        terminal.Line();
        var table = new TextTable("", "p50", "p99", "measured");
        table.Add("API request, hub idle", Ms(figures.Idle, 0.5), Ms(figures.Idle, 0.99), $"{figures.Idle.Count}");
        table.Add($"API request, {load.Connections} connections at {load.TicksPerSecond} ticks/s", Ms(figures.Busy, 0.5), Ms(figures.Busy, 0.99), $"{figures.Busy.Count}");
        table.Write(terminal);
        terminal.Line();
        terminal.Line(string.Create(CultureInfo.InvariantCulture, $"{figures.Ticks:#,0} ticks published, {figures.Heard:#,0} changes heard ({figures.Heard / load.Length.TotalSeconds:#,0}/s), {figures.Lost:#,0} connections lost"));
        terminal.Line("limit: p99 at most 50 ms");
    }

    static void Write(Utf8JsonWriter writer, HubLoad load, HubFigures figures)
    {
        writer.WriteStartObject();
        writer.WriteString("format", "argosy-bench-hub/1");
        writer.WriteNumber("connections", load.Connections);
        writer.WriteNumber("ticksPerSecond", load.TicksPerSecond);
        writer.WriteNumber("seconds", load.Length.TotalSeconds);
        foreach (var (name, times) in new[] { ("idle", figures.Idle), ("busy", figures.Busy) })
        {
            writer.WriteStartObject(name);
            writer.WriteNumber("requests", times.Count);
            writer.WriteNumber("p50Ms", HubFigures.Share(times, 0.5));
            writer.WriteNumber("p99Ms", HubFigures.Share(times, 0.99));
            writer.WriteEndObject();
        }
        writer.WriteNumber("ticks", figures.Ticks);
        writer.WriteNumber("changesHeard", figures.Heard);
        writer.WriteNumber("connectionsLost", figures.Lost);
        writer.WriteEndObject();
    }

    static string Ms(IReadOnlyList<double> times, double share) => string.Create(CultureInfo.InvariantCulture, $"{HubFigures.Share(times, share):0.0} ms");
}
