using System.CommandLine;
using Argosy.Cli.Backtesting;
using Argosy.Cli.Invocation;
using Argosy.Cli.Terminals;
using Argosy.Core.Values;
using Argosy.Data.Catalogue;
using Argosy.Data.Import;
using Argosy.Data.Synthesis;
using Argosy.Research.Backtests;
using Argosy.Research.Benchmarks;

namespace Argosy.Cli.Benching;

/// <summary><c>argosy bench</c>: how fast the engine is on this machine, measured in this process after warming up.</summary>
static class BenchCommand
{
    const int DefaultBars = 525_600, DefaultRounds = 15, DefaultSweepRounds = 5;

    /// <summary>The command.</summary>
    public static Command Create(Session session)
    {
        var command = new DescribedCommand("bench", "Measure the engine's speed on this machine.")
        {
            Examples = ["argosy bench", "argosy bench --data minutes.csv --times 5 --rounds 31 --json bench.json", "argosy bench sweep --jobs 2"],
        };
        var (data, bars, json) = Shared();
        var rounds = OptionKinds.Whole("--rounds", $"Measurements of each work, after {SpeedBench.WarmUpRounds} that do not count (default {DefaultRounds})", 1, 10_000);
        var times = OptionKinds.Whole("--times", "Lay the bars end to end so often (default 1)", 1, 20);
        command.AddGroup("Options", data, bars, times, rounds, json);
        command.Run(parse => Single(session, parse, (data, bars, json), (int)(parse.GetValue(times) ?? 1), (int)(parse.GetValue(rounds) ?? DefaultRounds)));
        command.Add(Sweep(session));
        command.Add(TickBenchCommand.Create(session));
        command.Add(LiveBenchCommand.Create(session));
        command.Add(FleetBenchCommand.Create(session));
        command.Add(SleepersBenchCommand.Create(session));
        command.Add(BotsBenchCommand.Create(session));
        command.Add(HubBenchCommand.Create(session));
        command.Add(TypeScriptBenchCommand.Create(session));
        command.Add(LanguageBenchCommand.Create(session));
        command.Add(WebBenchCommand.Create(session));
        command.Add(ServerBenchCommand.Create(session));
        return command;
    }

    static DescribedCommand Sweep(Session session)
    {
        var command = new DescribedCommand("sweep", "Run a hundred parameter sets of an SMA cross, each through the whole engine, then all through the sweep planner on one core.")
        {
            Examples = ["argosy bench sweep", "argosy bench sweep --data minutes.csv --jobs 1 --json sweep.json"],
        };
        var (data, bars, json) = Shared();
        var jobs = OptionKinds.Whole("--jobs", "Threads of the engine's runs (default: one for each core); the planner has one", 1, 1_024);
        var rounds = OptionKinds.Whole("--rounds", $"Measurements of each sweep through the planner (default {DefaultSweepRounds})", 1, 10_000);
        command.AddGroup("Options", data, bars, jobs, rounds, json);
        command.Run(parse => Hundred(
            session, parse, (data, bars, json), (int)(parse.GetValue(jobs) ?? Environment.ProcessorCount), (int)(parse.GetValue(rounds) ?? DefaultSweepRounds)));
        return command;
    }

    static (Option<string?> Data, Option<long?> Bars, Option<string?> Json) Shared() => (
        OptionKinds.Text("--data", "file|name", "Bars to run on (default: synthetic minutes, made on the fly)"),
        OptionKinds.Whole("--bars", $"Length of the synthetic series (default {DefaultBars}, a year of minutes)", 1_000, 20_000_000),
        OptionKinds.Text("--json", "file", "Write the measurements as JSON; - is the standard output"));

    static ExitCode Single(Session session, ParseResult parse, (Option<string?> Data, Option<long?> Bars, Option<string?> Json) shared, int times, int rounds)
    {
        var json = parse.GetValue(shared.Json);
        if (OutputFiles.Check(session, ("--json", json)) is { } unwritable) return session.Fail(unwritable);
        var market = Market(session, parse, shared.Data, shared.Bars);
        if (!market.Ok) return session.Fail(market.Error!);
        var laid = Workload.Repeated(market.Value, times);
        using var progress = new ProgressLine(session.Terminal, "measuring", session.Cancel);
        var figures = SpeedBench.Run(laid, rounds, progress);
        progress.Dispose();
        if (!figures.Ok) return session.Fail(figures.Error!);
        var machine = BenchMachine.Here();
        if (json is not null)
        {
            var written = OutputFiles.WriteJson(session, json, writer => BenchJson.Write(writer, machine, $"argosy bench --times {times} --rounds {rounds}", laid.Source, figures.Value, null));
            if (written != ExitCode.Done || json == OutputFiles.Standard) return written;
        }
        WriteMachine(session.Terminal, machine, laid);
        var table = new TextTable("work", "median", "per unit", "rate", "orders", "bytes/bar");
        foreach (var figure in figures.Value)
        {
            table.Add(
                figure.Name, $"{figure.Timings.Median * 1e3:0.00} ms", $"{figure.Nanoseconds:0.0} ns/{(figure.CountsOrders ? "order" : "bar")}",
                $"{figure.PerSecond / 1e6:0.00} M/s", FigureText.Count(figure.Orders), $"{figure.BytesPerBar:0.0}");
        }
        table.Write(session.Terminal);
        session.Terminal.Line();
        foreach (var figure in figures.Value) session.Terminal.Line($"{figure.Name}: {figure.Rules}");
        var floor = figures.Value[0].Timings.Median;
        session.Terminal.Line();
        session.Terminal.Line($"W1 costs {figures.Value[1].Timings.Median / floor:0.0} times the bare loop, W3 {figures.Value[2].Timings.Median / floor:0.0} times; medians of {rounds} rounds, works in turns. Measure on an idle machine.");
        return ExitCode.Done;
    }

