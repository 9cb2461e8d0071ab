using System.Text.Json;
using Argosy.Cli.Backtesting;
using Argosy.Cli.Invocation;
using Argosy.Cli.Terminals;
using Argosy.Research.Backtests;
using Argosy.Research.Benchmarks;

namespace Argosy.Cli.Benching;

/// <summary><c>argosy bench ticks</c>: how many ticks a second go through venue and engine loop on this machine.</summary>
static class TickBenchCommand
{
    const int DefaultTrades = 2_000_000, DefaultRounds = 7, WarmUpRounds = 2;

    public static DescribedCommand Create(Session session)
    {
        var command = new DescribedCommand("ticks", "Run an idle strategy with a resting order over trades, and over trades and quotes.")
        {
            Examples = ["argosy bench ticks", "argosy bench ticks --trades 10000000 --rounds 3 --json ticks.json"],
        };
        var trades = OptionKinds.Whole("--trades", $"Length of the seeded walk of trades (default {DefaultTrades})", 100_000, 50_000_000);
        var rounds = OptionKinds.Whole("--rounds", $"Measurements of each, after {WarmUpRounds} that do not count (default {DefaultRounds})", 1, 1_000);
        var json = OptionKinds.Text("--json", "file", "Write the measurements as JSON; - is the standard output");
        command.AddGroup("Options", trades, rounds, json);
        command.Run(parse => Run(session, (int)(parse.GetValue(trades) ?? DefaultTrades), (int)(parse.GetValue(rounds) ?? DefaultRounds), parse.GetValue(json)));
        return command;
    }

    static ExitCode Run(Session session, int trades, int rounds, string? json)
    {
        if (OutputFiles.Check(session, ("--json", json)) is { } unwritable) return session.Fail(unwritable);
        var figures = new List<Figure>();
        using (var progress = new ProgressLine(session.Terminal, "measuring", session.Cancel))
        {
            foreach (var withQuotes in new[] { false, true })
            {
                var figure = new Figure(withQuotes ? "trades and quotes" : "trades");
                var request = TickBench.Request(trades, withQuotes);
                for (var round = -WarmUpRounds; round < rounds; round++)
                {
                    session.Cancel.ThrowIfCancellationRequested();
                    var result = Backtest.Run(request);
                    if (!result.Ok) return session.Fail(result.Error!);
                    figure.Events = result.Value.Performance.Events;
                    if (round >= 0) figure.Timings.Add(result.Value.Performance.EngineSeconds);
                    ((IProgress<double>)progress).Report(((withQuotes ? 0.5 : 0) + ((round + WarmUpRounds + 1.0) / (rounds + WarmUpRounds) / 2)));
                }
                figures.Add(figure);
            }
        }
        var machine = BenchMachine.Here();
        if (json is not null)
        {
            var written = OutputFiles.WriteJson(session, json, writer => Write(writer, machine, figures));
            if (written != ExitCode.Done || json == OutputFiles.Standard) return written;
        }
        session.Terminal.Line($"{machine.Processor}, {machine.Cores} cores; {machine.System}; {machine.Runtime}; commit {machine.Commit ?? "unknown"}");
        session.Terminal.Line();
        var table = new TextTable("work", "ticks", "median", "per tick", "rate");
        foreach (var figure in figures) table.Add(figure.Name, FigureText.Count(figure.Events), $"{figure.Timings.Median * 1e3:0.00} ms", $"{figure.Timings.Median * 1e9 / figure.Events:0.0} ns", $"{figure.PerSecond / 1e6:0.0} M/s");
        table.Write(session.Terminal);
        return ExitCode.Done;
    }

    static void Write(Utf8JsonWriter writer, BenchMachine machine, List<Figure> figures)
    {
        writer.WriteStartObject();
        writer.WriteString("format", "argosy-bench-ticks/1");
        writer.WriteString("processor", machine.Processor);
        writer.WriteNumber("cores", machine.Cores);
        writer.WriteString("runtime", machine.Runtime);
        writer.WriteString("commit", machine.Commit);
        writer.WriteStartArray("works");
        foreach (var figure in figures)
        {
            writer.WriteStartObject();
            writer.WriteString("name", figure.Name);
            writer.WriteNumber("events", figure.Events);
            writer.WriteNumber("medianSeconds", figure.Timings.Median);
            writer.WriteNumber("eventsPerSecond", Math.Round(figure.PerSecond));
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    sealed class Figure(string name)
    {
        public string Name => name;

        public long Events { get; set; }

        public Timings Timings { get; } = new();

        public double PerSecond => Events / Timings.Median;
    }
}
