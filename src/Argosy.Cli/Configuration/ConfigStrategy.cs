using Argosy.Core.Values;
using Argosy.Strategies;
using YamlDotNet.RepresentationModel;

namespace Argosy.Cli.Configuration;

/// <summary>The keys <c>strategy</c>, <c>strategies</c>, <c>parameters</c> and <c>consensus</c>.</summary>
sealed class ConfigStrategy(ConfigTree tree, List<ConfigWord> words)
{
    /// <summary>A strategy's name or file, alone or with its parameters.</summary>
    public Error? Read(YamlNode value)
    {
        if (words.Exists(word => word.Option == "--strategy")) return tree.Wrong(value, "strategy: the file has a strategy already; expected one of strategy, consensus");
        if (value is YamlScalarNode { Value: { Length: > 0 } name }) return Named(name, value);
        if (value is not YamlMappingNode mapping) return tree.Wrong(value, $"strategy: expected a name or a file, found {ConfigTree.Noun(value)}");
        foreach (var (key, inner) in mapping.Children)
        {
            var wrong = (key as YamlScalarNode)?.Value switch
            {
                "name" or "file" => inner is YamlScalarNode { Value: { Length: > 0 } text } ? Named(text, inner) : tree.Wrong(inner, $"strategy.{key}: expected a name or a file, found {ConfigTree.Noun(inner)}"),
                "parameters" => Parameters(inner, "strategy.parameters"),
                _ => tree.Wrong(key, $"unknown key 'strategy.{key}' (known: name, file, parameters)"),
            };
            if (wrong is not null) return wrong;
        }
        return words.Exists(word => word.Option == "--strategy") ? null : tree.Wrong(value, "strategy: 'name' or 'file' is missing");
    }

    /// <summary>Several strategies on one account by name: each a text, or a strategy with its parameters.</summary>
    public Error? Several(YamlNode value)
    {
        if (words.Exists(word => word.Option == "--strategy")) return tree.Wrong(value, "strategies: the file has a strategy already; expected one of strategy, strategies, consensus");
        if (value is not YamlMappingNode { Children.Count: > 0 } mapping) return tree.Wrong(value, $"strategies: expected names with strategies, found {ConfigTree.Noun(value)}");
        foreach (var (key, inner) in mapping.Children)
        {
            var id = $"{key}";
            var prefix = mapping.Children.Count > 1 ? $"{id}." : "";
            if (Member(id, prefix, inner) is { } wrong) return wrong;
        }
        return null;
    }

    Error? Member(string id, string prefix, YamlNode value)
    {
        if (value is YamlScalarNode { Value: { Length: > 0 } text }) return Named(text, value, id);
        if (value is not YamlMappingNode mapping) return tree.Wrong(value, $"strategies.{id}: expected a name or a file, found {ConfigTree.Noun(value)}");
        var before = words.Count;
        foreach (var (key, inner) in mapping.Children)
        {
            var path = $"strategies.{id}.{key}";
            var wrong = (key as YamlScalarNode)?.Value switch
            {
                "name" or "file" => inner is YamlScalarNode { Value: { Length: > 0 } name } ? Named(name, inner, id) : tree.Wrong(inner, $"{path}: expected a name or a file, found {ConfigTree.Noun(inner)}"),
                "parameters" => Parameters(inner, path, prefix),
                _ => tree.Wrong(key, $"unknown key '{path}' (known: name, file, parameters)"),
            };
            if (wrong is not null) return wrong;
        }
        return words.Skip(before).Any(word => word.Option == "--strategy") ? null : tree.Wrong(value, $"strategies.{id}: 'name' or 'file' is missing");
    }

    /// <summary>Values by the names of parameters.</summary>
    public Error? Parameters(YamlNode value, string path, string prefix = "")
    {
        if (value is not YamlMappingNode mapping) return tree.Wrong(value, $"{path}: expected names with values, found {ConfigTree.Noun(value)}");
        foreach (var (key, inner) in mapping.Children)
        {
            if (inner is not YamlScalarNode { Value: { } text }) return tree.Wrong(inner, $"{path}.{key}: expected a value, found {ConfigTree.Noun(inner)}");
            Add("--param", $"{prefix}{key}={text}", $"{path}.{key}", inner);
        }
        return null;
    }

    /// <summary>A consensus: its voters or rules by name, and how votes are counted.</summary>
    public Error? Consensus(YamlNode value)
    {
        if (words.Exists(word => word.Option == "--strategy")) return tree.Wrong(value, "consensus: the file has a strategy already; expected one of strategy, consensus");
        if (value is not YamlMappingNode mapping) return tree.Wrong(value, $"consensus: expected keys such as mode and voters, found {ConfigTree.Noun(value)}");
        Add("--strategy", "consensus", "consensus", value);
        foreach (var (key, inner) in mapping.Children)
        {
            var name = (key as YamlScalarNode)?.Value ?? "";
            var wrong = name is "voters" or "buy" or "sell" ? Members(name, inner) : Own(name, key, inner);
            if (wrong is not null) return wrong;
        }
        return null;
    }

