using System.Globalization;
using System.Text.Json;
using Argosy.Cli.Backtesting;
using Argosy.Cli.Invocation;
using Argosy.Cli.Jobs;
using Argosy.Cli.Terminals;
using Argosy.Core.Values;
using Argosy.Data.Catalogue;
using Argosy.Data.Import;
using Argosy.Hosting.Ports;
using Argosy.Research.Backtests;
using Argosy.Sandbox.Starting;
using Argosy.Scripting.TypeScript;

namespace Argosy.Cli.Benching;

/// <summary>Measures bots in warm sandboxed workers: from a changed text to its result, and what a bar costs beside the built-in strategy it is the twin of.</summary>
static class BotsBench
{
    /// <summary>How many times as long the longer run is.</summary>
    public const int Times = 5;

    /// <summary>What a person takes between two changes, at the least; workers get warm meanwhile.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    const string Short = "quick", Long = "long", Longer = "longer";

    // The twin of ma-cross, and a bot that trades on one bar in thirty.
    const string CSharpTwin = """
        public sealed class Twin(int fast = 20, int slow = 100) : IStrategy
        {
            readonly Sma _fast = new(fast), _slow = new(slow);
            readonly Cross _cross = new();

            public void OnBar(in Bar bar, StrategyContext context)
            {
                var crossed = _cross.Push(_fast.Push(bar.Close), _slow.Push(bar.Close));
                if (crossed is Crossing.Up) context.Target(Direction.Long);
                else if (crossed is Crossing.Down) context.Target(Direction.Flat);
            }
        }
        """;

    const string TypeScriptTrader = """
        let bars = 0;
        export function onData({ candleData, closedPairs, indicators, trader }: BotInput) {
          for (const pair of closedPairs) {
            const mean = indicators.sma(candleData[pair], 20);
            bars++;
            if (bars % 60 === 30 && mean > 0) trader.openPosition({ pair });
            else if (bars % 60 === 0) trader.closePosition(pair);
          }
        }
        """;

    /// <summary>Measures; an error where bots do not run here.</summary>
    public static async Task<Result<BotsFigures>> RunAsync(Session session, string folder, int quickBars, int longBars, int rounds, IProgress<double> progress)
    {
        var sandboxes = Sandboxes.Open(HostedJob.IsUnsafe([]) ? SandboxMode.Unsafe : SandboxMode.Enforced, session.Terminal.Error.WriteLine);
        if (!sandboxes.Ok) return sandboxes.Error!;
        var quiet = session with { Terminal = new Terminal(TextWriter.Null, session.Terminal.Error) };
        foreach (var (name, bars) in ((string, int)[])[(Short, quickBars), (Long, longBars), (Longer, longBars * Times)])
        {
            if (CommandLine.Run(["data", "synth", "--bars", bars.ToString(CultureInfo.InvariantCulture), "--name", name, "--store", folder], quiet) != 0) return new Error(ErrorKind.Unavailable, $"candles cannot be made in {folder}");
        }
        await using var compiler = new WorkerCompiler(sandboxes.Value);
        await using var quick = new QuickBacktests(sandboxes.Value, compiler, folder, 1, QuickBacktests.Limits with { Deadline = TimeSpan.FromMinutes(5), MemoryBytes = 2L << 30 }, TimeProvider.System);
        quick.Warm();
        var hasTypeScript = DenoBinary.Find().Ok;
        var figures = new BotsFigures { QuickBars = quickBars, LongBars = longBars };
        for (var round = -1; round < rounds; round++)
        {
            // A comment makes it another text: nothing is answered from memory.
            var first = await AskAsync(quick, BotLanguage.CSharp, $"{CSharpTwin}\n// {round}", Short, session.Cancel);
            if (!first.Ok) return first.Error!;
            if (round >= 0) figures.CSharp.Add(first.Value);
            foreach (var series in (string[])[Long, Longer])
            {
                var twin = await AskAsync(quick, BotLanguage.CSharp, CSharpTwin, series, session.Cancel);
                if (!twin.Ok) return twin.Error!;
                var here = BuiltIn(session, folder, series);
                if (!here.Ok) return here.Error!;
                if (round < 0) continue;
                figures.Worker.Of(series == Longer).Add(twin.Value.ProcessorSeconds);
                figures.InProcess.Of(series == Longer).Add(here.Value);
            }
            if (hasTypeScript)
            {
                var script = await AskAsync(quick, BotLanguage.TypeScript, $"{TypeScriptTrader}\n// {round}", Short, session.Cancel);
                if (!script.Ok) return script.Error!;
                if (round >= 0) figures.TypeScript.Add(script.Value);
                var trader = await AskAsync(quick, BotLanguage.TypeScript, TypeScriptTrader, Long, session.Cancel);
                if (!trader.Ok) return trader.Error!;
                if (round >= 0) figures.TypeScriptSeconds.Add(trader.Value.EngineSeconds);
            }
            progress.Report((round + 2.0) / (rounds + 1));
        }
        return figures;
    }

