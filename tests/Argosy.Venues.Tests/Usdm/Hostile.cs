using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Argosy.Core.Values;

namespace Argosy.Venues.Tests.Usdm;

/// <summary>Damages messages: a field missing, twice or of another kind, fields in another order, a text cut off, a byte turned.</summary>
internal sealed class Hostile(ulong seed)
{
    static readonly string[] Nonsense = ["\"NaN\"", "\"\"", "null", "\"1e5\"", "\"-\"", "\"Infinity\"", "[]", "{}", "\"99999999999999999999999999999999\"", "true", "\" 1\"", "\"1,5\"", "1e400", "\"0x10\"", "\"१\""];

    readonly SeededGenerator _chance = new(seed);

    /// <summary>Fields in another order: the same message.</summary>
    public string Reordered(string text) => Shuffled(JsonNode.Parse(text)!).ToJsonString();

    /// <summary>Another message, or none.</summary>
    public byte[] Damaged(string text) => _chance.NextIndex(6) switch
    {
        0 => Encoding.UTF8.GetBytes(text)[.._chance.NextIndex(Encoding.UTF8.GetByteCount(text))],
        1 => Encoding.UTF8.GetBytes(Changed(text, (parent, name) => parent.Remove(name))),
        2 => Encoding.UTF8.GetBytes(Changed(text, (parent, name) => parent[name] = Nonsensical())),
        3 => Encoding.UTF8.GetBytes(Twice(text)),
        4 => Turned(Encoding.UTF8.GetBytes(text)),
        _ => Encoding.UTF8.GetBytes(Changed(text, (parent, name) => parent[name] = Nonsensical(), times: 3)),
    };

    /// <summary>Damage that leaves no other valid figure in the place of one: what is read of it is as it was, or nothing is.</summary>
    public byte[] Spoilt(string text) => _chance.NextIndex(4) switch
    {
        0 => Encoding.UTF8.GetBytes(text)[.._chance.NextIndex(Encoding.UTF8.GetByteCount(text))],
        1 => Encoding.UTF8.GetBytes(Changed(text, (parent, name) => parent.Remove(name))),
        2 => Encoding.UTF8.GetBytes(Changed(text, (parent, name) => parent[name] = Nonsensical())),
        _ => Encoding.UTF8.GetBytes(Reordered(text)),
    };

    JsonNode Shuffled(JsonNode node)
    {
        switch (node)
        {
            case JsonObject fields:
                var pairs = fields.Select(pair => KeyValuePair.Create(pair.Key, pair.Value is null ? null : Shuffled(pair.Value))).ToArray();
                for (var i = pairs.Length - 1; i > 0; i--)
                {
                    var other = _chance.NextIndex(i + 1);
                    (pairs[i], pairs[other]) = (pairs[other], pairs[i]);
                }
                return new JsonObject(pairs);
            case JsonArray rows:
                return new JsonArray([.. rows.Select(row => row is null ? null : Shuffled(row))]);
            default:
                return node.DeepClone();
        }
    }

    string Changed(string text, Action<JsonObject, string> change, int times = 1)
    {
        var root = JsonNode.Parse(text)!;
        for (var i = 0; i < times; i++)
        {
            var fields = Fields(root).ToArray();
            if (fields.Length == 0) break;
            var (parent, name) = fields[_chance.NextIndex(fields.Length)];
            change(parent, name);
        }
        return root.ToJsonString();
    }

    string Twice(string text)
    {
        // The first comma that follows a field of the outermost object is as good as any.
        var root = JsonNode.Parse(text)!;
        var fields = Fields(root).Where(field => field.Parent[field.Name] is JsonValue).ToArray();
        if (fields.Length == 0) return text;
        var (parent, name) = fields[_chance.NextIndex(fields.Length)];
        var written = parent.ToJsonString();
        return root.ToJsonString().Replace(written, $"{{{JsonSerializer.Serialize(name)}:\"7\",{written[1..]}", StringComparison.Ordinal);
    }

    byte[] Turned(byte[] bytes)
    {
        for (var i = 0; i <= _chance.NextIndex(3); i++) bytes[_chance.NextIndex(bytes.Length)] ^= (byte)(1 << _chance.NextIndex(8));
        return bytes;
    }

    // Not parsed where it does not fit a double: written as it is.
    JsonNode? Nonsensical() => JsonNode.Parse(Nonsense[_chance.NextIndex(Nonsense.Length)]);

    static IEnumerable<(JsonObject Parent, string Name)> Fields(JsonNode? node) => node switch
    {
        JsonObject fields => fields.SelectMany(pair => Fields(pair.Value).Prepend((fields, pair.Key))),
        JsonArray rows => rows.SelectMany(Fields),
        _ => [],
    };
}
