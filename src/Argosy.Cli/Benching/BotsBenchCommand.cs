using System.Globalization;
using System.Text.Json;
using Argosy.Cli.Invocation;
using Argosy.Cli.Terminals;
using Argosy.Research.Benchmarks;

namespace Argosy.Cli.Benching;

/// <summary><c>argosy bench bots</c>: how long somebody who edits a bot waits, and what a bar of a bot costs.</summary>
static class BotsBenchCommand
{
    const int DefaultQuickBars = 100_000, DefaultLongBars = 1_000_000, DefaultRounds = 7;

    /// <summary>The command.</summary>
    public static DescribedCommand Create(Session session)
    {
        var command = new DescribedCommand("bots", "Measure bots in warm sandboxed workers: from a changed text to its result, and per bar beside the built-in twin.")
        {
            Examples = ["argosy bench bots", "argosy bench bots --rounds 15 --json bots.json"],
        };
        var bars = OptionKinds.Whole("--bars", $"Bars of a quick backtest (default {DefaultQuickBars})", 1_000, 5_000_000);
        var length = OptionKinds.Whole("--long", $"Bars of a run whose cost per bar is measured (default {DefaultLongBars})", 10_000, 20_000_000);
        var rounds = OptionKinds.Whole("--rounds", $"Measurements of each, after one that does not count (default {DefaultRounds})", 1, 1_000);
        var json = OptionKinds.Text("--json", "file", "Write the measurements as JSON; - is the standard output");
        command.AddGroup("Options", bars, length, rounds, json);
        command.Run(parse => RunAsync(
            session, (int)(parse.GetValue(bars) ?? DefaultQuickBars), (int)(parse.GetValue(length) ?? DefaultLongBars), (int)(parse.GetValue(rounds) ?? DefaultRounds), parse.GetValue(json)).GetAwaiter().GetResult());
        return command;
    }

    static async Task<ExitCode> RunAsync(Session session, int bars, int length, int rounds, string? json)
    {
        if (OutputFiles.Check(session, ("--json", json)) is { } unwritable) return session.Fail(unwritable);
        var folder = Directory.CreateTempSubdirectory("argosy-bench-bots-");
        try
        {
            // Workers are users of their own: what they read is open to all.
            var store = folder.CreateSubdirectory("bars").FullName;
            using var progress = new ProgressLine(session.Terminal, "measuring", session.Cancel);
            var measured = await BotsBench.RunAsync(session, store, bars, length, rounds, progress);
            progress.Dispose();
            if (!measured.Ok) return session.Fail(measured.Error!);
            if (json is not null)
            {
                var written = OutputFiles.WriteJson(session, json, writer => Write(writer, measured.Value));
                if (written != ExitCode.Done || json == OutputFiles.Standard) return written;
            }
            Write(session.Terminal, measured.Value);
            return ExitCode.Done;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    static void Write(Terminal terminal, BotsFigures figures)
    {
        var machine = BenchMachine.Here();
        terminal.Line($"{machine.Processor}, {machine.Cores} cores; {machine.System}; {machine.Runtime}; commit {machine.Commit ?? "unknown"}");
        terminal.Line();
        var table = new TextTable($"text to result, {figures.QuickBars:#,0} bars", "compile", "wait", "run", "median", "worst", "limit");
        Add(table, "C#", figures.CSharp, "500 ms");
        Add(table, "TypeScript", figures.TypeScript, "1,000 ms");
        table.Write(terminal);
        terminal.Line();
        var rates = new TextTable($"per bar, {figures.LongBars:#,0} bars", "ns/bar", "bars/s", "limit");
        var (here, worker) = (Median(figures.InProcessSeconds), Median(figures.WorkerSeconds));
        Add(rates, "ma-cross, in this process", here, figures.LongBars, "");
        Add(rates, "its twin in C#, in a worker", worker, figures.LongBars, string.Create(CultureInfo.InvariantCulture, $"{worker / here:0.00} of 1.30 x"));
        if (figures.TypeScriptSeconds.Count > 0) Add(rates, "TypeScript, in a worker", Median(figures.TypeScriptSeconds), figures.LongBars, "1,000,000 bars/s");
        rates.Write(terminal);
        terminal.Line();
        terminal.Line("A changed text is compiled anew and runs in a worker that was started ahead and runs nothing else. Measure on an idle machine.");
        if (figures.TypeScript.Count == 0) terminal.Line("TypeScript was not measured: Deno is not here.");
    }

    static void Add(TextTable table, string name, List<QuickFigure> figures, string limit)
    {
        if (figures.Count == 0) return;
        table.Add(name, Milliseconds(figures, figure => figure.Compile), Milliseconds(figures, figure => figure.Wait), Milliseconds(figures, figure => figure.Run), Milliseconds(figures, figure => figure.Total), $"{figures.Max(figure => figure.Total) * 1e3:0} ms", limit);
    }

    static void Add(TextTable table, string name, double seconds, int bars, string limit) => table.Add(name, string.Create(CultureInfo.InvariantCulture, $"{seconds * 1e9 / bars:0.0}"), string.Create(CultureInfo.InvariantCulture, $"{bars / seconds:#,0}"), limit);

    static string Milliseconds(List<QuickFigure> figures, Func<QuickFigure, double> of) => $"{Median([.. figures.Select(of)]) * 1e3:0} ms";

    static double Median(List<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }

    static void Write(Utf8JsonWriter json, BotsFigures figures)
    {
        json.WriteStartObject();
        json.WriteString("format", "argosy-bench-bots/1");
        json.WriteNumber("quickBars", figures.QuickBars);
        json.WriteNumber("longBars", figures.LongBars);
        Write(json, "csharp", figures.CSharp);
        Write(json, "typescript", figures.TypeScript);
        json.WriteNumber("inProcessNanosecondsPerBar", Math.Round(Median(figures.InProcessSeconds) * 1e9 / figures.LongBars, 2));
        json.WriteNumber("workerNanosecondsPerBar", Math.Round(Median(figures.WorkerSeconds) * 1e9 / figures.LongBars, 2));
        if (figures.TypeScriptSeconds.Count > 0) json.WriteNumber("typescriptBarsPerSecond", Math.Round(figures.LongBars / Median(figures.TypeScriptSeconds)));
        json.WriteEndObject();
    }

    static void Write(Utf8JsonWriter json, string name, List<QuickFigure> figures)
    {
        json.WriteStartArray(name);
        foreach (var figure in figures)
        {
            json.WriteStartObject();
            json.WriteNumber("compileSeconds", Math.Round(figure.Compile, 4));
            json.WriteNumber("waitSeconds", Math.Round(figure.Wait, 4));
            json.WriteNumber("runSeconds", Math.Round(figure.Run, 4));
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
