using System.Text.Json;
using Argosy.Core.Values;

namespace Argosy.Research.Reports;

/// <summary>The data of an optimisation's report, made from an <c>argosy-optimization/1</c> document.</summary>
public static class OptimizationDocument
{
    /// <summary>Name of the format that is read.</summary>
    public const string Source = "argosy-optimization/1";

    /// <summary>Most trials shown; the first ones and all of the front.</summary>
    public const int MaxTrials = 20_000;

    const string Violating = "constraint broken";

    static readonly string[] Copied =
        ["timeframe", "from", "to", "dataHash", "method", "seed", "objectives", "constraints", "ranges", "best", "front", "settings", "performance"];

    /// <summary>The document as JSON that is safe inside a script element; Corrupt when members are missing or of another kind.</summary>
    public static Result<string> Of(string name, JsonElement source)
    {
        try
        {
            return Write(name, source);
        }
        catch (Exception wrong) when (wrong is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return Error.Corrupt($"{name}: not a whole {Source} file: {wrong.Message}");
        }
    }

    static string Write(string name, JsonElement source)
    {
        var strategy = source.GetProperty("strategy");
        JsonElement[] trials = [.. source.GetProperty("trials").EnumerateArray()];
        string[] parameters = [.. trials.SelectMany(t => t.GetProperty("parameters").EnumerateObject()).Select(p => p.Name).Distinct(StringComparer.Ordinal)];
        var strategyName = strategy.GetProperty("name").GetString() ?? "";
        var instruments = source.TryGetProperty("instruments", out var traded) ? traded.EnumerateArray().Select(InstrumentName).ToArray() : [];
        return ReportJson.Document("optimization", $"{strategyName} optimised on {string.Join(", ", instruments)}", writer =>
        {
            writer.WriteString("name", name);
            writer.WriteStartObject("strategy");
            writer.WriteString("name", strategyName);
            writer.WritePropertyName("parameters");
            if (strategy.TryGetProperty("parameters", out var kept)) kept.WriteTo(writer);
            else writer.WriteNullValue();
            writer.WriteEndObject();
            ReportJson.Texts(writer, "instruments", instruments);
            ReportJson.MetricKinds(writer);
            foreach (var member in Copied)
            {
                writer.WritePropertyName(member);
                if (source.TryGetProperty(member, out var value)) value.WriteTo(writer);
                else writer.WriteNullValue();
            }
            WriteCounts(writer, trials);
            ReportJson.Texts(writer, "parameterNames", parameters);
            var metrics = MetricNames(trials);
            ReportJson.Texts(writer, "metricNames", metrics);
            WriteTrials(writer, trials.Length <= MaxTrials ? trials : Shown(source, trials), parameters, metrics);
            WriteImportance(writer, source, trials, parameters);
            ReportJson.Texts(writer, "warnings", source.TryGetProperty("warnings", out var warnings) && warnings.ValueKind == JsonValueKind.Array ? warnings.EnumerateArray().Select(w => w.ToString()) : []);
        });
    }

    static string InstrumentName(JsonElement instrument) =>
        instrument.ValueKind == JsonValueKind.Object && instrument.TryGetProperty("name", out var name) ? name.ToString() : instrument.ToString();

    static string[] MetricNames(JsonElement[] trials) =>
        [.. trials.Where(t => Has(t, "metrics", JsonValueKind.Object)).SelectMany(t => t.GetProperty("metrics").EnumerateObject()).Select(m => m.Name).Distinct(StringComparer.Ordinal)];

    static bool Has(JsonElement element, string name, JsonValueKind kind) => element.TryGetProperty(name, out var value) && value.ValueKind == kind;

