using System.Buffers;
using System.Text.Json;
using Argosy.Core.Values;

namespace Argosy.Strategies.Prediction;

/// <summary>The model file <c>argosy-forest/1</c>: plain JSON, data only.</summary>
public static class ModelJson
{
    /// <summary>The format's name and version.</summary>
    public const string Format = "argosy-forest/1";

    /// <summary>The model as UTF-8 JSON.</summary>
    public static ReadOnlyMemory<byte> Write(PredictionModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteString("format", Format);
        json.WriteString("instrument", model.Instrument);
        json.WriteString("timeframe", model.Timeframe);
        json.WriteString("dataHash", model.DataHash);
        json.WriteNumber("seed", model.Seed);
        json.WriteStartObject("label");
        json.WriteString("task", KebabCase.Of(model.Label.Task.ToString()));
        json.WriteNumber("horizon", model.Label.Horizon);
        json.WriteNumber("threshold", model.Label.Threshold);
        json.WriteEndObject();
        json.WriteStartArray("features");
        foreach (var feature in model.Features) json.WriteStringValue(feature);
        json.WriteEndArray();
        Numbers(json, "importance", model.Importance);
        json.WriteStartArray("forests");
        foreach (var dated in model.Forests) Write(json, dated);
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }

    static void Write(Utf8JsonWriter json, DatedForest dated)
    {
        json.WriteStartObject();
        json.WriteNumber("validFrom", dated.ValidFrom);
        json.WriteNumber("rows", dated.Rows);
        json.WriteStartArray("edges");
        foreach (var edges in dated.Forest.Edges) Numbers(json, null, edges);
        json.WriteEndArray();
        json.WriteStartArray("trees");
        foreach (var tree in dated.Forest.Trees)
        {
            json.WriteStartObject();
            Wholes(json, "feature", tree.Feature.Select(value => (int)value));
            Wholes(json, "bin", tree.Bin.Select(value => (int)value));
            Wholes(json, "left", tree.Left);
            Numbers(json, "values", tree.Values);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    static void Numbers(Utf8JsonWriter json, string? name, IReadOnlyList<double> values)
    {
        if (name is null) json.WriteStartArray();
        else json.WriteStartArray(name);
        foreach (var value in values) json.WriteNumberValue(value);
        json.WriteEndArray();
    }

    static void Wholes(Utf8JsonWriter json, string name, IEnumerable<int> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values) json.WriteNumberValue(value);
        json.WriteEndArray();
    }

    /// <summary>Reads a model and checks that every tree can be walked; says what is wrong otherwise.</summary>
    public static Result<PredictionModel> Read(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("format", out var format) || format.ValueKind != JsonValueKind.String)
            {
                return Error.BadInput($"no model: it has no format; expected {Format} as 'argosy train --model' writes it");
            }
            if (format.GetString() != Format) return Error.NotSupported($"model format {format.GetString()} is not known; expected {Format}");
            return Model(root);
        }
        catch (JsonException broken)
        {
            return Error.Corrupt($"no model: not valid JSON at line {(broken.LineNumber ?? 0) + 1}");
        }
        catch (Exception wrong) when (wrong is InvalidOperationException or KeyNotFoundException or FormatException or OverflowException or ArgumentException)
        {
            return Error.Corrupt($"no model: {wrong.Message.TrimEnd('.')}");
        }
    }

    static Result<PredictionModel> Model(JsonElement root)
    {
        var label = root.GetProperty("label");
        var taskText = label.GetProperty("task").GetString();
        var task = taskText switch
        {
            "classification" => PredictionTask.Classification,
            "regression" => PredictionTask.Regression,
            _ => throw new FormatException($"task '{taskText}' is neither classification nor regression"),
        };
        var model = new PredictionModel
        {
            Features = [.. root.GetProperty("features").EnumerateArray().Select(item => item.GetString() ?? "")],
            Label = new Label(task, label.GetProperty("horizon").GetInt32(), label.GetProperty("threshold").GetDouble()),
            Instrument = root.GetProperty("instrument").GetString() ?? "",
            Timeframe = root.GetProperty("timeframe").GetString() ?? "",
            DataHash = root.GetProperty("dataHash").GetString() ?? "",
            Seed = root.GetProperty("seed").GetInt64(),
            Importance = Doubles(root.GetProperty("importance")),
            Forests = [.. root.GetProperty("forests").EnumerateArray().Select(item => Forest(item, root))],
        };
        if (model.Label.Horizon < 1) return Error.Corrupt("no model: its horizon is below 1");
        if (model.Forests.Count == 0) return Error.Corrupt("no model: it holds no forest");
        var features = FeatureSet.Of(model.Features);
        if (!features.Ok) return Error.Corrupt($"no model: {features.Error!.Message}");
        if (model.Importance.Count != model.Features.Count) return Error.Corrupt("no model: importance and features differ in number");
        foreach (var dated in model.Forests)
        {
            if (Fault(dated.Forest, model) is { } fault) return Error.Corrupt($"no model: {fault}");
        }
        return model;
    }

    static DatedForest Forest(JsonElement item, JsonElement root)
    {
        var edges = item.GetProperty("edges").EnumerateArray().Select(Doubles).ToArray();
        var trees = item.GetProperty("trees").EnumerateArray().Select(tree => new DecisionTree(
            [.. Wholes(tree.GetProperty("feature")).Select(value => checked((short)value))],
            [.. Wholes(tree.GetProperty("bin")).Select(value => checked((byte)value))],
            Wholes(tree.GetProperty("left")),
            Doubles(tree.GetProperty("values")))).ToArray();
        var label = root.GetProperty("label");
        var classes = label.GetProperty("task").GetString() == "regression" ? 0 : label.GetProperty("threshold").GetDouble() > 0 ? 3 : 2;
        return new DatedForest(item.GetProperty("validFrom").GetInt64(), item.GetProperty("rows").GetInt32(), new RandomForest(edges, classes, trees));
    }

    static double[] Doubles(JsonElement array) => [.. array.EnumerateArray().Select(item => item.GetDouble())];

    static int[] Wholes(JsonElement array) => [.. array.EnumerateArray().Select(item => item.GetInt32())];

    // A tree that was tampered with must neither loop nor read beyond its arrays.
    static string? Fault(RandomForest forest, PredictionModel model)
    {
        if (forest.Edges.Length != model.Features.Count) return "edges and features differ in number";
        for (var t = 0; t < forest.Trees.Count; t++)
        {
            var tree = forest.Trees[t];
            var nodes = tree.Feature.Length;
            if (nodes == 0 || tree.Bin.Length != nodes || tree.Left.Length != nodes) return $"the arrays of tree {t} differ in length";
            var width = Math.Max(1, forest.Classes);
            for (var n = 0; n < nodes; n++)
            {
                var leaf = tree.Feature[n] < 0;
                var ok = leaf
                    ? tree.Left[n] >= 0 && (tree.Left[n] + 1) * width <= tree.Values.Length
                    : tree.Feature[n] < forest.Edges.Length && tree.Left[n] > n && tree.Left[n] + 1 < nodes;
                if (!ok) return $"node {n} of tree {t} points outside its tree";
            }
        }
        return null;
    }
}
