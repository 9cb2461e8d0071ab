using Argosy.Cli.Invocation;
using Argosy.Core.Values;

namespace Argosy.Cli.Configuration;

/// <summary>A configuration that is no file: a bot of the server's library.</summary>
static class ConfigDocument
{
    // Plenty for a bot, and little for a parser.
    const int Longest = 65_536;

    /// <summary>The options of <c>argosy backtest</c> that it says, or the first thing that is wrong.</summary>
    /// <param name="text">The document.</param>
    /// <param name="session">Makes the tree of commands.</param>
    public static Result<IReadOnlyList<ConfigWord>> Read(string text, Session session)
    {
        if (text.Length > Longest) return Error.BadInput($"the document has {text.Length} characters; expected at most {Longest}");
        var tree = ConfigTree.Of(text, "document");
        if (!tree.Ok) return tree.Error!;
        var commands = CommandLine.Tree(session).Subcommands.OfType<DescribedCommand>().Where(command => command.Backtest is not null).ToArray();
        var command = commands.First(command => command.Name == "backtest");
        var keys = new ConfigKeys(command);
        var read = new ConfigReader(tree.Value, keys, [.. commands.Select(other => other == command ? keys.Own : new ConfigKeys(other).Own)], new OptionCheck()).Read();
        return read.Ok ? Result<IReadOnlyList<ConfigWord>>.Of([.. read.Value.Where(word => command.Options.Any(option => option.Name == word.Option))]) : read.Error!;
    }
}
