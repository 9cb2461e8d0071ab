using System.CommandLine;
using System.CommandLine.Help;
using Argosy.Cli.Invocation;
using Argosy.Cli.Terminals;

namespace Argosy.Cli.Tests.BadInput;

/// <summary>Every command there is with words that make it work, and the words that must not make it fall.</summary>
static class BadWords
{
    /// <summary>Commands by their path, e.g. "data import".</summary>
    public static IReadOnlyList<string> Commands { get; } = [.. Leaves(Root, "").Select(leaf => leaf.Path)];

    static RootCommand Root => CommandLine.Tree(new Session(new Terminal(TextWriter.Null, TextWriter.Null), CancellationToken.None));

    /// <summary>The options of a command that take a value.</summary>
    public static string[] OptionsOf(string path) =>
        [.. Leaves(Root, "").Single(leaf => leaf.Path == path).Command.Options.Where(o => o is not HelpOption and not VersionOption && !o.Hidden && o.ValueType != typeof(bool)).Select(o => o.Name)];

    /// <summary>What no option can make sense of, and some words that a few can.</summary>
    public static IEnumerable<string> Values(BadFiles files) =>
    [
        "", "x", "-1", "0", "NaN", "1e400", "1.5.2", "99999999999999999999999999999999", "\u221e\u00e9\u6c34", ",", "a(b", "1%%", "a\nb",
        files.Missing, files.Folder, files.Empty, files.Garbage, files.JsonNull, files.JsonArray, files.JsonObject, files.CutGzip, files.Unreadable,
    ];

    static IEnumerable<(string Path, Command Command)> Leaves(Command command, string path)
    {
        foreach (var inner in command.Subcommands.Where(c => !c.Hidden))
        {
            var name = path.Length == 0 ? inner.Name : $"{path} {inner.Name}";
            if (inner.Subcommands.Count == 0 || inner.Action is not null) yield return (name, inner);
            foreach (var leaf in Leaves(inner, name)) yield return leaf;
        }
    }
}
