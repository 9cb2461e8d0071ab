using Argosy.Cli.Invocation;
using Argosy.Core.Links;
using Argosy.Core.Values;
using Argosy.Sandbox.Starting;
using Argosy.Scripting.CSharp;
using Argosy.Scripting.TypeScript;
using Argosy.Worker.Compiling;
using Argosy.Worker.Links;
using Argosy.Worker.Strategies;

namespace Argosy.Cli.Running;

/// <summary>What holds the code of users in this process: found out when the first of it is to run, and refused from then on where nothing can.</summary>
/// <param name="isUnsafe">Whether the user lets it run without a sandbox.</param>
/// <param name="say">Takes the warning that it does.</param>
sealed class UserCode(bool isUnsafe, Action<string> say)
{
    readonly Lazy<Result<Sandboxes>> _opened = new(() => Sandboxes.Open(isUnsafe ? SandboxMode.Unsafe : SandboxMode.Enforced, say));

    /// <summary>That of a command.</summary>
    public static UserCode Of(System.CommandLine.ParseResult parse, Session session) => new(IsUnsafe(parse), session.Terminal.Error.WriteLine);

    /// <summary>Whether the command line or the environment lets bots run without a sandbox.</summary>
    public static bool IsUnsafe(System.CommandLine.ParseResult parse) => parse.GetValue<bool>(CommandLine.Unsafe) || Environment.GetEnvironmentVariable("ARGOSY_UNSAFE_NO_SANDBOX") == "1";

    /// <summary>What starts it, or why it does not run here.</summary>
    public Result<Sandboxes> Open() => _opened.Value;

    /// <summary>What trades, as a run's first message has it: texts and, for C#, images that a worker of their own has compiled.</summary>
    /// <param name="name">What the strategy is called.</param>
    /// <param name="parameters">Its parameters, as they were given.</param>
    /// <param name="sources">The texts of its files by their names.</param>
    /// <param name="cancellation">Gives it up.</param>
    public async Task<Result<string>> StrategyAsync(string name, IReadOnlyDictionary<string, string> parameters, IReadOnlyDictionary<string, string> sources, CancellationToken cancellation)
    {
        await using var compiler = new CompileWorker(() => Open() is { Ok: true, Value: var sandboxes } ? sandboxes.Start(WorkerCommand.CompilerSpec()) : Open().Error!);
        var images = new Dictionary<string, CompiledImage>(StringComparer.Ordinal);
        foreach (var (file, text) in sources.Where(source => !TypeScriptBots.IsFile(source.Key)))
        {
            var compiled = await compiler.CompileAsync(file, text, cancellation);
            if (!compiled.Ok) return compiled.Error!;
            if (compiled.Value.Image is not { } image) return Error.BadInput(compiled.Value.Complaints(file));
            images[file] = image;
        }
        return StrategyText.Of(name, parameters, sources, images);
    }

    /// <summary>Starts a worker for a run of it.</summary>
    public Result<ProcessWorkerLink> StartWorker(IWorkerListener listener)
    {
        var opened = Open();
        if (!opened.Ok) return opened.Error!;
        var options = WorkerCommand.Options();
        var environment = new Dictionary<string, string>(StringComparer.Ordinal);
        List<string> seen = [.. options.ReadOnly];
        // Bots in TypeScript start it themselves, in the same sandbox.
        if (DenoBinary.Find() is { Ok: true, Value: var deno })
        {
            environment[DenoBinary.Variable] = deno;
            seen.Add(deno);
        }
        return ProcessWorkerLink.Start(options with { Sandboxes = opened.Value, ReadOnly = seen, Environment = environment }, listener);
    }
}