    static async Task<Result<QuickFigure>> AskAsync(QuickBacktests quick, BotLanguage language, string source, string series, CancellationToken cancel)
    {
        quick.Warm();
        await quick.ReadyAsync(cancel);
        await Task.Delay(Pause, cancel);
        var answer = await quick.RunAsync(new QuickBacktest { Source = source, Language = language, Words = [$"--data={series}", "--band=off"] }, cancel);
        if (answer.State != QuickState.Done) return new Error(ErrorKind.Unavailable, $"a bot in {(language == BotLanguage.CSharp ? "C#" : "TypeScript")} did not run: {answer.Message}");
        using var result = JsonDocument.Parse(answer.Result);
        var performance = result.RootElement.GetProperty("performance");
        return new QuickFigure(answer.CompileSeconds, answer.WaitSeconds, answer.RunSeconds, performance.GetProperty("engineSeconds").GetDouble(), performance.GetProperty("processorSeconds").GetDouble());
    }

    static Result<double> BuiltIn(Session session, string folder, string series)
    {
        var loaded = SeriesSource.Load(series, ImportOptions.Default, new BarCatalogue(folder));
        if (!loaded.Ok) return loaded.Error!;
        var choice = StrategyReader.Bind("ma-cross", new Dictionary<string, string> { ["fast"] = "20", ["slow"] = "100" }, BotsElsewhere.Instance);
        if (!choice.Ok) return choice.Error!;
        var bars = loaded.Value.Bars;
        var market = new Market(new Core.Instruments.Instrument("DEMO", "USD", Exact.FromUnits(1, bars.PriceScale), 0.00000001m, 0.00000001m, bars.PriceScale), bars, null, series);
        var seconds = double.MaxValue;
        // The worker has run built-in strategies when it is asked: this process has, too.
        for (var i = 0; i < 2; i++)
        {
            var ran = Backtest.Run(new BacktestRequest([market], choice.Value, new BacktestSettings { Band = false }), cancellation: session.Cancel);
            if (!ran.Ok) return ran.Error!;
            seconds = ran.Value.Performance.ProcessorSeconds;
        }
        return seconds;
    }
}

/// <summary>What was measured.</summary>
sealed class BotsFigures
{
    /// <summary>Bars of a quick backtest.</summary>
    public required int QuickBars { get; init; }

    /// <summary>Bars of a long run.</summary>
    public required int LongBars { get; init; }

    /// <summary>Quick backtests of C# texts.</summary>
    public List<QuickFigure> CSharp { get; } = [];

    /// <summary>Quick backtests of TypeScript texts; empty without Deno.</summary>
    public List<QuickFigure> TypeScript { get; } = [];

    /// <summary>Runs of a C# bot, each the first of a warm worker.</summary>
    public TwoLengths Worker { get; } = new();

    /// <summary>The same runs of the built-in twin in this process.</summary>
    public TwoLengths InProcess { get; } = new();

    /// <summary>Engine seconds of a long run of a TypeScript bot that trades on one bar in thirty.</summary>
    public List<double> TypeScriptSeconds { get; } = [];
}

/// <summary>One quick backtest.</summary>
/// <param name="Compile">Seconds of compiling.</param>
/// <param name="Wait">Seconds until a worker was there.</param>
/// <param name="Run">Seconds in it.</param>
/// <param name="EngineSeconds">Of which the engine's.</param>
/// <param name="ProcessorSeconds">Processor time of the worker in those.</param>
sealed record QuickFigure(double Compile, double Wait, double Run, double EngineSeconds, double ProcessorSeconds)
{
    /// <summary>From the text to its result.</summary>
    public double Total => Compile + Wait + Run;
}

/// <summary>Processor seconds of runs of two lengths: what a bar costs is the slope between them, the rest is paid once a run.</summary>
sealed class TwoLengths
{
    readonly List<double> _long = [], _longer = [];

    /// <summary>The runs of one length.</summary>
    public List<double> Of(bool longer) => longer ? _longer : _long;

    /// <summary>Seconds of the shorter run, median.</summary>
    public double Whole => BotsBenchCommand.Median(_long);

    /// <summary>Seconds a bar.</summary>
    public double PerBar(int bars) => (BotsBenchCommand.Median(_longer) - Whole) / ((BotsBench.Times - 1.0) * bars);

    /// <summary>Seconds that a run costs whatever its length: its first memory, and what is still compiled in it.</summary>
    public double Fixed(int bars) => Whole - (PerBar(bars) * bars);
}
