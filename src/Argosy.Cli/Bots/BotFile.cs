using System.CommandLine;
using Argosy.Cli.Backtesting;
using Argosy.Core.Values;

namespace Argosy.Cli.Bots;

/// <summary>The file of a bot, as an argument of the commands on bots.</summary>
static class BotFile
{
    /// <summary>The argument.</summary>
    public static Argument<string> Argument() => new("FILE") { Description = "The bot: a C# file (.cs) or a TypeScript file (.ts)" };

    /// <summary>Why this is no bot's file, or null.</summary>
    public static Error? Check(string file) =>
        !StrategyReader.IsFile(file) ? Error.BadInput($"FILE: '{file}' is no bot; expected a C# file (.cs) or a TypeScript file (.ts)")
        : !File.Exists(file) ? Error.NotFound($"{file}: no such file")
        : null;

    /// <summary>Whether it is TypeScript.</summary>
    public static bool IsTypeScript(string file) => file.EndsWith(".ts", StringComparison.OrdinalIgnoreCase);
}
