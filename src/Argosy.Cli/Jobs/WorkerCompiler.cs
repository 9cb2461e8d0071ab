using System.Text;
using Argosy.Cli.Running;
using Argosy.Core.Values;
using Argosy.Hosting.Ports;
using Argosy.Sandbox.Starting;
using Argosy.Scripting.CSharp;
using Argosy.Scripting.TypeScript;
using Argosy.Worker.Compiling;

namespace Argosy.Cli.Jobs;

/// <summary>Compiles C# in a compile worker; TypeScript needs no compiler, its worker reads the text.</summary>
/// <param name="sandboxes">What holds the worker.</param>
/// <param name="isOnce">Whether it is for one command: then it is not warmed up.</param>
sealed class WorkerCompiler(Sandboxes sandboxes, bool isOnce = false) : IBotCompiler, IAsyncDisposable
{
    // One that was not warmed up pays for the first of everything when it is asked.
    readonly CompileWorker _worker = new(() => sandboxes.Start(WorkerCommand.CompilerSpec(isOnce)), isOnce ? new CompileWorkerOptions { Patience = TimeSpan.FromSeconds(60) } : null);

    /// <inheritdoc/>
    public void Warm() => _ = _worker.WarmAsync();

    /// <inheritdoc/>
    public async Task<Result<JobBot>> CompileAsync(string file, string source, CancellationToken cancel)
    {
        if (TypeScriptBots.IsFile(file)) return DenoBinary.Find() is { Ok: false } missing ? missing.Error! : new JobBot(file, Encoding.UTF8.GetBytes(source), StrategyCompiler.SourceHash(source));
        var name = Path.GetFileName(file);
        var compiled = await _worker.CompileAsync(name, source, cancel);
        if (!compiled.Ok) return compiled.Error!;
        return compiled.Value.Image is { } image ? new JobBot(file, image.Assembly, image.SourceHash) : Error.BadInput(compiled.Value.Complaints(name));
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<BotProblem>> ProblemsAsync(string file, string source, CancellationToken cancel)
    {
        if (TypeScriptBots.IsFile(file)) return [];
        var found = await _worker.DiagnoseAsync(Path.GetFileName(file), source, cancel);
        return found.Ok ? [.. found.Value.Select(Problem)] : [];
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _worker.DisposeAsync();

    static BotProblem Problem(SourceProblem problem) => new(problem.Line, problem.Column, problem.EndLine, problem.EndColumn, problem.Severity == ProblemSeverity.Error ? "error" : "warning", problem.Code, problem.Message);
}
