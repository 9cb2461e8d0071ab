using System.Text;
using Argosy.Core.Values;
using Argosy.Hosting.Ports;
using Argosy.Sandbox.Starting;
using Argosy.Scripting.CSharp;

namespace Argosy.Cli.Jobs;

/// <summary>Compiles C# in the compile worker; TypeScript needs no compiler, its worker reads the text.</summary>
sealed class WorkerCompiler(Sandboxes sandboxes) : IBotCompiler, IAsyncDisposable
{
    /// <inheritdoc/>
    public void Warm() => _ = sandboxes;

    /// <inheritdoc/>
    public Task<Result<JobBot>> CompileAsync(string file, string source, CancellationToken cancel)
    {
        if (file.EndsWith(".ts", StringComparison.OrdinalIgnoreCase)) return Task.FromResult<Result<JobBot>>(new JobBot(file, Encoding.UTF8.GetBytes(source), StrategyCompiler.SourceHash(source)));
        var compiled = StrategyCompiler.Compile(source, Path.GetFileName(file));
        return Task.FromResult<Result<JobBot>>(compiled.Ok ? new JobBot(file, compiled.Value.Assembly, compiled.Value.SourceHash) : compiled.Error!);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<BotProblem>> ProblemsAsync(string file, string source, CancellationToken cancel) => Task.FromResult<IReadOnlyList<BotProblem>>([]);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
