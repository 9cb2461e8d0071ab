using System.Text.Json;
using Argosy.Cli.Invocation;
using Argosy.Cli.Terminals;

namespace Argosy.Cli.Benching;

/// <summary><c>argosy bench fleet</c>: what many bots in one process cost.</summary>
static class FleetBenchCommand
{
    const int DefaultBots = 1_000, DefaultInstruments = 50, DefaultMinutes = 60, WarmMinutes = 10;

    /// <summary>The command.</summary>
    public static DescribedCommand Create(Session session)
    {
        var command = new DescribedCommand("fleet", "Run many paper bots on one-minute candles in one process, by the path of a real run: processor time and memory.")
        {
            Examples = ["argosy bench fleet", "argosy bench fleet --bots 200 --instruments 20 --minutes 240 --json fleet.json"],
        };
        var bots = OptionKinds.Whole("--bots", $"Bots, each with a built-in strategy on one instrument (default {DefaultBots})", 1, 10_000);
        var instruments = OptionKinds.Whole("--instruments", $"Instruments they share (default {DefaultInstruments})", 1, 1_000);
        var minutes = OptionKinds.Whole("--minutes", $"Minutes of the market that count, after {WarmMinutes} that do not (default {DefaultMinutes})", 1, 10_000);
        var folder = OptionKinds.Folder("--folder", "Folder for run logs and database (default: this one); what is written there is removed");
        var json = OptionKinds.Text("--json", "file", "Write the measurements as JSON; - is the standard output");
        command.AddGroup("Options", bots, instruments, minutes, folder, json);
        command.Run(parse => RunAsync(
            session, new FleetSize((int)(parse.GetValue(bots) ?? DefaultBots), (int)(parse.GetValue(instruments) ?? DefaultInstruments), WarmMinutes, (int)(parse.GetValue(minutes) ?? DefaultMinutes)),
            parse.GetValue(folder) ?? ".", parse.GetValue(json)).GetAwaiter().GetResult());
        return command;
    }

    static Task<ExitCode> RunAsync(Session session, FleetSize size, string parent, string? json) =>
        new BenchRun<FleetFigures>(session, json, Write, Write).BelowAsync(parent, "measuring", (folder, progress) => FleetBench.RunAsync(folder, size, progress, session.Cancel));

    static void Write(Terminal terminal, FleetFigures figures)
    {
        terminal.Line($"{figures.Size.Bots} bots on one-minute candles of {figures.Size.Instruments} instruments, {figures.Size.Minutes} minutes: {figures.Orders} orders, {figures.Fills} executions");
        terminal.Line();
        var table = new TextTable("in one process", "measured", "limit for 1,000 bots");
        table.Add("cores at a minute a minute", $"{figures.Cores:0.000}", $"{FleetFigures.MostCores:0}");
        table.Add("processor time a minute of the market", $"{figures.ProcessorSeconds:0.00} s", "60 s");
        table.Add("cores while the market stands", $"{figures.RestingCores:0.000}", "");
        table.Add("peak resident memory", $"{figures.PeakBytes / 1e6:0} MB", $"{FleetFigures.MostBytes / 1e6:0} MB");
        table.Add("reachable after a collection", $"{figures.HeapBytes / 1e6:0} MB", "");
        table.Add("a minute of the market took", $"{figures.WallSeconds:0.00} s", "60 s");
        table.Write(terminal);
    }

    static void Write(Utf8JsonWriter json, FleetFigures figures)
    {
        json.WriteStartObject();
        json.WriteString("format", "argosy-bench-fleet/1");
        json.WriteNumber("bots", figures.Size.Bots);
        json.WriteNumber("instruments", figures.Size.Instruments);
        json.WriteNumber("minutes", figures.Size.Minutes);
        json.WriteNumber("orders", figures.Orders);
        json.WriteNumber("executions", figures.Fills);
        json.WriteNumber("cores", Math.Round(figures.Cores, 4));
        json.WriteNumber("processorSecondsPerMinute", Math.Round(figures.ProcessorSeconds, 4));
        json.WriteNumber("restingCores", Math.Round(figures.RestingCores, 4));
        json.WriteNumber("wallSecondsPerMinute", Math.Round(figures.WallSeconds, 4));
        json.WriteNumber("peakBytes", figures.PeakBytes);
        json.WriteNumber("heapBytes", figures.HeapBytes);
        json.WriteEndObject();
    }
}
