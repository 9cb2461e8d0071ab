using Argosy.Core.Values;
using Argosy.Engine.Strategies;
using Argosy.Scripting.CSharp;
using Argosy.Scripting.TypeScript;

namespace Argosy.Cli.Jobs;

/// <summary>Compiles and loads C# files in this very process, with its rights: for files whose author is who runs them, in tests of what a file does.</summary>
sealed class BotsHere : IBots
{
    /// <inheritdoc/>
    public void Need(IReadOnlyCollection<string> bots, IEnumerable<string> files)
    {
        // They are all here.
    }

    /// <inheritdoc/>
    public Result<StrategyDescriptor> Find(string file)
    {
        if (TypeScriptBots.IsFile(file)) return TypeScriptBots.ReadFile(file);
        var compiled = StrategyCompiler.CompileFile(file);
        if (!compiled.Ok) return compiled.Error!;
        var loaded = StrategyLoader.Load(compiled.Value);
        return loaded.Ok ? Result<StrategyDescriptor>.Of(loaded.Value.Descriptor) : loaded.Error!;
    }

    /// <inheritdoc/>
    public T Asked<T>(Func<T> call) => call();

    /// <inheritdoc/>
    public Func<IStrategy> Watched(Func<IStrategy> create) => create;
}
