using Argosy.Cli.Configuration;
using Argosy.Cli.Invocation;
using Argosy.Core.Values;
using Argosy.Hosting.Ports;
using Argosy.Scripting.CSharp;
using Argosy.Server.Bots;
using Argosy.Worker.Compiling;

namespace Argosy.Cli.Serving;

/// <summary>Reads the texts of bots for the server's editor: C# in the compile worker, documents with the reader of configurations.</summary>
/// <remarks>Types of TypeScript are looked at by the browser, which has its typings; here it is run to be read, in a sandbox.</remarks>
sealed class BotCode(CompileWorker worker, TypeScriptCheck? scripts, Session session) : IBotCode
{
    /// <inheritdoc/>
    public async Task<Result<BotCheck>> CheckAsync(BotLanguage language, string source, string name, CancellationToken cancellation)
    {
        if (language == BotLanguage.TypeScript) return scripts is null ? new Error(ErrorKind.Unavailable, "bots in TypeScript do not run here") : await scripts.CheckAsync(source, name, cancellation);
        var compiled = await worker.CompileAsync(name, source, cancellation);
        if (!compiled.Ok) return compiled.Error!.Kind == ErrorKind.BadInput ? new BotCheck([new BotProblem(1, 1, 1, 1, "error", "", compiled.Error.Message)], null) : compiled.Error;
        var problems = compiled.Value.Problems.Select(Problem).ToArray();
        return new BotCheck(problems, compiled.Value.Strategy?.Parameters.Select(p => new Server.Bots.BotParameter(p.Name, p.Kind, p.Default, p.Minimum, p.Maximum, p.Choices, p.Unit, p.Help)).ToArray());
    }

    /// <inheritdoc/>
    public async Task<Result<CodeCompletions>> CompleteAsync(string source, int offset, CancellationToken cancellation)
    {
        var list = await worker.CompleteAsync(source, offset, cancellation);
        return list.Ok ? new CodeCompletions([.. list.Value.Items.Select(item => new CodeCompletion(item.Label, item.Kind, item.Detail, item.Documentation, item.Insert))], list.Value.From, list.Value.To) : list.Error!;
    }

    /// <inheritdoc/>
    public async Task<Result<CodeHover>> HoverAsync(string source, int offset, CancellationToken cancellation)
    {
        var hover = await worker.HoverAsync(source, offset, cancellation);
        if (!hover.Ok) return hover.Error!;
        return hover.Value is not { } text ? new CodeHover(null, offset, offset) : new CodeHover($"```csharp\n{text.Declaration}\n```{(text.Documentation.Length > 0 ? $"\n\n{text.Documentation}" : "")}", text.From, text.To);
    }

    /// <inheritdoc/>
    public async Task<Result<CodeSignatures>> SignatureAsync(string source, int offset, CancellationToken cancellation)
    {
        var help = await worker.SignatureAsync(source, offset, cancellation);
        if (!help.Ok) return help.Error!;
        return help.Value is not { } found ? new CodeSignatures([], 0, 0)
            : new CodeSignatures([.. found.Signatures.Select(one => new CodeSignature(one.Label, one.Documentation, [.. one.Parameters.Select(parameter => new CodeParameter(parameter.Label, parameter.Documentation))]))], found.Active, found.ActiveParameter);
    }

    /// <inheritdoc/>
    public Result<IReadOnlyList<DocumentWord>> ReadDocument(string source)
    {
        var read = ConfigDocument.Read(source, session);
        return read.Ok ? Result<IReadOnlyList<DocumentWord>>.Of([.. read.Value.Select(word => new DocumentWord(word.Option, word.Value, word.Line))]) : read.Error!;
    }

    /// <summary>A compiler's problem as the server tells it.</summary>
    public static BotProblem Problem(SourceProblem problem) => new(problem.Line, problem.Column, problem.EndLine, problem.EndColumn, problem.Severity == ProblemSeverity.Error ? "error" : "warning", problem.Code, problem.Message);
}
