using System.Globalization;
using System.Text.Json;
using Argosy.Cli.Invocation;
using Argosy.Cli.Terminals;

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
        var length = OptionKinds.Whole("--long", $"Bars of a run whose cost per bar is measured, beside one {BotsBench.Times} times as long (default {DefaultLongBars})", 10_000, 4_000_000);
        var rounds = OptionKinds.Whole("--rounds", $"Measurements of each, after one that does not count (default {DefaultRounds})", 1, 1_000);
        var json = OptionKinds.Text("--json", "file", "Write the measurements as JSON; - is the standard output");
        command.AddGroup("Options", bars, length, rounds, json);
        command.Run(parse => RunAsync(
            session, (int)(parse.GetValue(bars) ?? DefaultQuickBars), (int)(parse.GetValue(length) ?? DefaultLongBars), (int)(parse.GetValue(rounds) ?? DefaultRounds), parse.GetValue(json)).GetAwaiter().GetResult());
        return command;
    }

    // Workers are users of their own: what they read is open to all.
    static Task<ExitCode> RunAsync(Session session, int bars, int length, int rounds, string? json) =>
        new BenchRun<BotsFigures>(session, json, Write, Write).InAsync(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), "measuring", (folder, progress) => BotsBench.RunAsync(session, Directory.CreateDirectory(Path.Combine(folder, "bars")).FullName, bars, length, rounds, progress));

    static void Write(Terminal terminal, BotsFigures figures)
    {
        terminal.Line();
        var table = new TextTable($"text to result, {figures.QuickBars:#,0} bars", "compile", "wait", "run", "median", "worst", "limit");
        Add(table, "C#", figures.CSharp, "500 ms");
        Add(table, "TypeScript", figures.TypeScript, "1,000 ms");
        table.Write(terminal);
        terminal.Line();
        var bars = figures.LongBars;
        var rates = new TextTable("processor time", "per bar", "once a run", $"{bars:#,0} bars", "limit");
        var (here, worker) = (figures.InProcess, figures.Worker);
        Add(rates, "ma-cross, in this process", here, bars, "");
        Add(rates, "its twin in C#, in a worker", worker, bars, string.Create(CultureInfo.InvariantCulture, $"{worker.PerBar(bars) / here.PerBar(bars):0.00} of 1.30 x"));
        rates.Write(terminal);
        terminal.Line();
        if (figures.TypeScriptSeconds.Count > 0) terminal.Line(string.Create(CultureInfo.InvariantCulture, $"TypeScript in a worker, whole run of {bars:#,0} by the clock: {Median(figures.TypeScriptSeconds) * 1e9 / bars:0} ns a bar. argosy bench typescript measures it without its start."));
        terminal.Line(string.Create(CultureInfo.InvariantCulture, $"A changed text is compiled anew and runs in a worker that was started ahead, ready {BotsBench.Pause.TotalSeconds:0} s before, and runs nothing else. A bar costs the slope between runs of {bars:#,0} and {(long)bars * BotsBench.Times:#,0} bars, medians of each. Measure on an idle machine."));
        if (figures.TypeScript.Count == 0) terminal.Line("TypeScript was not measured: Deno is not here.");
    }

    static void Add(TextTable table, string name, List<QuickFigure> figures, string limit)
    {
        if (figures.Count == 0) return;
        table.Add(name, Milliseconds(figures, figure => figure.Compile), Milliseconds(figures, figure => figure.Wait), Milliseconds(figures, figure => figure.Run), Milliseconds(figures, figure => figure.Total), $"{figures.Max(figure => figure.Total) * 1e3:0} ms", limit);
    }

    static void Add(TextTable table, string name, TwoLengths runs, int bars, string limit) =>
        table.Add(name, Text($"{runs.PerBar(bars) * 1e9:0.0} ns"), Text($"{runs.Fixed(bars) * 1e3:0} ms"), Text($"{runs.Whole * 1e3:0} ms"), limit);

    static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    static string Milliseconds(List<QuickFigure> figures, Func<QuickFigure, double> of) => $"{Median([.. figures.Select(of)]) * 1e3:0} ms";

    /// <summary>The middle one.</summary>
    public static double Median(List<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }

    static void Write(Utf8JsonWriter json, BotsFigures figures)
    {
        json.WriteStartObject();
        json.WriteString("format", "argosy-bench-bots/2");
        json.WriteNumber("quickBars", figures.QuickBars);
        json.WriteNumber("longBars", figures.LongBars);
        Write(json, "csharp", figures.CSharp);
        Write(json, "typescript", figures.TypeScript);
        Write(json, "inProcess", figures.InProcess, figures.LongBars);
        Write(json, "worker", figures.Worker, figures.LongBars);
        if (figures.TypeScriptSeconds.Count > 0) json.WriteNumber("typescriptBarsPerSecond", Math.Round(figures.LongBars / Median(figures.TypeScriptSeconds)));
        json.WriteEndObject();
    }

    static void Write(Utf8JsonWriter json, string name, TwoLengths runs, int bars)
    {
        json.WriteNumber($"{name}NanosecondsPerBar", Math.Round(runs.PerBar(bars) * 1e9, 2));
        json.WriteNumber($"{name}FixedSeconds", Math.Round(runs.Fixed(bars), 4));
        json.WriteNumber($"{name}WholeSeconds", Math.Round(runs.Whole, 4));
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
