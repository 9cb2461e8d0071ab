using System.Text.Json;
using Argosy.Hosting.Ports;
using Argosy.Server.Http;
using Microsoft.AspNetCore.Http;

namespace Argosy.Server.Bots;

/// <summary>A bot as lists tell it.</summary>
internal sealed record BotAnswer
{
    public required long Id { get; init; }
    public required string Name { get; init; }
    public required string Owner { get; init; }

    /// <summary>csharp, typescript, yaml or consensus.</summary>
    public required string Language { get; init; }
    public required string Description { get; init; }
    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>What it usually trades.</summary>
    public required IReadOnlyList<string> Instruments { get; init; }

    /// <summary>Its usual bar length; empty for none.</summary>
    public required string Timeframe { get; init; }

    /// <summary>Whether every user sees it.</summary>
    public required bool Shared { get; init; }
    public required bool Archived { get; init; }

    /// <summary>The newest version; null where there is none.</summary>
    public required LatestVersion? Latest { get; init; }

    /// <summary>The stored run with the best Sharpe ratio among those the visitor may see; null for none.</summary>
    public required BestRun? Best { get; init; }

    /// <summary>Deployments that are not deleted.</summary>
    public required long Deployments { get; init; }

    /// <summary>Unix ms.</summary>
    public required long Created { get; init; }

    /// <summary>When its text or what is said of it changed last, Unix ms.</summary>
    public required long Edited { get; init; }

    /// <summary>Whether the visitor may change it.</summary>
    public required bool MayEdit { get; init; }

    /// <summary>Whether the visitor has an unfinished text of it.</summary>
    public required bool HasDraft { get; init; }
}

/// <summary>The newest version of a bot.</summary>
internal sealed record LatestVersion(string Version, string Note, string Label, long Created, bool Locked);

/// <summary>A bot's best run.</summary>
internal sealed record BestRun(long Run, string Version, double Sharpe, double? MaxDrawdown);

/// <summary>A bot with its parameters and versions.</summary>
/// <param name="Bot">As in a list.</param>
/// <param name="Parameters">Of the newest version that was looked at; empty where none was.</param>
/// <param name="Versions">Newest first.</param>
internal sealed record BotDetail(BotAnswer Bot, IReadOnlyList<BotParameter> Parameters, IReadOnlyList<VersionAnswer> Versions);

/// <summary>A version of a bot.</summary>
internal sealed record VersionAnswer
{
    /// <summary>major.minor.</summary>
    public required string Version { get; init; }
    public required string Note { get; init; }
    public required string Label { get; init; }

    /// <summary>SHA-256 of its text, hexadecimal.</summary>
    public required string Hash { get; init; }
    public required string Language { get; init; }

    /// <summary>Unix ms.</summary>
    public required long Created { get; init; }

    /// <summary>Who made it.</summary>
    public required string By { get; init; }

    /// <summary>Whether a job or a deployment used it: it never changes from then on.</summary>
    public required bool Locked { get; init; }

    /// <summary>Whether it was looked at and found without errors.</summary>
    public required bool Checked { get; init; }
    public required IReadOnlyList<BotParameter> Parameters { get; init; }

    public static VersionAnswer Of(VersionRow row, string language) => new()
    {
        Version = row.Version, Note = row.Note, Label = row.Label, Hash = row.Hash, Language = language, Created = row.Created, By = row.Author, Locked = row.Locked, Checked = row.Checked, Parameters = ParametersOf(row),
    };

    public static IReadOnlyList<BotParameter> ParametersOf(VersionRow? row) => row is not { Parameters.Length: > 0 } ? [] : JsonSerializer.Deserialize<IReadOnlyList<BotParameter>>(row.Parameters, ApiJson.Options) ?? [];
}

/// <summary>A version with its text.</summary>
internal sealed record VersionText(VersionAnswer Version, string Text);

/// <summary>A user's unfinished text of a bot.</summary>
/// <param name="Text">The text; that of the newest version where nothing was begun.</param>
/// <param name="Revision">What a save names in If-Match; 0 where nothing was begun.</param>
/// <param name="Base">The version it was begun from; empty for none.</param>
/// <param name="Edited">Unix ms; null where nothing was begun.</param>
internal sealed record DraftAnswer(string Text, long Revision, string Base, long? Edited)
{
    public static DraftAnswer Of(DraftRow row) => new(row.Source, row.Revision, row.Base, row.Edited);
}

/// <summary>A draft that was saved.</summary>
internal sealed record DraftSaved(long Revision, string Base, long Edited);

/// <summary>412: another tab has saved meanwhile; its text comes along, to be merged with.</summary>
internal sealed record DraftConflict(DraftAnswer Draft) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext) => CodedAnswer.WriteAsync(httpContext, ApiCode.Changed, "another tab or device has saved this draft since it was read; its text is in draft", "If-Match", json =>
    {
        json.WritePropertyName("draft");
        JsonSerializer.Serialize(json, Draft, ApiJson.Options);
    });
}

/// <summary>422: the text has errors.</summary>
internal sealed record UnsoundText(IReadOnlyList<BotProblem> Problems) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var first = Problems.First(problem => problem.Severity == "error");
        return CodedAnswer.WriteAsync(httpContext, ApiCode.Refused, $"text: line {first.Line}, column {first.Column}: {first.Message}", "text", json =>
        {
            json.WritePropertyName("problems");
            JsonSerializer.Serialize(json, Problems, ApiJson.Options);
        });
    }
}

/// <summary>A coded failure that brings something along.</summary>
internal static class CodedAnswer
{
    public static async Task WriteAsync(HttpContext context, ApiCode code, string message, string? field, Action<Utf8JsonWriter> more)
    {
        using var body = new MemoryStream();
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            json.WriteString("code", JsonNamingPolicy.KebabCaseLower.ConvertName(code.ToString()));
            json.WriteString("message", message);
            json.WriteString("field", field);
            json.WriteString("correlationId", Correlation.IdOf(context));
            more(json);
            json.WriteEndObject();
        }
        context.Response.StatusCode = ApiFailure.StatusOf(code);
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        await context.Response.Body.WriteAsync(body.ToArray(), context.RequestAborted);
    }
}
