using System.Text;
using Argosy.Cli.Jobs;
using Argosy.Core.Values;
using Argosy.Hosting.Ports;
using Argosy.Scripting.CSharp;
using Argosy.Scripting.TypeScript;
using Argosy.Worker.Compiling;

namespace Argosy.Cli.Serving;

/// <summary>Compiles for quick backtests in the editor's own compile worker: what was just looked at is compiled already. TypeScript needs no compiler.</summary>
sealed class EditorCompiler(CompileWorker worker) : IBotCompiler
{
    /// <inheritdoc/>
    public void Warm() => _ = worker.WarmAsync();

    /// <inheritdoc/>
    public async Task<Result<JobBot>> CompileAsync(string file, string source, CancellationToken cancel)
    {
        if (TypeScriptBots.IsFile(file)) return DenoBinary.Find() is { Ok: false } missing ? missing.Error! : new JobBot(file, Encoding.UTF8.GetBytes(source), StrategyCompiler.SourceHash(source));
        var compiled = await worker.CompileAsync(file, source, cancel);
        if (!compiled.Ok) return compiled.Error!;
        return compiled.Value.Image is { } image ? new JobBot(file, image.Assembly, image.SourceHash) : Error.BadInput(compiled.Value.Complaints(file));
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<BotProblem>> ProblemsAsync(string file, string source, CancellationToken cancel)
    {
        if (TypeScriptBots.IsFile(file)) return [];
        var compiled = await worker.CompileAsync(file, source, cancel);
        return compiled.Ok ? [.. compiled.Value.Problems.Select(BotCode.Problem)] : [];
    }
}
