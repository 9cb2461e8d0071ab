using System.Text.Json;
using Argosy.Core.Values;
using Argosy.Research.Validation;
using Argosy.Research.WalkForward;

namespace Argosy.Research.Reports;

/// <summary>The data of the report of a validation or a walk through time: their documents whole, once it is sure that what is shown is there.</summary>
static class StudyDocument
{
    static readonly string[] Identity = ["strategy", "instruments", "timeframe", "from", "to", "settings", "warnings"];
    static readonly string[] CheckTexts = ["name", "verdict", "text"];
    static readonly string[] WindowNumbers = ["trainFrom", "trainTo", "testFrom", "testTo", "tried"];

    /// <summary>The document of an <c>argosy-validation/1</c> file; Corrupt when members are missing or of another kind.</summary>
    public static Result<string> OfValidation(string name, JsonElement source) => Of("validation", "validated", ValidationJson.Format, name, source, root =>
    {
        Expect(root, "metrics", JsonValueKind.Object);
        Expect(root, "trials", JsonValueKind.Object);
        Expect(root, "checks", JsonValueKind.Array);
        foreach (var check in root.GetProperty("checks").EnumerateArray())
        {
            foreach (var text in CheckTexts) Expect(check, text, JsonValueKind.String);
            Expect(check, "figures", JsonValueKind.Object);
        }
    });

    /// <summary>The document of an <c>argosy-walkforward/1</c> file; Corrupt when members are missing or of another kind.</summary>
    public static Result<string> OfWalkForward(string name, JsonElement source) => Of("walkforward", "walked forward", WalkForwardJson.Format, name, source, root =>
    {
        Expect(root, "windows", JsonValueKind.Array);
        Expect(root, "outOfSample", JsonValueKind.Object);
        Expect(root, "equity", JsonValueKind.Array);
        if (root.GetProperty("windows").GetArrayLength() == 0) throw new FormatException("'windows' is empty");
        foreach (var window in root.GetProperty("windows").EnumerateArray())
        {
            foreach (var time in WindowNumbers) Expect(window, time, JsonValueKind.Number);
        }
    });

    static Result<string> Of(string kind, string verb, string format, string name, JsonElement source, Action<JsonElement> check)
    {
        try
        {
            foreach (var member in Identity) _ = source.GetProperty(member);
            Expect(source, "instruments", JsonValueKind.Array);
            Expect(source, "warnings", JsonValueKind.Array);
            Expect(source.GetProperty("strategy"), "name", JsonValueKind.String);
            check(source);
            var instruments = string.Join(", ", source.GetProperty("instruments").EnumerateArray().Select(i => i.GetString()));
            return ReportJson.Document(kind, $"{source.GetProperty("strategy").GetProperty("name").GetString()} {verb} on {instruments}", writer =>
            {
                writer.WriteString("name", name);
                ReportJson.MetricKinds(writer);
                writer.WriteStartObject("source");
                // Trades are not shown; they may be many.
                foreach (var member in source.EnumerateObject().Where(m => m.Name != "trades" || m.Value.ValueKind == JsonValueKind.Object)) member.WriteTo(writer);
                writer.WriteEndObject();
            });
        }
        catch (Exception wrong) when (wrong is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return Error.Corrupt($"{name}: not a whole {format} file: {wrong.Message}");
        }
    }

    static void Expect(JsonElement owner, string name, JsonValueKind kind)
    {
        if (owner.ValueKind != JsonValueKind.Object || !owner.TryGetProperty(name, out var value) || value.ValueKind != kind) throw new FormatException($"'{name}' is missing or no {KebabCase.Of(kind.ToString())}");
    }
}
