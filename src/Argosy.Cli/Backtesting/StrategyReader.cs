using Argosy.Cli.Invocation;
using Argosy.Core.Values;
using Argosy.Engine.Strategies;
using Argosy.Research.Backtests;
using Argosy.Scripting.CSharp;
using Argosy.Strategies;
using Argosy.Strategies.Consensus;

namespace Argosy.Cli.Backtesting;

/// <summary>From --strategy and --param to a strategy that can be made.</summary>
static class StrategyReader
{
    /// <summary>Whether the text names a file to compile.</summary>
    public static bool IsFile(string strategy) => strategy.EndsWith(".cs", StringComparison.OrdinalIgnoreCase);

    /// <summary>The strategy with its parameters.</summary>
    public static Result<StrategyChoice> Read(string strategy, IReadOnlyList<string> parameters)
    {
        var values = Values(parameters);
        return values.Ok ? Bind(strategy, values.Value) : values.Error!;
    }

    /// <summary>What --param says, by name.</summary>
    public static Result<Dictionary<string, string>> Values(IReadOnlyList<string> parameters)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var text in parameters)
        {
            var equals = text.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0) return Error.BadInput($"--param: '{text}' is not name=value, e.g. fast=20");
            if (!values.TryAdd(text[..equals].Trim(), text[(equals + 1)..].Trim())) return Error.BadInput($"--param: '{text[..equals].Trim()}' is given twice");
        }
        return values;
    }

    /// <summary>The strategy with parameters by name.</summary>
    public static Result<StrategyChoice> Bind(string strategy, IReadOnlyDictionary<string, string> values)
    {
        var descriptor = Descriptor(strategy);
        return descriptor.Ok ? Bind(strategy, descriptor.Value, values) : descriptor.Error!;
    }

    /// <summary>A strategy that has been found, with parameters by name.</summary>
    public static Result<StrategyChoice> Bind(string strategy, StrategyDescriptor descriptor, IReadOnlyDictionary<string, string> values)
    {
        var bound = descriptor.Bind(values);
        if (!bound.Ok) return bound.Error!;
        var name = IsFile(strategy) ? Path.GetFileName(strategy) : bound.Value.Name;
        return new StrategyChoice(name, bound.Value.Parameters, bound.Value.Create);
    }

    /// <summary>What --strategy names; a file is compiled.</summary>
    public static Result<StrategyDescriptor> Descriptor(string strategy)
    {
        if (IsFile(strategy)) return Compiled(strategy);
        var found = StrategyCatalogue.Find(strategy);
        if (found is { Ok: true, Value.MemberHelp.Count: > 0 }) return WithFiles(found.Value);
        if (found.Ok || !File.Exists(strategy)) return found;
        return Error.NotSupported($"--strategy: {strategy} is a file, but not one this build runs; expected a C# file (.cs)");
    }

    // C# files vote like built-in strategies; each is compiled once, however often its voters are bound.
    static StrategyDescriptor WithFiles(StrategyDescriptor members)
    {
        if (members.Type != typeof(ConsensusStrategy)) return members;
        var compiled = new System.Collections.Concurrent.ConcurrentDictionary<string, Lazy<Result<StrategyDescriptor>>>(StringComparer.Ordinal);
        return ConsensusMembers.Describe(name => IsFile(name) ? compiled.GetOrAdd(name, path => new(() => Compiled(path))).Value : StrategyCatalogue.Find(name));
    }

    // A method of its own, so that the compiler is loaded only when there is something to compile.
    static Result<StrategyDescriptor> Compiled(string path)
    {
        var image = StrategyCompiler.CompileFile(path);
        if (!image.Ok) return image.Error!;
        var loaded = StrategyLoader.Load(image.Value);
        return loaded.Ok ? Result<StrategyDescriptor>.Of(loaded.Value.Descriptor) : loaded.Error!;
    }
}
