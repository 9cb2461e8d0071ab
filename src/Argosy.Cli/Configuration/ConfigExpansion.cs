using Argosy.Cli.Invocation;
using Argosy.Core.Values;

namespace Argosy.Cli.Configuration;

/// <summary>Puts what <c>--config FILE</c> says in front of the other words; what the command line says itself wins.</summary>
sealed record ConfigExpansion(IReadOnlyList<string> Words, ConfigOrigins? Origins)
{
    const string Name = "--config";

    /// <summary>The command lines of the file's bots, where it has several; they share what is one process's with this one.</summary>
    public IReadOnlyList<ConfigExpansion> Bots { get; init; } = [];

    // One of these on the command line replaces all of them in the file.
    static readonly string[][] Together =
    [
        ["--fee", "--maker-fee", "--taker-fee"],
        ["--strategy", "--param", "--from-optimization"],
        ["--data", "--ticks", "--quotes", "--book"],
    ];

    /// <summary>The words with the file's in front of them; as they are without --config.</summary>
    public static Result<ConfigExpansion> Of(IReadOnlyList<string> words, Session session)
    {
        var at = Enumerable.Range(0, words.Count).FirstOrDefault(i => words[i] == Name || words[i].StartsWith(Name + "=", StringComparison.Ordinal), -1);
        if (at < 1 || words.Any(word => word is "--help" or "-h" or "-?")) return new ConfigExpansion(words, null);
        var commands = CommandLine.Tree(session).Subcommands.OfType<DescribedCommand>().Where(command => command.Backtest is { } options && command.Options.Contains(options.Config)).ToArray();
        if (commands.FirstOrDefault(command => command.Name == words[0]) is not { } command) return new ConfigExpansion(words, null);
        var isJoined = words[at].Length > Name.Length;
        var file = isJoined ? words[at][(Name.Length + 1)..] : at + 1 < words.Count ? words[at + 1] : "";
        if (file.Length == 0 || file.StartsWith("--", StringComparison.Ordinal)) return Error.BadInput($"{Name} needs a file, e.g. {Name} argosy.yaml");
        List<string> rest = [.. words.Take(at), .. words.Skip(isJoined ? at + 1 : at + 2)];
        if (rest.Exists(word => word == Name || word.StartsWith(Name + "=", StringComparison.Ordinal))) return Error.BadInput($"{Name} is given twice; once is enough");
        var tree = ConfigTree.Read(file);
        if (!tree.Ok) return tree.Error!;
        var keys = new ConfigKeys(command);
        ConfigSection[] owns = [.. commands.Select(other => other == command ? keys.Own : new ConfigKeys(other).Own)];
        var bots = new ConfigBots(tree.Value, command.Name, [.. command.OfTheProcess.Select(ConfigKeys.KeyOf)]);
        if (!bots.IsThere || command.OfTheProcess.Count == 0) return One(tree.Value);
        if (rest.Exists(word => word.Split('=', 2)[0] == "--bot")) return Error.BadInput($"--bot: {file} has several bots, each with a name of its own there");
        var entries = bots.Read();
        if (!entries.Ok) return entries.Error!;
        var expanded = new List<ConfigExpansion>();
        foreach (var entry in entries.Value)
        {
            var bot = One(entry);
            if (!bot.Ok) return bot;
            expanded.Add(bot.Value);
        }
        var whole = One(bots.Rest);
        return whole.Ok ? whole.Value with { Bots = expanded } : whole;

        Result<ConfigExpansion> One(ConfigTree one)
        {
            var read = new ConfigReader(one, keys, owns, new OptionCheck()).Read();
            return read.Ok ? Join(rest, [.. read.Value.Where(word => command.Options.Any(option => option.Name == word.Option))], one.File) : read.Error!;
        }
    }

    static ConfigExpansion Join(List<string> rest, IReadOnlyList<ConfigWord> file, string path)
    {
        var given = rest.Where(word => word.StartsWith("--", StringComparison.Ordinal)).Select(word => word.Split('=', 2)[0]).ToHashSet(StringComparer.Ordinal);
        var parameters = Named(rest, "--param");
        // A range takes the place of the one value.
        parameters.UnionWith(Named(rest, "--range"));
        if (!given.Contains("--range")) parameters.UnionWith(file.Where(word => word.Option == "--range").Select(word => word.Value!.Split('=', 2)[0]));
        var kept = file.Where(word => !IsReplaced(word, given, parameters)).ToArray();
        return new ConfigExpansion([rest[0], .. kept.SelectMany(word => word.Words), .. rest.Skip(1)], new ConfigOrigins(path, kept));
    }

    static bool IsReplaced(ConfigWord word, HashSet<string> given, HashSet<string> parameters)
    {
        if (word.Option == "--param")
        {
            return given.Contains("--strategy") || given.Contains("--from-optimization") || parameters.Contains(word.Value!.Split('=', 2)[0]);
        }
        if (given.Contains(word.Option)) return true;
        if (word.Option == "--strategy") return given.Contains("--from-optimization");
        return Together.Any(group => group.Contains(word.Option) && group.Any(given.Contains));
    }

    // The names an option that takes name=value is given on the command line.
    static HashSet<string> Named(List<string> rest, string option)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < rest.Count; i++)
        {
            var text = rest[i] == option && i + 1 < rest.Count ? rest[i + 1] : rest[i].StartsWith(option + "=", StringComparison.Ordinal) ? rest[i][(option.Length + 1)..] : null;
            if (text is not null) names.Add(text.Split('=', 2)[0]);
        }
        return names;
    }
}

/// <summary>Where in a configuration file an option comes from, so that an error names the line and not only the option.</summary>
/// <param name="File">The file.</param>
/// <param name="Words">What it said.</param>
sealed record ConfigOrigins(string File, IReadOnlyList<ConfigWord> Words)
{
    /// <summary>The message with file, line and key in front, where it is about an option or parameter of the file.</summary>
    public string Place(string message)
    {
        if (message.StartsWith(File, StringComparison.Ordinal)) return message;
        var word = Words.FirstOrDefault(word => message.StartsWith(word.Option + ":", StringComparison.Ordinal))
            ?? Words.FirstOrDefault(word => word.Option == "--param" && message.Contains($"'{word.Value!.Split('=', 2)[0]}'", StringComparison.OrdinalIgnoreCase))
            ?? (message.StartsWith("there is no strategy", StringComparison.Ordinal) || message.StartsWith("parameter", StringComparison.Ordinal) ? Words.FirstOrDefault(word => word.Option == "--strategy") : null)
            ?? Words.FirstOrDefault(word => message.StartsWith(word.Option + " ", StringComparison.Ordinal))
            ?? Words.FirstOrDefault(word => word.Option == "--data" && message.Contains(Path.GetFileName(word.Value!), StringComparison.Ordinal));
        word ??= message.StartsWith("voter", StringComparison.Ordinal) ? Words.FirstOrDefault(word => word.Path.StartsWith("consensus.", StringComparison.Ordinal)) : null;
        if (word is null) return $"{File}: {message}";
        var prefix = word.Option + ": ";
        return $"{File} line {word.Line}, {word.Path}: {(message.StartsWith(prefix, StringComparison.Ordinal) ? message[prefix.Length..] : message)}";
    }
}
