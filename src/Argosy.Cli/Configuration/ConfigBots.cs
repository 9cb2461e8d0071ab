using Argosy.Core.Values;
using YamlDotNet.RepresentationModel;

namespace Argosy.Cli.Configuration;

/// <summary>The <c>bots</c> list: each entry is a run of its own, with what the rest of the file says for all.</summary>
/// <param name="tree">The whole file.</param>
/// <param name="section">The command's own section.</param>
/// <param name="shared">Its keys that are one process's and no single bot's.</param>
sealed class ConfigBots(ConfigTree tree, string section, IReadOnlyCollection<string> shared)
{
    const string Key = "bots", Name = "name", NameOption = "bot", Output = "output";

    // One of these in an entry replaces all of them in the rest of the file.
    static readonly string[] WhatTrades = ["strategy", "strategies", "parameters", "consensus"];

    /// <summary>Whether the file has the list.</summary>
    public bool IsThere => Find(tree.Root, Key) is not null;

    /// <summary>The file without the list.</summary>
    public ConfigTree Rest => tree with { Root = Of(tree.Root.Children.Where(pair => TextOf(pair.Key) != Key)) };

    /// <summary>Each bot as a file of its own, or the first thing that is wrong.</summary>
    public Result<IReadOnlyList<ConfigTree>> Read()
    {
        var node = Find(tree.Root, Key)!;
        if (node is not YamlSequenceNode { Children.Count: > 0 } list) return tree.Wrong(node, $"{Key}: expected a list of bots, each with a name, found {ConfigTree.Noun(node)}");
        if (Find(Find(tree.Root, section) as YamlMappingNode, NameOption) is { } misplaced) return tree.Wrong(misplaced, $"{section}.{NameOption}: each bot has a name of its own under {Key}");
        var bots = new List<ConfigTree>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in list.Children)
        {
            if (item is not YamlMappingNode bot) return tree.Wrong(item, $"{Key}: expected a bot, e.g. {{name: trend, strategy: ma-cross}}, found {ConfigTree.Noun(item)}");
            if (Find(bot, Name) is not YamlScalarNode { Value: { Length: > 0 } name } named) return tree.Wrong(Find(bot, Name) ?? item, $"{Key}: the bot's 'name' is missing");
            if (!names.Add(name)) return tree.Wrong(named, $"{Key}: two bots are called {name}; expected a name of its own for each");
            if (Misplaced(bot) is { } wrong) return wrong;
            bots.Add(tree with { Root = Merged(bot, named) });
        }
        return bots;
    }

    Error? Misplaced(YamlMappingNode bot)
    {
        if (bot.Children.Keys.FirstOrDefault(key => TextOf(key) is Key or Output) is { } whole) return tree.Wrong(whole, $"{Key}.{whole}: expected it in the whole file, not in a bot");
        if (Find(bot, section) is not YamlMappingNode own) return null;
        if (own.Children.Keys.FirstOrDefault(key => TextOf(key) == NameOption) is { } second) return tree.Wrong(second, $"{Key}.{section}.{NameOption}: a bot is called by its '{Name}'");
        return own.Children.Keys.FirstOrDefault(key => shared.Contains(TextOf(key))) is { } hosts ? tree.Wrong(hosts, $"{Key}.{section}.{hosts}: all bots of a file share one process; expected it under {section}: of the whole file") : null;
    }

    YamlMappingNode Merged(YamlMappingNode bot, YamlNode name)
    {
        var trades = bot.Children.Keys.Any(key => WhatTrades.Contains(TextOf(key)));
        var merged = Of(tree.Root.Children.Where(pair => TextOf(pair.Key) is var key && key != Key && key != Name && !(trades && WhatTrades.Contains(key))));
        foreach (var (key, value) in bot.Children)
        {
            if (TextOf(key) == Name) continue;
            var before = merged.Children.FirstOrDefault(pair => TextOf(pair.Key) == TextOf(key));
            if (before.Key is not null) merged.Children.Remove(before.Key);
            merged.Children.Add(key, before.Value is YamlMappingNode outer && value is YamlMappingNode inner && !WhatTrades.Contains(TextOf(key)) ? Over(outer, inner) : value);
        }
        var own = merged.Children.FirstOrDefault(pair => TextOf(pair.Key) == section);
        if (own.Value is not null and not YamlMappingNode) return merged;
        if (own.Key is not null) merged.Children.Remove(own.Key);
        merged.Children.Add(own.Key ?? new YamlScalarNode(section), Over(own.Value as YamlMappingNode ?? [], new YamlMappingNode(new YamlScalarNode(NameOption), name)));
        return merged;
    }

    // The entry's values take the place of the file's, key by key.
    static YamlMappingNode Over(YamlMappingNode outer, YamlMappingNode inner)
    {
        var keys = inner.Children.Keys.Select(TextOf).ToHashSet(StringComparer.Ordinal);
        return Of(outer.Children.Where(pair => !keys.Contains(TextOf(pair.Key))).Concat(inner.Children));
    }

    static YamlMappingNode Of(IEnumerable<KeyValuePair<YamlNode, YamlNode>> pairs)
    {
        var made = new YamlMappingNode();
        foreach (var (key, value) in pairs) made.Children.Add(key, value);
        return made;
    }

    static YamlNode? Find(YamlMappingNode? mapping, string key) => mapping?.Children.FirstOrDefault(pair => TextOf(pair.Key) == key).Value;

    static string TextOf(YamlNode key) => (key as YamlScalarNode)?.Value ?? "";
}
