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
    const string Short = "quick", Long = "long";

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
        foreach (var (name, bars) in ((string, int)[])[(Short, quickBars), (Long, longBars)])
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
            // A comment makes it another text: nothing is answered from memory. The pause is a person's: a worker gets warm meanwhile.
            var first = await AskAsync(quick, BotLanguage.CSharp, $"{CSharpTwin}\n// {round}", Short, session.Cancel);
            if (!first.Ok) return first.Error!;
            if (round >= 0) figures.CSharp.Add(first.Value);
            var twin = await AskAsync(quick, BotLanguage.CSharp, CSharpTwin, Long, session.Cancel);
            if (!twin.Ok) return twin.Error!;
            if (round >= 0) figures.WorkerSeconds.Add(twin.Value.EngineSeconds);
            var here = BuiltIn(session, folder);
            if (!here.Ok) return here.Error!;
            if (round >= 0) figures.InProcessSeconds.Add(here.Value);
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
        var answer = await quick.RunAsync(new QuickBacktest { Source = source, Language = language, Words = [$"--data={series}", "--band=off"] }, cancel);
        if (answer.State != QuickState.Done) return new Error(ErrorKind.Unavailable, $"a bot in {(language == BotLanguage.CSharp ? "C#" : "TypeScript")} did not run: {answer.Message}");
        using var result = JsonDocument.Parse(answer.Result);
        return new QuickFigure(answer.CompileSeconds, answer.WaitSeconds, answer.RunSeconds, result.RootElement.GetProperty("performance").GetProperty("engineSeconds").GetDouble());
    }

    static Result<double> BuiltIn(Session session, string folder)
    {
        var loaded = SeriesSource.Load(Long, ImportOptions.Default, new BarCatalogue(folder));
        if (!loaded.Ok) return loaded.Error!;
        var choice = StrategyReader.Bind("ma-cross", new Dictionary<string, string> { ["fast"] = "20", ["slow"] = "100" }, BotsElsewhere.Instance);
        if (!choice.Ok) return choice.Error!;
        var bars = loaded.Value.Bars;
        var market = new Market(new Core.Instruments.Instrument("DEMO", "USD", Exact.FromUnits(1, bars.PriceScale), 0.00000001m, 0.00000001m, bars.PriceScale), bars, null, Long);
        var seconds = double.MaxValue;
        // The worker has run built-in strategies when it is asked: this process has, too.
        for (var i = 0; i < 2; i++)
        {
            var ran = Backtest.Run(new BacktestRequest([market], choice.Value, new BacktestSettings { Band = false }), cancellation: session.Cancel);
            if (!ran.Ok) return ran.Error!;
            seconds = ran.Value.Performance.EngineSeconds;
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

    /// <summary>Engine seconds of a long run of a C# bot in a warm worker.</summary>
    public List<double> WorkerSeconds { get; } = [];

    /// <summary>Engine seconds of the same run of the built-in twin in this process.</summary>
    public List<double> InProcessSeconds { get; } = [];

    /// <summary>Engine seconds of a long run of a TypeScript bot that trades on one bar in thirty.</summary>
    public List<double> TypeScriptSeconds { get; } = [];
}

/// <summary>One quick backtest.</summary>
/// <param name="Compile">Seconds of compiling.</param>
/// <param name="Wait">Seconds until a worker was there.</param>
/// <param name="Run">Seconds in it.</param>
/// <param name="EngineSeconds">Of which the engine's.</param>
sealed record QuickFigure(double Compile, double Wait, double Run, double EngineSeconds)
{
    /// <summary>From the text to its result.</summary>
    public double Total => Compile + Wait + Run;
}
