using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Argosy.Venues.Tests.Binance;

/// <summary>What can be done to a payload: fields left out, given twice, put in another order, filled with nonsense; the text cut off.</summary>
internal static class Hostile
{
    // None of these is a value any field of money may have.
    static readonly string[] Nonsense =
    [
        "\"NaN\"", "\"Infinity\"", "\"-Infinity\"", "\"1e5\"", "\"0x10\"", "\"1,5\"", "\"1.2.3\"", "\"--1\"", "\"+1\"", "\" 1\"", "\"abc\"", "\"\"", "\"999999999999999999999999999999999999999\"",
        "1e400", "1.5e-7", "99999999999999999999999999999999", "null", "true", "[]", "{}", "[[\"1\"]]", "{\"a\":\"1\"}", "\"\\u0031\"",
    ];

    /// <summary>The payload with its fields in reverse order, everywhere.</summary>
    public static byte[] Reversed(byte[] payload) => Bytes(Write(Parse(payload), new() { IsReversed = true }));

    /// <summary>The payload cut off after every byte but the last.</summary>
    public static IEnumerable<byte[]> Truncated(byte[] payload)
    {
        for (var length = 0; length < payload.Length; length++) yield return payload[..length];
    }

    /// <summary>Every field left out, in turn; rows of a list are not fields.</summary>
    public static IEnumerable<(string What, byte[] Payload)> WithoutOne(byte[] payload)
    {
        var root = Parse(payload);
        foreach (var path in Paths(root, "").Where(path => path.Node.Parent is JsonObject || path.Node.Parent is JsonArray { Parent: JsonArray }))
        {
            yield return ($"without {path.Path}", Bytes(Write(root, new() { Omitted = path.Path })));
        }
    }

    /// <summary>Every value replaced by every nonsense, in turn; words for words are left out: no reader can know that a name is wrong.</summary>
    public static IEnumerable<(string What, byte[] Payload)> WithNonsense(byte[] payload)
    {
        var root = Parse(payload);
        foreach (var (path, node) in Paths(root, ""))
        {
            foreach (var nonsense in Nonsense.Where(nonsense => IsNonsense(path, node, nonsense))) yield return ($"{path} = {nonsense}", Bytes(Write(root, new() { Replaced = path, By = nonsense })));
        }
    }

    /// <summary>Every field given twice, the second time with another value, in turn.</summary>
    public static IEnumerable<(string What, byte[] Payload)> WithTwice(byte[] payload)
    {
        var root = Parse(payload);
        foreach (var (path, node) in Paths(root, "").Where(path => path.Node.Parent is JsonObject)) yield return ($"{path} twice", Bytes(Write(root, new() { Doubled = path })));
    }

    // An empty list is a list, true is a yes or no, a name may be any word.
    static bool IsNonsense(string path, JsonNode node, string nonsense) => node.GetValueKind() switch
    {
        JsonValueKind.Array => nonsense != "[]",
        JsonValueKind.True or JsonValueKind.False => nonsense != "true",
        JsonValueKind.String when path.EndsWith("/id", StringComparison.Ordinal) || !decimal.TryParse(node.GetValue<string>(), NumberStyles.Float, CultureInfo.InvariantCulture, out _) => nonsense == "\"\"" || !nonsense.StartsWith('"'),
        _ => true,
    };

    static JsonNode Parse(byte[] payload) => JsonNode.Parse(payload)!;

    static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    // Nulls have no node; what stands there is told by the other fields.
    static IEnumerable<(string Path, JsonNode Node)> Paths(JsonNode node, string path)
    {
        var children = node switch
        {
            JsonObject fields => fields.Select(field => ($"{path}/{field.Key}", field.Value)),
            JsonArray rows => rows.Select((row, i) => ($"{path}/{i}", row)),
            _ => [],
        };
        foreach (var (below, child) in children)
        {
            if (child is null) continue;
            yield return (below, child);
            foreach (var further in Paths(child, below)) yield return further;
        }
    }

    static string Write(JsonNode? node, Change change, string path = "")
    {
        if (path.Length > 0 && path == change.Replaced) return change.By;
        switch (node)
        {
            case JsonObject fields:
                var written = new List<string>();
                foreach (var (name, value) in fields)
                {
                    var below = $"{path}/{name}";
                    if (below == change.Omitted) continue;
                    written.Add($"{JsonSerializer.Serialize(name)}:{Write(value, change, below)}");
                    if (below == change.Doubled) written.Add($"{JsonSerializer.Serialize(name)}:\"7\"");
                }
                if (change.IsReversed) written.Reverse();
                return $"{{{string.Join(',', written)}}}";
            case JsonArray rows:
                return $"[{string.Join(',', rows.Select((row, i) => (Below: $"{path}/{i}", Row: row)).Where(row => row.Below != change.Omitted).Select(row => Write(row.Row, change, row.Below)))}]";
            default:
                return node?.ToJsonString() ?? "null";
        }
    }

    sealed record Change
    {
        public bool IsReversed { get; init; }

        public string Omitted { get; init; } = "-";

        public string Doubled { get; init; } = "-";

        public string Replaced { get; init; } = "-";

        public string By { get; init; } = "";
    }
}
