using System.CommandLine;
using Argosy.Cli.Configuration;
using Argosy.Cli.Invocation;
using Argosy.Cli.Operating;
using Argosy.Core.Values;

namespace Argosy.Cli.Auditing;

/// <summary>Which host's data a command looks at: its folder and database, or the configuration it was run with.</summary>
sealed class HostOptions
{
    public Option<string?> Config { get; } = OptionKinds.Text("--config", "run.yaml", "The configuration of the run, for its folder and database");

    public Option<string?> Folder { get; } = OptionKinds.Folder("--folder", $"Folder of the run (default {HostFiles.Usual})");

    public Option<string?> Database { get; } = OptionKinds.Text("--database", "file|connection", "Its database (default: argosy.db in the folder)");

    /// <summary>All of them.</summary>
    public Option[] All => [Config, Folder, Database];

    /// <summary>Reads them.</summary>
    public Result<HostPlace> Read(Session session, ParseResult parse)
    {
        var (folder, database) = (parse.GetValue(Folder), parse.GetValue(Database));
        if (parse.GetValue(Config) is { } file)
        {
            var run = RunOf(session, file);
            if (!run.Ok) return run.Error!;
            folder ??= run.Value.GetValue<string?>("--folder");
            database ??= run.Value.GetValue<string?>("--database");
        }
        return new HostPlace(Path.GetFullPath(folder ?? HostFiles.Usual), database);
    }

    /// <summary>A configuration as <c>argosy run</c> reads it.</summary>
    public static Result<ParseResult> RunOf(Session session, string file)
    {
        var words = ConfigExpansion.Of(["run", "--config", file], session);
        if (!words.Ok) return words.Error!;
        var parse = CommandLine.Tree(session).Parse(words.Value.Words, new ParserConfiguration { EnablePosixBundling = false, ResponseFileTokenReplacer = null });
        return parse.Errors.Count == 0 ? parse : Error.BadInput($"{file}: {UsageError.Describe(parse)}");
    }
}

/// <summary>Where a host's data are.</summary>
/// <param name="Folder">Its folder.</param>
/// <param name="Database">A file or connection; null for the one in the folder.</param>
sealed record HostPlace(string Folder, string? Database);
