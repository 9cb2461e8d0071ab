using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Argosy.Core.Values;
using Argosy.Research.Results;

namespace Argosy.Research.Reports;

/// <summary>A report as one HTML file that needs nothing else: styles, scripts and data inside, nothing fetched, only its own script allowed to run.</summary>
public static class ReportPage
{
    static readonly string[] ScriptFiles =
        ["format.js", "elements.js", "packed.js", "theme.js", "view.js", "canvas.js", "lines.js", "candles.js", "twin.js", "columns.js", "bars.js", "cards.js", "table.js", "extras.js", "run.js", "votes.js", "scatter.js", "heat.js", "parallel.js", "optimization.js", "comparison.js", "walkforward.js", "validation.js", "main.js"];

    static readonly string Style = Asset("report.css");
    static readonly string Script = "(function(){\n'use strict';\n" + string.Concat(ScriptFiles.Select(Asset)) + "}());\n";

    /// <summary>The page of one run.</summary>
    public static string OfRun(RunReport report) => Of(RunDocument.Of(report));

    /// <summary>The page of two or more results side by side; BadInput with fewer.</summary>
    public static Result<string> OfComparison(IReadOnlyList<KeyValuePair<string, StoredResult>> results) =>
        Of(ComparisonDocument.Of(results));

    /// <summary>The page of an optimisation; Corrupt when the document lacks members.</summary>
    public static Result<string> OfOptimization(string name, JsonElement source) =>
        Of(OptimizationDocument.Of(name, source));

    /// <summary>The page of a validation; Corrupt when the document lacks members.</summary>
    public static Result<string> OfValidation(string name, JsonElement source) => Of(StudyDocument.OfValidation(name, source));

    /// <summary>The page of a walk through time; Corrupt when the document lacks members.</summary>
    public static Result<string> OfWalkForward(string name, JsonElement source) => Of(StudyDocument.OfWalkForward(name, source));

    static Result<string> Of(Result<string> document) => document.Ok ? Of(document.Value) : document.Error!;

    // The data are an element of their own that no browser runs; the JSON escapes what could end it.
    static string Of(string document)
    {
        using var json = JsonDocument.Parse(document);
        var title = HtmlEncoder.Default.Encode($"{json.RootElement.GetProperty("title").GetString()} · Argosy");
        var policy = $"default-src 'none'; script-src '{Hash(Script)}'; style-src '{Hash(Style)}'; img-src data:; base-uri 'none'; form-action 'none'";
        return $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="{policy}">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="dark light">
            <meta name="referrer" content="no-referrer">
            <link rel="icon" href="data:,">
            <title>{title}</title>
            <style>{Style}</style>
            </head>
            <body>
            <noscript><p class="noscript">This report draws its tables and charts with the script it contains; the browser has scripts switched off.</p></noscript>
            <div id="report"></div>
            <script type="application/json" id="report-data">{document}</script>
            <script>{Script}</script>
            </body>
            </html>

            """.ReplaceLineEndings("\n");
    }

    static string Hash(string text) => $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";

    static string Asset(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"Argosy.Research.Reports.Assets.{name}")
            ?? throw new InvalidOperationException($"the resource {name} is missing from this build");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
