using System.Globalization;
using Argosy.Core.Values;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Argosy.Cli.Configuration;

/// <summary>A YAML file as a tree that remembers its lines.</summary>
sealed record ConfigTree(string File, YamlMappingNode Root)
{
    const long LargestFile = 1 << 20;
    const int Deepest = 32;

    /// <summary>Reads a file whose top is a mapping.</summary>
    public static Result<ConfigTree> Read(string path)
    {
        try
        {
            var info = new FileInfo(path);
            if (!info.Exists) return Error.NotFound($"--config: there is no file {path}");
            if (info.Length > LargestFile) return Error.BadInput($"--config: {path} has {info.Length} bytes; expected a configuration of at most {LargestFile}");
            return Of(System.IO.File.ReadAllText(path), path);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return Error.BadInput($"--config: {path} cannot be read: {unreadable.Message}");
        }
    }

    /// <summary>Reads a text whose top is a mapping.</summary>
    /// <param name="text">The text.</param>
    /// <param name="name">What messages call it.</param>
    public static Result<ConfigTree> Of(string text, string name)
    {
        try
        {
            if (TooDeep(text) is { } line) return Error.BadInput($"{name} line {line}: nested more than {Deepest} levels deep");
            var stream = new YamlStream();
            using (var reader = new StringReader(text)) stream.Load(reader);
            if (stream.Documents.Count != 1) return Error.BadInput($"{name}: it holds {stream.Documents.Count} YAML documents; expected one");
            return stream.Documents[0].RootNode is YamlMappingNode root
                ? new ConfigTree(name, root)
                : Error.BadInput($"{name} line 1: expected keys such as data: and strategy:, found {Noun(stream.Documents[0].RootNode)}");
        }
        catch (YamlException broken)
        {
            return Error.BadInput($"{name} line {broken.Start.Line}: no valid YAML: {Reason(broken)}");
        }
    }

    /// <summary>The line of a node, counted from 1.</summary>
    public static int Line(YamlNode node) => (int)node.Start.Line;

    /// <summary>An error at a node.</summary>
    public Error Wrong(YamlNode node, string message) => Error.BadInput($"{File} line {Line(node).ToString(CultureInfo.InvariantCulture)}: {message}");

    /// <summary>What kind of thing a node is, for messages.</summary>
    public static string Noun(YamlNode node) => node switch
    {
        YamlMappingNode => "a mapping",
        YamlSequenceNode => "a list",
        YamlScalarNode { Value: null or "" } => "nothing",
        YamlScalarNode scalar => $"'{scalar.Value}'",
        _ => "something else",
    };

    // Trees are built by recursion, which a text of brackets alone would take beyond the stack's end; events are not.
    static long? TooDeep(string text)
    {
        using var reader = new StringReader(text);
        var events = new Parser(reader);
        for (var depth = 0; events.MoveNext();)
        {
            var now = events.Current!;
            depth += now switch { MappingStart or SequenceStart => 1, MappingEnd or SequenceEnd => -1, _ => 0 };
            if (depth > Deepest) return now.Start.Line;
        }
        return null;
    }

    // The library repeats the position in front of its own words.
    static string Reason(YamlException broken)
    {
        var text = (broken.InnerException ?? broken).Message;
        var colon = text.IndexOf("): ", StringComparison.Ordinal);
        return (colon < 0 ? text : text[(colon + 3)..]).TrimEnd('.');
    }
}
