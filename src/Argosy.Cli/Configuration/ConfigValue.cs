using System.CommandLine;
using Argosy.Core.Values;
using YamlDotNet.RepresentationModel;

namespace Argosy.Cli.Configuration;

/// <summary>From a value of the file to words for an option.</summary>
static class ConfigValue
{
    /// <summary>Adds them, or says what is wrong with the value.</summary>
    public static Error? Add(ConfigTree tree, OptionCheck check, List<ConfigWord> words, string path, Option option, YamlNode value)
    {
        var line = ConfigTree.Line(value);
        if (option.ValueType == typeof(bool))
        {
            if (value is not YamlScalarNode { Value: "true" or "false" } flag) return tree.Wrong(value, $"{path}: expected true or false, found {ConfigTree.Noun(value)}");
            if (flag.Value == "true") words.Add(new ConfigWord(option.Name, null, path, line));
            return null;
        }
        if (value is YamlScalarNode { Value: { Length: > 0 } text }) return One(text);
        if (option.ValueType == typeof(string[]) && value is YamlSequenceNode list)
        {
            foreach (var item in list.Children)
            {
                if (item is not YamlScalarNode { Value: { Length: > 0 } each }) return tree.Wrong(item, $"{path}: expected a text, found {ConfigTree.Noun(item)}");
                line = ConfigTree.Line(item);
                if (One(each) is { } wrong) return wrong;
            }
            return null;
        }
        if (option.ValueType == typeof(string[]) && value is YamlMappingNode mapping)
        {
            foreach (var (key, item) in mapping.Children)
            {
                if (key is not YamlScalarNode || item is not YamlScalarNode { Value: { Length: > 0 } each }) return tree.Wrong(item, $"{path}.{key}: expected a text, found {ConfigTree.Noun(item)}");
                line = ConfigTree.Line(item);
                if (One($"{key}={each}") is { } wrong) return wrong;
            }
            return null;
        }
        return tree.Wrong(value, $"{path}: expected {(option.ValueType == typeof(string[]) ? "a text or a list of texts" : "a single value")}, found {ConfigTree.Noun(value)}");

        Error? One(string one)
        {
            if (check.Fault(option, one) is { } fault) return Error.BadInput($"{tree.File} line {line}: {path}: {fault}");
            words.Add(new ConfigWord(option.Name, one, path, line));
            return null;
        }
    }
}
