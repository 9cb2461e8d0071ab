using System.CommandLine;
using Argosy.Core.Values;
using YamlDotNet.RepresentationModel;

namespace Argosy.Cli.Configuration;

/// <summary>The <c>data</c> key: one series, a list of them, or series with what is special about each.</summary>
sealed class ConfigData(ConfigTree tree, ConfigKeys keys, OptionCheck check, List<ConfigWord> words)
{
    readonly List<YamlNode> _entries = [];
    readonly Dictionary<Option, List<string>> _own = [];

    /// <summary>Adds what it says.</summary>
    public Error? Read(YamlNode value)
    {
        if (value is YamlSequenceNode list)
        {
            foreach (var item in list.Children)
            {
                if (Entry(item) is { } wrong) return wrong;
            }
            if (_entries.Count == 0) return tree.Wrong(value, "data: the list is empty; expected a file or the name of a series");
        }
        else if (Entry(value) is { } wrong)
        {
            return wrong;
        }
        return Finish(value);
    }

    Error? Entry(YamlNode item)
    {
        _entries.Add(item);
        if (item is YamlScalarNode { Value: { Length: > 0 } name }) return Add("--data", Found(name), "data", item);
        if (item is not YamlMappingNode mapping) return tree.Wrong(item, $"data: expected a file or the name of a series, found {ConfigTree.Noun(item)}");
        var known = keys.Market.Concat(keys.Shared).Select(ConfigKeys.KeyOf).Prepend("file").ToArray();
        var hasFile = false;
        foreach (var (key, inner) in mapping.Children)
        {
            var name2 = (key as YamlScalarNode)?.Value ?? "";
            if (name2 == "file")
            {
                if (inner is not YamlScalarNode { Value: { Length: > 0 } file }) return tree.Wrong(inner, $"data.file: expected a file or the name of a series, found {ConfigTree.Noun(inner)}");
                hasFile = true;
                if (Add("--data", Found(file), "data.file", inner) is { } wrong) return wrong;
            }
            else if (keys.Market.FirstOrDefault(option => ConfigKeys.KeyOf(option) == name2) is { } own)
            {
                if (Market(own, name2, inner) is { } wrong) return wrong;
            }
            else if (keys.Shared.FirstOrDefault(option => ConfigKeys.KeyOf(option) == name2) is { } shared)
            {
                if (_entries.Count > 1) continue;
                if (ConfigValue.Add(tree, check, words, $"data.{name2}", shared, inner) is { } wrong) return wrong;
            }
            else
            {
                return tree.Wrong(key, $"unknown key 'data.{name2}'{Suggestion.Phrase(name2, known)} (known: {string.Join(", ", known)})");
            }
        }
        return hasFile ? null : tree.Wrong(item, "data: 'file' is missing: a file or the name of a series");
    }

    Error? Market(Option option, string name, YamlNode value)
    {
        if (value is not YamlScalarNode { Value: { Length: > 0 } text }) return tree.Wrong(value, $"data.{name}: expected a single value, found {ConfigTree.Noun(value)}");
        if (option.Name is "--detail" or "--mark" or "--funding" or "--brackets") text = Found(text);
        if (check.Fault(option, text) is { } fault) return tree.Wrong(value, $"data.{name}: {fault}");
        if (!_own.TryGetValue(option, out var values)) _own.Add(option, values = []);
        values.Add(text);
        return Add(option.Name, text, $"data.{name}", value);
    }

    // What one entry says of itself every entry must say: options go by position.
    Error? Finish(YamlNode value)
    {
        foreach (var (option, values) in _own)
        {
            if (values.Count != _entries.Count) return tree.Wrong(value, $"data: {ConfigKeys.KeyOf(option)} is given for {values.Count} of {_entries.Count} series; expected one for each");
        }
        return null;
    }

    // A file's name is meant from the configuration's folder.
    string Found(string name)
    {
        var beside = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(tree.File))!, name);
        return !Path.IsPathRooted(name) && File.Exists(beside) ? beside : name;
    }

    Error? Add(string option, string value, string path, YamlNode node)
    {
        words.Add(new ConfigWord(option, value, path, ConfigTree.Line(node)));
        return null;
    }
}
