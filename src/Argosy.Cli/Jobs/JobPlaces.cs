using System.CommandLine;
using Argosy.Cli.Invocation;
using Argosy.Core.Values;
using Argosy.Data.Catalogue;

namespace Argosy.Cli.Jobs;

/// <summary>What of this machine a command's job sees, and where it may have files put: read from the command's own words.</summary>
/// <param name="Shown">Files and folders it may read, absolute.</param>
/// <param name="Outputs">Files it may write, absolute.</param>
/// <param name="Journals">Files that may grow while it runs, absolute.</param>
sealed record JobPlaces(IReadOnlyList<string> Shown, IReadOnlySet<string> Outputs, IReadOnlySet<string> Journals)
{
    /// <summary>What a search keeps beside its result.</summary>
    public const string JournalEnding = ".trials";

    static readonly char[] Between = [',', ';', '=', '#', '+', ':', '(', ')', '[', ']', '|', ' '];

    /// <summary>Reads them; an error where an output cannot be written.</summary>
    /// <param name="words">The words with those of a configuration.</param>
    /// <param name="given">The words as they were given.</param>
    /// <param name="session">Where they were given.</param>
    /// <param name="need">What the command met.</param>
    public static Result<JobPlaces> Of(IReadOnlyList<string> words, IReadOnlyList<string> given, Session session, NeedsSandboxException need)
    {
        var parse = CommandLine.Tree(session, words.Count > 0 ? words[0] : null).Parse(words, CommandLine.Parsing);
        var options = parse.CommandResult.Command.Options.OfType<OutputOption>().ToArray();
        var outputs = options.Select(option => (option.Name, Path: parse.GetValue(option))).Where(output => output.Path is not null and not OutputFiles.Standard).ToArray();
        if (OutputFiles.Check(session, [.. outputs]) is { } unwritable) return unwritable;
        var files = outputs.Select(output => Path.GetFullPath(output.Path!)).ToHashSet(StringComparer.Ordinal);
        var journals = options.Where(option => option.HasJournal).Select(option => parse.GetValue(option)).Where(path => path is not null and not OutputFiles.Standard).Select(path => Path.GetFullPath(path + JournalEnding)).ToHashSet(StringComparer.Ordinal);
        return new JobPlaces([.. Readable(words.Concat(given), need).Distinct(StringComparer.Ordinal)], files, journals);
    }

    static IEnumerable<string> Readable(IEnumerable<string> words, NeedsSandboxException need)
    {
        var catalogue = BarCatalogue.Open().Folder;
        if (Directory.Exists(catalogue)) yield return Path.GetFullPath(catalogue);
        // A command may look whether a bot it was given is where a log or a configuration says; a closed file it need not.
        foreach (var bot in need.Bots.Where(bot => File.Exists(bot) && !OperatingSystem.IsWindows() && File.GetUnixFileMode(bot).HasFlag(UnixFileMode.OtherRead))) yield return Path.GetFullPath(bot);
        // A word may hold a file's name anywhere: --data=a.csv,b.csv, --param model=m.json, search.json#3.
        foreach (var name in words.SelectMany(Names).Concat(need.Files).Distinct(StringComparer.Ordinal))
        {
            if (StrategyFile(name)) continue;
            if (File.Exists(name)) yield return Path.GetFullPath(name);
            if (File.Exists(name + JournalEnding)) yield return Path.GetFullPath(name + JournalEnding);
        }
    }

    static IEnumerable<string> Names(string word)
    {
        yield return word;
        for (var at = 0; at < word.Length; at++)
        {
            if (!Between.Contains(word[at])) continue;
            if (at + 1 < word.Length) yield return word[(at + 1)..];
            if (at > 0) yield return word[..at];
        }
        foreach (var part in word.Split(Between, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)) yield return part;
        foreach (var part in word.Split('=', 2)[^1].Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)) yield return part;
    }

    // Bots are handed over.
    static bool StrategyFile(string name) => Backtesting.StrategyReader.IsFile(name);
}
