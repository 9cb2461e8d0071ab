using System.Text.Json;
using Argosy.Cli.Invocation;
using Argosy.Cli.Terminals;
using Argosy.Hosting.Observing;

namespace Argosy.Cli.Benching;

/// <summary><c>argosy bench live</c>: from a market frame in memory to the order, on this machine and disk.</summary>
static class LiveBenchCommand
{
    const int DefaultOrders = 1_000;

    /// <summary>The command.</summary>
    public static DescribedCommand Create(Session session)
    {
        var command = new DescribedCommand("live", "Measure a live run: from a candle's frame in memory to the encoded order and to its bytes sent, the durable journal included.")
        {
            Examples = ["argosy bench live", "argosy bench live --rehearse", "argosy bench live --orders 2000 --folder /var/lib/argosy --json live.json"],
        };
        var orders = OptionKinds.Whole("--orders", $"Orders that count, eight a second, two with --rehearse (default {DefaultOrders})", 10, 100_000);
        var folder = OptionKinds.Folder("--folder", "Folder on the disk that is measured (default: this one); what is written there is removed");
        var rehearse = OptionKinds.Flag("--rehearse", "Rehearse the way of an order around each close, as argosy run --rehearse does");
        var json = OptionKinds.Text("--json", "file", "Write the measurements as JSON; - is the standard output");
        command.AddGroup("Options", orders, folder, rehearse, json);
        command.Run(parse => RunAsync(session, (int)(parse.GetValue(orders) ?? DefaultOrders), parse.GetValue(folder) ?? ".", parse.GetValue(rehearse), parse.GetValue(json)).GetAwaiter().GetResult());
        return command;
    }

    static Task<ExitCode> RunAsync(Session session, int orders, string parent, bool rehearses, string? json) =>
        new BenchRun<LiveFigures>(session, json, Write, Write).BelowAsync(parent, "measuring", (folder, progress) => LiveBench.RunAsync(folder, orders, rehearses, progress, session.Cancel));

    static void Write(Terminal terminal, LiveFigures figures)
    {
        terminal.Line();
        var table = new TextTable("from the frame's last byte in memory", "least", "p50", "p90", "p99", "goal p50", "goal p99", "measured");
        Add(table, "to the encoded, signed order", figures.Encoded, "60 µs", "1,000 µs");
        Add(table, "to its bytes sent, journal durable", figures.Sent, "500 µs", "5,000 µs");
        Add(table, "the journal's fdatasync alone", figures.Disk);
        table.Write(terminal);
        terminal.Line();
        var stages = new TextTable("of which", "least", "p50", "p90", "p99", "goal p50", "goal p99", "measured");
        foreach (var stage in Enum.GetValues<OrderStage>()) Add(stages, Of(stage), figures.Stages[(int)stage]);
        stages.Write(terminal);
        terminal.Line();
        terminal.Line($"a trade message is read in {figures.ParseNanoseconds:0} ns. One process with a built-in strategy and a stand-in exchange on loopback; measure on an idle machine.");
    }

    static void Add(TextTable table, string what, Samples samples, string usual = "", string most = "") =>
        table.Add(what, Micros(samples, 0), Micros(samples, 0.5), Micros(samples, 0.9), Micros(samples, 0.99), usual, most, $"{samples.Count}");

    static string Of(OrderStage stage) => stage switch
    {
        OrderStage.Read => "frame read, instant made",
        OrderStage.Decided => "strategy decided",
        OrderStage.Admitted => "account checked, id given",
        OrderStage.Encoded => "encoded and signed",
        OrderStage.Logged => "run log written",
        OrderStage.Recorded => "recorded, durable",
        OrderStage.Sent => "handed to the system",
    };

    static string Micros(Samples samples, double share) => $"{samples.Micros(share):0} µs";

    static void Write(Utf8JsonWriter json, LiveFigures figures)
    {
        json.WriteStartObject();
        json.WriteString("format", "argosy-bench-live/1");
        json.WriteNumber("orders", figures.Orders);
        Write(json, "encoded", figures.Encoded);
        Write(json, "sent", figures.Sent);
        Write(json, "fdatasync", figures.Disk);
        json.WriteNumber("parseNanoseconds", Math.Round(figures.ParseNanoseconds, 1));
        json.WriteEndObject();
    }

    static void Write(Utf8JsonWriter json, string name, Samples samples)
    {
        json.WriteStartObject(name);
        json.WriteNumber("p50Micros", Math.Round(samples.Micros(0.5), 1));
        json.WriteNumber("p99Micros", Math.Round(samples.Micros(0.99), 1));
        json.WriteNumber("count", samples.Count);
        json.WriteEndObject();
    }
}
