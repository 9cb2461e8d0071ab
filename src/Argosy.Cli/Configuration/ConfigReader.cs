using System.CommandLine;
using Argosy.Core.Values;
using Argosy.Engine.Rules;
using Argosy.Strategies.Exits;
using Argosy.Strategies.Guards;
using Argosy.Strategies.Limits;
using YamlDotNet.RepresentationModel;

namespace Argosy.Cli.Configuration;

/// <summary>From a tree to the options it sets; every key is known, every value is checked where it stands.</summary>
sealed class ConfigReader(ConfigTree tree, ConfigKeys keys, IReadOnlyList<ConfigSection> owns, OptionCheck check)
{
    static readonly string[] Texts = ["name", "description"];
    readonly List<ConfigWord> _words = [];

    /// <summary>The options, or the first thing that is wrong.</summary>
    public Result<IReadOnlyList<ConfigWord>> Read()
    {
        if (tree.Root.Children.Keys.Any(key => key is YamlScalarNode { Value: "assets" }))
        {
            var assets = new AssetsReader(tree).Read();
            if (!assets.Ok) return assets.Error!;
            _words.AddRange(assets.Value);
        }
        foreach (var (key, value) in tree.Root.Children)
        {
            if (Section(key, value) is { } wrong) return wrong;
        }
        return _words;
    }

    Error? Section(YamlNode key, YamlNode value)
    {
        if (key is not YamlScalarNode { Value: { } name }) return tree.Wrong(key, "expected a key");
        switch (name)
        {
            case "assets": return null;
            case "bots": return tree.Wrong(key, "bots: several bots are for 'argosy run'; expected one strategy here");
            case "data": return new ConfigData(tree, keys, check, _words).Read(value);
            case "strategy": return new ConfigStrategy(tree, _words).Read(value);
            case "strategies": return new ConfigStrategy(tree, _words).Several(value);
            case "parameters": return new ConfigStrategy(tree, _words).Parameters(value, "parameters");
            case "consensus": return new ConfigStrategy(tree, _words).Consensus(value);
            case "size": return Value("size", keys.Rules[0], value);
            case "exits": return Rules("exits", keys.Rules[1], value, ExitRules.Catalogue);
            case "guards": return Rules("guards", keys.Rules[2], value, GuardRules.Catalogue);
            case "limits": return Rules("limits", keys.Rules[3], value, LimitRules.Catalogue);
        }
        if (Texts.Contains(name)) return value is YamlScalarNode ? null : tree.Wrong(value, $"{name}: expected a text, found {ConfigTree.Noun(value)}");
        var section = keys.Sections.Concat(owns).FirstOrDefault(section => section.Name == name && section.Options.Count > 0);
        return section is null ? Unknown(key, name, Known()) : Keys(section, value);
    }

    IEnumerable<string> Known() => ["assets", "bots", "data", "strategy", "strategies", "parameters", "consensus", "size", "exits", "guards", "limits", .. Texts, .. keys.Sections.Concat(owns).Where(s => s.Options.Count > 0).Select(s => s.Name)];

    Error? Keys(ConfigSection section, YamlNode value)
    {
        if (value is not YamlMappingNode mapping) return tree.Wrong(value, $"{section.Name}: expected keys, found {ConfigTree.Noun(value)}");
        // What another command is told is read with the same care, and then left to it.
        var isOthers = owns.Contains(section) && section.Name != keys.Own.Name;
        var before = _words.Count;
        foreach (var (key, inner) in mapping.Children)
        {
            var name = (key as YamlScalarNode)?.Value ?? "";
            if (section.Find(name) is not { } option) return Unknown(key, $"{section.Name}.{name}", section.Options.Select(ConfigKeys.KeyOf), name);
            if (Value($"{section.Name}.{name}", option, inner) is { } wrong) return wrong;
        }
        if (isOthers) _words.RemoveRange(before, _words.Count - before);
        return null;
    }

    Error Unknown(YamlNode key, string path, IEnumerable<string> known, string? name = null) =>
        tree.Wrong(key, $"unknown key '{path}'{Suggestion.Phrase(name ?? path, known)} (known: {string.Join(", ", known)})");

    /// <summary>Adds what a value says for an option.</summary>
    Error? Value(string path, Option option, YamlNode value) => ConfigValue.Add(tree, check, _words, path, option, value);

    Error? Rules<T>(string path, Option option, YamlNode value, RuleCatalogue<T> catalogue)
        where T : class
    {
        var items = value is YamlSequenceNode sequence ? sequence.Children : [value];
        foreach (var item in items)
        {
            var text = RuleText(item);
            if (text is null) return tree.Wrong(item, $"{path}: expected a {catalogue.Kind} such as {catalogue.All[0].Example}, or its name with keys, found {ConfigTree.Noun(item)}");
            var bound = catalogue.Bind(text);
            if (!bound.Ok) return tree.Wrong(item, $"{path}: {bound.Error!.Message}");
            _words.Add(new ConfigWord(option.Name, text, path, ConfigTree.Line(item)));
        }
        return null;
    }

    // A rule is a text, or its name with its parameters below it.
    static string? RuleText(YamlNode item)
    {
        if (item is YamlScalarNode { Value: { Length: > 0 } text }) return text;
        if (item is not YamlMappingNode { Children.Count: 1 } mapping) return null;
        var (key, inner) = mapping.Children.First();
        if (key is not YamlScalarNode { Value: { } name }) return null;
        return inner switch
        {
            YamlScalarNode { Value: { Length: > 0 } value } => $"{name}:{value}",
            YamlMappingNode parameters when parameters.Children.All(pair => pair is { Key: YamlScalarNode, Value: YamlScalarNode }) =>
                $"{name}({string.Join(", ", parameters.Children.Select(pair => $"{pair.Key}={pair.Value}"))})",
            _ => null,
        };
    }
}
