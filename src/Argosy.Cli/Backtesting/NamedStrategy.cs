using System.Text.RegularExpressions;
using Argosy.Core.Values;
using Argosy.Engine.Strategies;

namespace Argosy.Cli.Backtesting;

/// <summary>One --strategy: what it names, and what the run calls it.</summary>
/// <param name="Id">Its id: the word before the colon, else the strategy's name or the file's without its ending.</param>
/// <param name="HasOwnId">Whether the id was written.</param>
/// <param name="Text">A built-in strategy's name or a file.</param>
/// <param name="Descriptor">What that is.</param>
sealed partial record NamedStrategy(string Id, bool HasOwnId, string Text, StrategyDescriptor Descriptor)
{
    /// <summary>Reads <c>ma-cross</c>, <c>my-strategy.cs</c> or <c>trend:ma-cross</c>.</summary>
    public static Result<NamedStrategy> Read(string text)
    {
        var match = WithId().Match(text);
        var (own, name) = match.Success ? (match.Groups["id"].Value, match.Groups["name"].Value) : (null, text);
        var descriptor = StrategyReader.Descriptor(name);
        return descriptor.Ok ? new NamedStrategy(own ?? (StrategyReader.IsFile(name) ? Path.GetFileNameWithoutExtension(name) : descriptor.Value.Name), own is not null, name, descriptor.Value) : descriptor.Error!;
    }

    /// <summary>What the strategy is called in results: its name, or its file without folders.</summary>
    public string Name => StrategyReader.IsFile(Text) ? Path.GetFileName(Text) : Descriptor.Name;

    /// <summary>Whether the id can stand before a dot.</summary>
    public bool IsPlain => PlainId().IsMatch(Id);

    // One letter before a colon is a drive.
    [GeneratedRegex("^(?<id>[A-Za-z][A-Za-z0-9_-]+|[A-Za-z](?=:[^/\\\\])):(?<name>.+)$", RegexOptions.CultureInvariant)]
    private static partial Regex WithId();

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_-]*$", RegexOptions.CultureInvariant)]
    private static partial Regex PlainId();
}