    Error? Own(string name, YamlNode key, YamlNode value)
    {
        var known = StrategyCatalogue.Find("consensus").Value.Parameters.Select(parameter => parameter.Name).ToArray();
        if (!known.Contains(name)) return tree.Wrong(key, $"unknown key 'consensus.{name}'{Suggestion.Phrase(name, known)} (known: {string.Join(", ", known)})");
        if (value is not YamlScalarNode { Value: { } text }) return tree.Wrong(value, $"consensus.{name}: expected a value, found {ConfigTree.Noun(value)}");
        Add("--param", $"{name}={text}", $"consensus.{name}", value);
        return null;
    }

    // A list of voters as texts, or voters by name: a text, or a strategy with its parameters, weight and timeframe.
    Error? Members(string round, YamlNode value)
    {
        if (value is YamlScalarNode { Value: { Length: > 0 } whole }) return Added(round, [whole], value);
        var texts = new List<string>();
        if (value is YamlSequenceNode list)
        {
            foreach (var item in list.Children)
            {
                if (item is not YamlScalarNode { Value: { Length: > 0 } text }) return tree.Wrong(item, $"consensus.{round}: expected a voter such as fast:ma-cross(fast=5, slow=20), found {ConfigTree.Noun(item)}");
                if (Written(item, $"consensus.{round}", text) is { } wrong) return wrong;
                texts.Add(text);
            }
            return Added(round, texts, value);
        }
        if (value is not YamlMappingNode voters) return tree.Wrong(value, $"consensus.{round}: expected voters, found {ConfigTree.Noun(value)}");
        foreach (var (key, inner) in voters.Children)
        {
            var id = (key as YamlScalarNode)?.Value ?? "";
            if (inner is YamlScalarNode { Value: { Length: > 0 } text })
            {
                if (Written(inner, $"consensus.{round}.{id}", text) is { } wrong) return wrong;
                texts.Add($"{id}:{text}");
            }
            else if (inner is not YamlMappingNode voter)
            {
                return tree.Wrong(inner, $"consensus.{round}.{id}: expected a strategy, found {ConfigTree.Noun(inner)}");
            }
            else if (Voter(round, id, voter, texts) is { } wrong)
            {
                return wrong;
            }
        }
        return Added(round, texts, value);
    }

    Error? Voter(string round, string id, YamlMappingNode voter, List<string> texts)
    {
        string? name = null;
        foreach (var (key, inner) in voter.Children)
        {
            var path = $"consensus.{round}.{id}.{key}";
            switch ((key as YamlScalarNode)?.Value)
            {
                case "strategy" or "rule":
                    if (inner is not YamlScalarNode { Value: { Length: > 0 } text }) return tree.Wrong(inner, $"{path}: expected a name, found {ConfigTree.Noun(inner)}");
                    name = text;
                    break;
                case "weight" or "timeframe":
                    if (inner is not YamlScalarNode { Value: { Length: > 0 } own }) return tree.Wrong(inner, $"{path}: expected a value, found {ConfigTree.Noun(inner)}");
                    Add("--param", $"{id}.{key}={own}", path, inner);
                    break;
                case "parameters":
                    if (inner is not YamlMappingNode parameters) return tree.Wrong(inner, $"{path}: expected names with values, found {ConfigTree.Noun(inner)}");
                    foreach (var (parameter, value) in parameters.Children) Add("--param", $"{id}.{parameter}={value}", $"{path}.{parameter}", value);
                    break;
                default:
                    return tree.Wrong(key, $"unknown key '{path}' (known: strategy, rule, parameters, weight, timeframe)");
            }
        }
        if (name is null) return tree.Wrong(voter, $"consensus.{round}.{id}: 'strategy' is missing");
        texts.Add($"{id}:{name}");
        return null;
    }

    Error? Written(YamlNode node, string path, string text) => CallText.Parse(text).Error is { } error ? tree.Wrong(node, $"{path}: {error.Message}") : null;

    Error? Added(string round, IReadOnlyList<string> texts, YamlNode node)
    {
        Add("--param", $"{round}={string.Join("; ", texts)}", $"consensus.{round}", node);
        return null;
    }

    // A strategy's file is meant from the configuration's folder.
    Error? Named(string name, YamlNode node, string? id = null)
    {
        var beside = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(tree.File))!, name);
        var found = !Path.IsPathRooted(name) && File.Exists(beside) ? beside : name;
        Add("--strategy", id is null ? found : $"{id}:{found}", id is null ? "strategy" : $"strategies.{id}", node);
        return null;
    }

    void Add(string option, string value, string path, YamlNode node) => words.Add(new ConfigWord(option, value, path, ConfigTree.Line(node)));
}