    static IEnumerable<JsonElement> Shown(JsonElement source, JsonElement[] trials)
    {
        var front = Has(source, "front", JsonValueKind.Array) ? source.GetProperty("front").EnumerateArray().Select(f => f.ToString()).ToHashSet(StringComparer.Ordinal) : [];
        if (source.TryGetProperty("best", out var best)) front.Add(best.ToString());
        return trials.Where((trial, i) => i < MaxTrials || front.Contains(trial.GetProperty("id").ToString()));
    }

    static void WriteCounts(Utf8JsonWriter writer, JsonElement[] trials)
    {
        writer.WriteStartObject("counts");
        writer.WriteNumber("trials", trials.Length);
        foreach (var status in new[] { "complete", "pruned", "infeasible", "failed" }) writer.WriteNumber(status, trials.Count(t => Told(t) == status));
        writer.WriteNumber("violating", trials.Count(t => Status(t) == Violating));
        writer.WriteEndObject();
    }

    // A whole trial that broke a constraint is shown apart from the others: it cannot be chosen.
    static string Status(JsonElement trial) =>
        Has(trial, "violated", JsonValueKind.Array) && trial.GetProperty("violated").GetArrayLength() > 0 ? Violating : Told(trial);

    static string Told(JsonElement trial) => trial.GetProperty("status").GetString() ?? "";

    // [id, status, parameters…, objectives…, metrics…]: names stand once, above.
    static void WriteTrials(Utf8JsonWriter writer, IEnumerable<JsonElement> trials, string[] parameters, string[] metrics)
    {
        writer.WriteStartArray("trials");
        foreach (var trial in trials)
        {
            writer.WriteStartArray();
            trial.GetProperty("id").WriteTo(writer);
            writer.WriteStringValue(Status(trial));
            writer.WriteStartArray();
            foreach (var parameter in parameters)
            {
                if (trial.GetProperty("parameters").TryGetProperty(parameter, out var value)) writer.WriteStringValue(value.ToString());
                else writer.WriteNullValue();
            }
            writer.WriteEndArray();
            if (Has(trial, "objectives", JsonValueKind.Array)) trial.GetProperty("objectives").WriteTo(writer);
            else writer.WriteNullValue();
            writer.WriteStartArray();
            foreach (var metric in metrics)
            {
                if (Has(trial, "metrics", JsonValueKind.Object) && trial.GetProperty("metrics").TryGetProperty(metric, out var value)) value.WriteTo(writer);
                else writer.WriteNullValue();
            }
            writer.WriteEndArray();
            writer.WriteEndArray();
        }
        writer.WriteEndArray();
    }

    static void WriteImportance(Utf8JsonWriter writer, JsonElement source, JsonElement[] trials, string[] parameters)
    {
        var objectives = Has(source, "objectives", JsonValueKind.Array) ? source.GetProperty("objectives").GetArrayLength() : 0;
        writer.WriteStartArray("importance");
        for (var o = 0; o < objectives; o++)
        {
            (JsonElement Trial, double? Value)[] all = [.. trials.Where(t => Status(t) == "complete").Select(t => (t, Objective(t, o)))];
            (JsonElement Trial, double Value)[] valued = [.. all.Where(t => t.Value is not null).Select(t => (t.Trial, t.Value!.Value))];
            writer.WriteStartArray();
            foreach (var parameter in parameters)
            {
                var of = ParameterImportance.Of(parameter, [.. valued.Select(v => v.Trial.GetProperty("parameters").TryGetProperty(parameter, out var text) ? text.ToString() : "")], [.. valued.Select(v => v.Value)]);
                if (of.Share is { } share && double.IsFinite(share)) writer.WriteNumberValue(Math.Round(share, 4));
                else writer.WriteNullValue();
            }
            writer.WriteEndArray();
        }
        writer.WriteEndArray();
    }

    static double? Objective(JsonElement trial, int index) =>
        Has(trial, "objectives", JsonValueKind.Array) && trial.GetProperty("objectives") is var values && values.GetArrayLength() > index && values[index].ValueKind == JsonValueKind.Number
            ? values[index].GetDouble()
            : null;
}
