using System.Diagnostics;
using System.Text;
using Argosy.Core.Values;
using Argosy.Hosting.Ports;
using Argosy.Research.Results;
using Argosy.Sandbox.Starting;

namespace Argosy.Cli.Jobs;

/// <summary>Backtests of a text that is being written, each in a worker that was started ahead.</summary>
sealed class QuickBacktests : IQuickBacktests, IAsyncDisposable
{
    static readonly string[] Closed = ["--json", "--html", "--trades", "--equity-file", "--orders-file", "--fills-file", "--votes-file", "--log", "--strategy", "--config", "--from-optimization", "--unsafe-no-sandbox"];

    readonly IBotCompiler _compiler;
    readonly JobLimits _limits;
    readonly string _catalogue;
    readonly JobPool _pool;
    readonly SemaphoreSlim _turns;

    /// <summary>Starts nothing yet.</summary>
    /// <param name="sandboxes">What holds the workers.</param>
    /// <param name="compiler">Compiles texts.</param>
    /// <param name="catalogue">Folder of the series they may read, absolute.</param>
    /// <param name="parallel">Backtests at a time.</param>
    /// <param name="limits">What each may use.</param>
    /// <param name="time">The clock.</param>
    public QuickBacktests(Sandboxes sandboxes, IBotCompiler compiler, string catalogue, int parallel, JobLimits limits, TimeProvider time)
    {
        (_compiler, _limits, _catalogue) = (compiler, limits, catalogue);
        _turns = new SemaphoreSlim(parallel);
        _pool = new JobPool(() => JobProcess.Start(sandboxes, Directory.Exists(catalogue) ? [catalogue] : [], limits), WarmBots.Of(compiler), parallel, TimeSpan.FromMinutes(10), time);
    }

    /// <summary>What a quick backtest may use where nothing else is said.</summary>
    public static JobLimits Limits { get; } = new() { MemoryBytes = 1L << 30, TerminalBytes = 64L << 20, FileBytes = 1, Trials = 0, StopPatience = TimeSpan.FromSeconds(1), Deadline = TimeSpan.FromSeconds(30) };

    /// <inheritdoc/>
    public void Warm()
    {
        _compiler.Warm();
        _pool.Warm();
    }

    /// <inheritdoc/>
    public async Task<QuickBacktestAnswer> RunAsync(QuickBacktest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (Refusal(request) is { } refusal) return new QuickBacktestAnswer(QuickState.BadInput, refusal);
        var begin = Stopwatch.GetTimestamp();
        var file = request.Name + (request.Language == BotLanguage.TypeScript ? ".ts" : ".cs");
        var bot = await _compiler.CompileAsync(file, request.Source, cancellation);
        var compiled = Stopwatch.GetElapsedTime(begin).TotalSeconds;
        if (!bot.Ok) return new QuickBacktestAnswer(QuickState.Problems, bot.Error!.Message) { Problems = await _compiler.ProblemsAsync(file, request.Source, cancellation), CompileSeconds = compiled };
        await _turns.WaitAsync(cancellation);
        try
        {
            begin = Stopwatch.GetTimestamp();
            var taken = await _pool.TakeAsync(cancellation);
            if (!taken.Ok) return new QuickBacktestAnswer(taken.Error!.Kind == ErrorKind.Unavailable ? QuickState.Unavailable : QuickState.Failed, taken.Error.Message);
            await using var worker = taken.Value;
            var waited = Stopwatch.GetElapsedTime(begin).TotalSeconds;
            begin = Stopwatch.GetTimestamp();
            var answer = await Task.Factory.StartNew(() => Run(worker, request, file, bot.Value, cancellation), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            cancellation.ThrowIfCancellationRequested();
            return answer with { CompileSeconds = compiled, WaitSeconds = waited, RunSeconds = Stopwatch.GetElapsedTime(begin).TotalSeconds };
        }
        finally
        {
            _turns.Release();
        }
    }

    /// <summary>Waits until a worker stands ready, where one is being started.</summary>
    public Task ReadyAsync(CancellationToken cancel) => _pool.ReadyAsync(cancel);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _pool.DisposeAsync();
        _turns.Dispose();
    }

    QuickBacktestAnswer Run(JobProcess worker, QuickBacktest request, string file, JobBot bot, CancellationToken cancellation)
    {
        using var result = new MemoryStream();
        using var said = new MemoryStream();
        using var outputs = new JobOutputs(new HashSet<string>(), new HashSet<string>(), LocalFiles.Instance, 0);
        var ears = new JobEars(bytes => result.Write(bytes.Span), bytes => said.Write(bytes.Span), _limits.TerminalBytes);
        var job = new JobRequest(["backtest", .. request.Words, $"--strategy={file}", "--json=-"], "/", _catalogue);
        var ran = worker.Run(job, [bot], outputs, ears, null, cancellation);
        if (!ran.Ok) return new QuickBacktestAnswer(QuickState.Failed, ran.Error!.Message);
        if (ran.Value == 0) return new QuickBacktestAnswer(QuickState.Done, "") { Result = result.ToArray() };
        var words = Encoding.UTF8.GetString(said.GetBuffer(), 0, (int)said.Length).Trim();
        var at = words.IndexOf("error: ", StringComparison.Ordinal);
        return new QuickBacktestAnswer(ran.Value == 2 ? QuickState.BadInput : QuickState.Failed, at < 0 ? words : words[(at + "error: ".Length)..]);
    }

    // The words are for a run, not for where its results go.
    static string? Refusal(QuickBacktest request)
    {
        if (request.Name.Length is 0 or > 64 || !request.Name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')) return $"'{request.Name}' is no name for a bot; expected letters, digits, '-' and '_'";
        var word = request.Words.FirstOrDefault(word => Closed.Contains(word.Split('=', 2)[0], StringComparer.Ordinal));
        return word is null ? null : $"{word}: a quick backtest takes no such option";
    }
}
