using Argosy.Cli.Jobs;
using Argosy.Core.Values;
using Argosy.Engine.Strategies;
using Argosy.Research.Backtests;
using Argosy.Scripting.TypeScript;
using Argosy.Strategies;
using Argosy.Strategies.Consensus;

namespace Argosy.Cli.Backtesting;

/// <summary>From --strategy and --param to a strategy that can be made.</summary>
static class StrategyReader
{
    static readonly char[] Between = [',', ';', '+', ':', '(', ')', '[', ']', '=', ' '];

    /// <summary>Whether the text names a file with a strategy in it.</summary>
    public static bool IsFile(string strategy) => strategy.EndsWith(".cs", StringComparison.OrdinalIgnoreCase) || strategy.EndsWith(".ts", StringComparison.OrdinalIgnoreCase);

    /// <summary>The files with strategies that the values of parameters name, e.g. as voters. A damaged file may have values that are none.</summary>
    public static IEnumerable<string> FilesIn(IEnumerable<string?> values) => values.OfType<string>().SelectMany(value => value.Split(Between, StringSplitOptions.RemoveEmptyEntries)).Where(IsFile);

    /// <summary>The strategy with its parameters.</summary>
    public static Result<StrategyChoice> Read(string strategy, IReadOnlyList<string> parameters, IBots bots)
    {
        var values = Values(parameters);
        return values.Ok ? Bind(strategy, values.Value, bots) : values.Error!;
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
    public static Result<StrategyChoice> Bind(string strategy, IReadOnlyDictionary<string, string> values, IBots bots)
    {
        bots.Need([.. FilesIn(values.Values.Append(strategy))], []);
        var descriptor = Descriptor(strategy, bots);
        return descriptor.Ok ? Bind(strategy, descriptor.Value, values, bots) : descriptor.Error!;
    }

    /// <summary>A strategy that has been found, with parameters by name.</summary>
    public static Result<StrategyChoice> Bind(string strategy, StrategyDescriptor descriptor, IReadOnlyDictionary<string, string> values, IBots bots)
    {
        // A TypeScript bot is watched by what runs it.
        var isFile = FilesIn(values.Values.Append(strategy)).Any(file => !TypeScriptBots.IsFile(file));
        var bound = isFile ? bots.Asked(() => descriptor.Bind(values)) : descriptor.Bind(values);
        if (!bound.Ok) return bound.Error!;
        var name = IsFile(strategy) ? Path.GetFileName(strategy) : bound.Value.Name;
        return new StrategyChoice(name, bound.Value.Parameters, isFile ? bots.Watched(bound.Value.Create) : bound.Value.Create);
    }

    /// <summary>What --strategy names.</summary>
    public static Result<StrategyDescriptor> Descriptor(string strategy, IBots bots)
    {
        if (IsFile(strategy)) return bots.Find(strategy);
        var found = StrategyCatalogue.Find(strategy);
        if (found is { Ok: true, Value.MemberHelp.Count: > 0 }) return WithFiles(found.Value, bots);
        if (found.Ok || !File.Exists(strategy)) return found;
        return Error.NotSupported($"--strategy: {strategy} is a file, but not one this build runs; expected a C# file (.cs) or a TypeScript file (.ts)");
    }

    // Files vote like built-in strategies; each is loaded once, however often its voters are bound.
    static StrategyDescriptor WithFiles(StrategyDescriptor members, IBots bots)
    {
        if (members.Type != typeof(ConsensusStrategy)) return members;
        var loaded = new System.Collections.Concurrent.ConcurrentDictionary<string, Lazy<Result<StrategyDescriptor>>>(StringComparer.Ordinal);
        return ConsensusMembers.Describe(name => IsFile(name) ? loaded.GetOrAdd(name, path => new(() => bots.Find(path))).Value : StrategyCatalogue.Find(name));
    }
}
