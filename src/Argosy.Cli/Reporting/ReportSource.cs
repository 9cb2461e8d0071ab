using System.Text.Json;
using Argosy.Core.Values;
using Argosy.Research.Reports;
using Argosy.Research.Results;
using Argosy.Research.Validation;
using Argosy.Research.WalkForward;

namespace Argosy.Cli.Reporting;

/// <summary>A file a report is made of.</summary>
/// <param name="Path">The file.</param>
/// <param name="Document">All it says.</param>
/// <param name="Format">Name of its format.</param>
/// <param name="Result">It as a result; null for anything else.</param>
sealed record ReportSource(string Path, JsonElement Document, string Format, StoredResult? Result)
{
    static readonly string[] Studies = [OptimizationDocument.Source, WalkForwardJson.Format, ValidationJson.Format];

    /// <summary>What it is, in words.</summary>
    public string Kind => Format switch
    {
        OptimizationDocument.Source => "an optimisation",
        WalkForwardJson.Format => "a walk-forward",
        ValidationJson.Format => "a validation",
        _ => "a result",
    };

    /// <summary>The votes of a consensus, where the result has them.</summary>
    public JsonElement? Consensus => Document.TryGetProperty("consensus", out var section) ? section : null;

    /// <summary>Reads a result, an optimisation, a walk-forward or a validation; one clear error for anything else.</summary>
    public static Result<ReportSource> Read(string path)
    {
        if (path.Length == 0) return Error.NotFound("the name of the result file is empty");
        if (!File.Exists(path)) return Error.NotFound($"result file not found: {path}");
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            var root = document.RootElement.Clone();
            if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("format", out var format) && format.ValueKind == JsonValueKind.String)
            {
                if (Array.Find(Studies, format.ValueEquals) is { } study) return new ReportSource(path, root, study, null);
                if (!format.ValueEquals(ResultJson.Format)) return Error.BadInput($"{path} is '{Short(format.GetString()!)}'; expected {ResultJson.Format}, {string.Join(", ", Studies[..^1])} or {Studies[^1]}");
            }
            var result = ResultFile.Read(path);
            return result.Ok ? new ReportSource(path, root, ResultJson.Format, result.Value) : result.Error!;
        }
        catch (JsonException wrong)
        {
            return Error.Corrupt($"{path}, line {wrong.LineNumber.GetValueOrDefault() + 1}: not a JSON file");
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            return Error.BadInput($"{path} cannot be read: {wrong.Message}");
        }
    }

    static string Short(string text) => text.Length <= 60 ? text : $"{text[..60]}…";
}