    static ExitCode Hundred(Session session, ParseResult parse, (Option<string?> Data, Option<long?> Bars, Option<string?> Json) shared, int jobs, int rounds)
    {
        var json = parse.GetValue(shared.Json);
        if (OutputFiles.Check(session, ("--json", json)) is { } unwritable) return session.Fail(unwritable);
        var market = Market(session, parse, shared.Data, shared.Bars);
        if (!market.Ok) return session.Fail(market.Error!);
        using var progress = new ProgressLine(session.Terminal, "sweeping", session.Cancel);
        var sweep = SweepBench.Run(market.Value, jobs, progress, session.Cancel);
        if (!sweep.Ok) return session.Fail(sweep.Error!);
        var planned = PlannerBench.Run(market.Value, rounds, sweep.Value.Totals, progress, session.Cancel);
        progress.Dispose();
        if (!planned.Ok) return session.Fail(planned.Error!);
        var machine = BenchMachine.Here();
        var figure = sweep.Value;
        if (json is not null)
        {
            var written = OutputFiles.WriteJson(session, json, writer => BenchJson.Write(writer, machine, $"argosy bench sweep --jobs {jobs} --rounds {rounds}", market.Value.Source, [], figure, planned.Value));
            if (written != ExitCode.Done || json == OutputFiles.Standard) return written;
        }
        WriteMachine(session.Terminal, machine, market.Value);
        session.Terminal.Line($"W2: {figure.Sets} sets x {FigureText.Count(figure.Bars)} bars on {figure.Jobs} threads: {figure.Seconds:0.00} s, {FigureText.Count(figure.Orders)} orders");
        session.Terminal.Line($"{figure.BarSetsPerSecond / 1e6:0.0} M bar-sets/s, {figure.BarSetsPerSecondAndCore / 1e6:0.0} M for each thread");
        session.Terminal.Line();
        WritePlanner(session.Terminal, figure, planned.Value, rounds);
        return ExitCode.Done;
    }

    static void WritePlanner(Terminal terminal, SweepFigure engine, IReadOnlyList<PlannerFigure> figures, int rounds)
    {
        var table = new TextTable("planner, one core", "sets", "least", "median", "per bar and set", "speed-up", "orders", "equal");
        foreach (var figure in figures)
        {
            var isBare = ReferenceEquals(figure, figures[0]);
            var hasEngine = !isBare && figure.Sets == engine.Sets;
            table.Add(
                figure.Name, FigureText.Count(figure.Sets), $"{figure.Timings.Least * 1e3:0.0} ms", $"{figure.Timings.Median * 1e3:0.0} ms", $"{figure.Nanoseconds:0.000} ns",
                isBare ? "" : $"{figure.BarSetsPerSecond / engine.BarSetsPerSecondAndCore:0.0} x", FigureText.Count(figure.Orders), hasEngine ? $"{figure.EqualSets} of {figure.Sets}" : "");
        }
        table.Write(terminal);
        terminal.Line();
        terminal.Line($"speed-up: bars and sets a second against one thread of the engine; equal: sets whose orders, fills and final equity are those of the engine's run; medians of {rounds} rounds, in turns.");
    }

    static void WriteMachine(Terminal terminal, BenchMachine machine, Market market)
    {
        terminal.Line($"{machine.Processor}, {machine.Cores} cores; {machine.System}; {machine.Runtime}; commit {machine.Commit ?? "unknown"}");
        terminal.Line($"{FigureText.Count(market.Bars.Count)} bars of {market.Bars.Timeframe} from {market.Source}{(market.Bars.Synthetic ? " (SYNTHETIC)" : "")}");
        terminal.Line();
    }

    static Result<Market> Market(Session session, ParseResult parse, Option<string?> data, Option<long?> bars)
    {
        if (parse.GetValue(data) is not { } file)
        {
            var synthetic = SeriesGenerator.Generate(new SynthesisOptions { Bars = (int)(parse.GetValue(bars) ?? DefaultBars) });
            return Workload.Market(synthetic.ToColumns(), "generator, seed 1");
        }
        if (parse.GetValue(bars) is not null) return Error.BadInput("--bars and --data contradict: --bars is the length of a synthetic series");
        using var progress = new ProgressLine(session.Terminal, "reading data", session.Cancel);
        var loaded = SeriesSource.Load(file, ImportOptions.Default, BarCatalogue.Open());
        return loaded.Ok ? Workload.Market(loaded.Value.Bars, Path.GetFileName(file)) : loaded.Error!;
    }
}
