using System.Text.Json;
using Argosy.Cli.Backtesting;
using Argosy.Cli.Invocation;
using Argosy.Cli.Terminals;
using Argosy.Core.Values;
using Argosy.Data.Synthesis;
using Argosy.Research.Benchmarks;

namespace Argosy.Cli.Benching;

/// <summary><c>argosy bench typescript</c>: how many bars a second a bot in TypeScript takes, engine and bot on one core.</summary>
static class TypeScriptBenchCommand
{
    const int DefaultBars = 2_102_400, DefaultRounds = 5;

    public static DescribedCommand Create(Session session)
    {
        var command = new DescribedCommand("typescript", "Run a bot in TypeScript and its twin in C# through the whole engine.")
        {
            Examples = ["argosy bench typescript", "argosy bench typescript --bars 525600 --rounds 3 --json bots.json"],
        };
        var bars = OptionKinds.Whole("--bars", $"Length of the synthetic series of minutes (default {DefaultBars}); a quarter of it warms up", 10_000, 20_000_000);
        var rounds = OptionKinds.Whole("--rounds", $"Measurements of each, in turns (default {DefaultRounds})", 1, 1_000);
        var json = OptionKinds.Text("--json", "file", "Write the measurements as JSON; - is the standard output");
        command.AddGroup("Options", bars, rounds, json);
        command.Run(parse => Run(session, (int)(parse.GetValue(bars) ?? DefaultBars), (int)(parse.GetValue(rounds) ?? DefaultRounds), parse.GetValue(json)));
        return command;
    }

    static ExitCode Run(Session session, int bars, int rounds, string? json)
    {
        if (OutputFiles.Check(session, ("--json", json)) is { } unwritable) return session.Fail(unwritable);
        var market = Workload.Market(SeriesGenerator.Generate(new SynthesisOptions { Bars = bars }).ToColumns(), "generator, seed 1");
        var (bots, twins) = (new List<TypeScriptFigure>(), new List<TypeScriptFigure>());
        using (var progress = new ProgressLine(session.Terminal, "measuring", session.Cancel))
        {
            for (var round = 0; round < rounds; round++)
            {
                session.Cancel.ThrowIfCancellationRequested();
                var figures = TypeScriptBench.Round(market);
                if (!figures.Ok) return session.Fail(figures.Error!);
                bots.Add(figures.Value.Bot);
                twins.Add(figures.Value.Twin);
                ((IProgress<double>)progress).Report((round + 1.0) / rounds);
            }
        }
        var machine = BenchMachine.Here();
        if (json is not null)
        {
            var written = OutputFiles.WriteJson(session, json, writer => Write(writer, machine, bots, twins));
            if (written != ExitCode.Done || json == OutputFiles.Standard) return written;
        }
        session.Terminal.Line($"{machine.Processor}, {machine.Cores} cores; {machine.System}; {machine.Runtime}; commit {machine.Commit ?? "unknown"}");
        session.Terminal.Line($"{FigureText.Count(bars)} minutes, SYNTHETIC; the first quarter warms up");
        session.Terminal.Line();
        var table = new TextTable("strategy", "fills", "per bar", "rate", "processor per bar", "rate of one core");
        Add(table, "TypeScript", bots);
        Add(table, "C# twin", twins);
        table.Write(session.Terminal);
        session.Terminal.Line();
        session.Terminal.Line($"{TypeScriptBench.Rules}. Medians of {rounds} rounds, in turns; both did the same, order by order. Processor time is that of engine and bot together.");
        return ExitCode.Done;
    }

    static void Add(TextTable table, string name, List<TypeScriptFigure> figures)
    {
        var (clock, processor) = (Median(figures, figure => figure.Seconds), Median(figures, figure => figure.ProcessorSeconds));
        var bars = figures[0].Bars;
        table.Add(name, FigureText.Count(figures[0].Fills), $"{clock * 1e9 / bars:0} ns", $"{bars / clock / 1e6:0.00} M/s", $"{processor * 1e9 / bars:0} ns", $"{bars / processor / 1e6:0.00} M/s");
    }

    static double Median(List<TypeScriptFigure> figures, Func<TypeScriptFigure, double> value)
    {
        var timings = new Timings();
        foreach (var figure in figures) timings.Add(value(figure));
        return timings.Median;
    }

    static void Write(Utf8JsonWriter writer, BenchMachine machine, List<TypeScriptFigure> bots, List<TypeScriptFigure> twins)
    {
        writer.WriteStartObject();
        writer.WriteString("format", "argosy-bench-typescript/1");
        writer.WriteString("processor", machine.Processor);
        writer.WriteNumber("cores", machine.Cores);
        writer.WriteString("runtime", machine.Runtime);
        writer.WriteString("commit", machine.Commit);
        foreach (var (name, figures) in new[] { ("typescript", bots), ("csharp", twins) })
        {
            writer.WriteStartObject(name);
            writer.WriteNumber("bars", figures[0].Bars);
            writer.WriteNumber("fills", figures[0].Fills);
            writer.WriteNumber("medianSeconds", Median(figures, figure => figure.Seconds));
            writer.WriteNumber("medianProcessorSeconds", Median(figures, figure => figure.ProcessorSeconds));
            writer.WriteNumber("barsPerSecond", Math.Round(figures[0].Bars / Median(figures, figure => figure.Seconds)));
            writer.WriteNumber("barsPerProcessorSecond", Math.Round(figures[0].Bars / Median(figures, figure => figure.ProcessorSeconds)));
            writer.WriteEndObject();
        }
        writer.WriteEndObject();
    }
}
