using Argosy.Cli.Jobs;
using Argosy.Core.Values;
using Argosy.Engine.Strategies;

namespace Argosy.Cli.Backtesting;

/// <summary>One --strategy: what it names, and what the run calls it.</summary>
/// <param name="Id">Its id: the word before the colon, else the strategy's name or the file's without its ending.</param>
/// <param name="HasOwnId">Whether the id was written.</param>
/// <param name="Text">A built-in strategy's name or a file.</param>
/// <param name="Descriptor">What that is.</param>
sealed record NamedStrategy(string Id, bool HasOwnId, string Text, StrategyDescriptor Descriptor)
{
    /// <summary>Reads <c>ma-cross</c>, <c>my-strategy.cs</c> or <c>trend:ma-cross</c>.</summary>
    public static Result<NamedStrategy> Read(string text, IBots bots)
    {
        var (own, name) = Split(text);
        var descriptor = StrategyReader.Descriptor(name, bots);
        return descriptor.Ok ? new NamedStrategy(own ?? (StrategyReader.IsFile(name) ? Path.GetFileNameWithoutExtension(name) : descriptor.Value.Name), own is not null, name, descriptor.Value) : descriptor.Error!;
    }

    /// <summary>The name or file behind an id, if there is one.</summary>
    public static string NameIn(string text) => Split(text).Name;

    static (string? Own, string Name) Split(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        // One letter before a colon and a slash is a drive.
        var isDrive = colon == 1 && text.Length > 2 && (text[2] is '\\' or '/');
        return colon > 0 && colon + 1 < text.Length && !isDrive && Plain(text[..colon]) ? (text[..colon], text[(colon + 1)..]) : (null, text);
    }

    /// <summary>What the strategy is called in results: its name, or its file without folders.</summary>
    public string Name => StrategyReader.IsFile(Text) ? Path.GetFileName(Text) : Descriptor.Name;

    /// <summary>Whether the id can stand before a dot.</summary>
    public bool IsPlain => Plain(Id);

    static bool Plain(string id) => id.Length > 0 && char.IsAsciiLetter(id[0]) && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
}
