using System.Diagnostics;
using System.Globalization;
using Argosy.Cli.Invocation;
using Argosy.Cli.Running;
using Argosy.Cli.Terminals;
using Argosy.Core.Values;
using Argosy.Research.Benchmarks;
using Argosy.Sandbox.Starting;
using Argosy.Worker.Compiling;

namespace Argosy.Cli.Benching;

/// <summary><c>argosy bench language</c>: how long an editor waits for the compile worker, and a bot for its compilation.</summary>
static class LanguageBenchCommand
{
    const int Rounds = 50;

    // Of the length bots usually have; each round differs by a number, so that nothing is answered from memory.
    const string Source = """
        [Strategy("bench", "Long while two averages and a band agree.")]
        public sealed class Bench([Parameter("fast", Minimum = 1)] int fast = 10, [Parameter("slow", Minimum = 2)] int slow = 30) : IStrategy
        {
            readonly Sma _fast = new(fast), _slow = new(slow);
            readonly Bollinger _bands = new(20);
            readonly Cross _cross = new();
            int _count = 1;

            public void OnStart(StrategyContext context) => context.Subscribe(Timeframe.OneDay);

            public void OnBar(in Bar bar, StrategyContext context)
            {
                var crossed = _cross.Push(_fast.Push(bar.Close), _slow.Push(bar.Close));
                var bands = _bands.Push(bar.Close);
                context.Plot("upper", bands.Upper);
                if (crossed is Crossing.Up && bar.Close < bands.Upper) context.Target(Direction.Long, new Protection { StopRatio = 0.02m });
                else if (crossed is Crossing.Down) context.Target(Direction.Flat);
                context.State.Set("count", _count++);
            }
        }
        """;

    /// <summary>The command.</summary>
    public static DescribedCommand Create(Session session)
    {
        var command = new DescribedCommand("language", "Measure the compile worker: its start, compilations, completion, hover, signature help and problems.") { Examples = ["argosy bench language"] };
        command.Run(_ => RunAsync(session).GetAwaiter().GetResult());
        return command;
    }

    static async Task<ExitCode> RunAsync(Session session)
    {
        var opened = Sandboxes.Open();
        if (!opened.Ok) return session.Fail(opened.Error!);
        await using var worker = new CompileWorker(() => opened.Value.Start(WorkerCommand.CompilerSpec()));
        var watch = Stopwatch.StartNew();
        var ready = await worker.WarmAsync(session.Cancel).ConfigureAwait(false);
        if (!ready.Ok) return session.Fail(ready.Error!);
        var start = watch.Elapsed.TotalMilliseconds;

        var dot = Source.IndexOf("context.Plot", StringComparison.Ordinal) + "context.".Length;
        var rows = new (string Name, Func<string, Task<Error?>> Ask)[]
        {
            ("compile", async source => (await worker.CompileAsync("bench.cs", source, session.Cancel).ConfigureAwait(false)).Error),
            ("problems", async source => (await worker.DiagnoseAsync("bench.cs", source, session.Cancel).ConfigureAwait(false)).Error),
            ("completion after a dot", async source => (await worker.CompleteAsync(source, dot, session.Cancel).ConfigureAwait(false)).Error),
            ("completion of a name", async source => (await worker.CompleteAsync(source, dot - "context.".Length, session.Cancel).ConfigureAwait(false)).Error),
            ("hover", async source => (await worker.HoverAsync(source, dot + 1, session.Cancel).ConfigureAwait(false)).Error),
            ("signature help", async source => (await worker.SignatureAsync(source, dot + "Plot(".Length, session.Cancel).ConfigureAwait(false)).Error),
        };
        var machine = BenchMachine.Here();
        session.Terminal.Line($"{machine.Processor}, {machine.Cores} cores; {machine.System}; {machine.Runtime}; commit {machine.Commit ?? "unknown"}");
        session.Terminal.Line();
        var table = new TextTable("", "p50", "p95", "measured");
        table.Add("worker ready", Ms(start), "", "1");
        foreach (var (name, ask) in rows)
        {
            var times = new double[Rounds];
            for (var i = 0; i < Rounds; i++)
            {
                var source = Source.Replace("_count = 1", $"_count = {i}", StringComparison.Ordinal);
                var begin = Stopwatch.GetTimestamp();
                if (await ask(source).ConfigureAwait(false) is { } broken) return session.Fail(broken);
                times[i] = Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
            }
            Array.Sort(times);
            table.Add(name, Ms(times[Rounds / 2]), Ms(times[Rounds * 95 / 100]), Rounds.ToString(CultureInfo.InvariantCulture));
        }
        table.Write(session.Terminal);
        return ExitCode.Done;
    }

    static string Ms(double milliseconds) => string.Create(CultureInfo.InvariantCulture, $"{milliseconds:0.0} ms");
}
