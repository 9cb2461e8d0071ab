using System.Text.Json;
using Argosy.Core.Values;
using Argosy.Research.Reports;
using Argosy.Research.Results;

namespace Argosy.Cli.Reporting;

/// <summary>A file a report is made of.</summary>
/// <param name="Path">The file.</param>
/// <param name="Document">All it says.</param>
/// <param name="Result">It as a result; null for an optimisation.</param>
sealed record ReportSource(string Path, JsonElement Document, StoredResult? Result)
{
    /// <summary>The votes of a consensus, where the result has them.</summary>
    public JsonElement? Consensus => Document.TryGetProperty("consensus", out var section) ? section : null;

    /// <summary>Reads a result or an optimisation; one clear error for anything else.</summary>
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
                if (format.ValueEquals(OptimizationDocument.Source)) return new ReportSource(path, root, null);
                if (!format.ValueEquals(ResultJson.Format)) return Error.BadInput($"{path} is '{Short(format.GetString()!)}'; expected {ResultJson.Format} or {OptimizationDocument.Source}");
            }
            var result = ResultFile.Read(path);
            return result.Ok ? new ReportSource(path, root, result.Value) : result.Error!;
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
