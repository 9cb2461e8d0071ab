using System.Text.Json;
using Argosy.Hosting.Auditing;
using Argosy.Hosting.Ports;
using Argosy.Server.Auth;
using Argosy.Server.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Argosy.Server.Auditing;

/// <summary>The hash-chained audit log. An owner sees all of it, others what they did themselves.</summary>
internal static class AuditEndpoints
{
    const int Page = 1_000;

    public static void Map(RouteGroupBuilder api)
    {
        var audit = api.MapGroup("/audit").WithTags("audit");
        audit.MapGet("", List).Answering<Page<AuditAnswer>>().WithSummary("The audit log, newest first");
        audit.MapPost("/verify", Verify).For(Role.Trader).Answering<ChainAnswer>().WithSummary("Check every line of the log against the one before");
        audit.MapGet("/export", Export).For(Role.Owner).Produces(StatusCodes.Status200OK, contentType: "application/x-ndjson").WithSummary("The whole log as JSON lines, which 'argosy audit verify' checks");
    }

    static async Task<IResult> List(
        Visitor visitor, IDatabase database, AuditTrail trail, CancellationToken cancellation, string? kind = null, string? actor = null, string? text = null, long? from = null, long? to = null, string? after = null, int limit = 200)
    {
        if (Paging.Check(limit) is { } wrong) return wrong;
        if (!Paging.TryNumber(after, out var before)) return Paging.BadCursor(after);
        if (!visitor.May(Role.Owner) && actor is not null && actor != visitor.Name) return Answers.Ok(new Page<AuditAnswer>([], null, null));
        // What has just happened is on its way to the log.
        await trail.FlushAsync(TimeSpan.FromSeconds(2));
        var filter = new AuditFilter { Kind = kind, Actor = visitor.May(Role.Owner) ? actor : visitor.Name, Text = text, From = from, To = to, Before = before ?? long.MaxValue, Limit = limit };
        var lines = await database.Audit.List(filter, cancellation);
        return Answers.Ok(new Page<AuditAnswer>([.. lines.Select(AuditAnswer.Of)], lines.Count == limit ? $"{lines[^1].Sequence}" : null, null));
    }

    static async Task<IResult> Verify(IDatabase database, AuditTrail trail, CancellationToken cancellation)
    {
        await trail.FlushAsync(TimeSpan.FromSeconds(2));
        var verified = await database.Audit.Verify(cancellation);
        return Answers.Ok(verified.Ok ? new ChainAnswer(verified.Value, true, null) : new ChainAnswer(null, false, verified.Error!.Message));
    }

    static async Task Export(HttpContext context, IDatabase database, AuditTrail trail)
    {
        await trail.FlushAsync(TimeSpan.FromSeconds(2));
        context.Response.ContentType = "application/x-ndjson";
        context.Response.Headers.ContentDisposition = "attachment; filename=audit.jsonl";
        await using var writer = new StreamWriter(context.Response.Body, leaveOpen: true) { NewLine = "\n" };
        for (var next = 1L; ;)
        {
            var lines = await database.Audit.From(next, Page, context.RequestAborted);
            foreach (var line in lines) await writer.WriteLineAsync(AuditFile.Line(line));
            await writer.FlushAsync(context.RequestAborted);
            if (lines.Count < Page) return;
            next = lines[^1].Sequence + 1;
        }
    }
}

/// <summary>A line of the audit log.</summary>
/// <param name="Sequence">Its number.</param>
/// <param name="Time">Unix ms.</param>
/// <param name="Actor">Who.</param>
/// <param name="Kind">What kind of event.</param>
/// <param name="Data">The event.</param>
/// <param name="Hash">Its hash, over the hash before and all fields.</param>
internal sealed record AuditAnswer(long Sequence, long Time, string Actor, string Kind, JsonElement Data, string Hash)
{
    public static AuditAnswer Of(AuditEntry entry)
    {
        using var data = JsonDocument.Parse(entry.Data);
        return new AuditAnswer(entry.Sequence, entry.Time, entry.Actor, entry.Kind, data.RootElement.Clone(), entry.Hash);
    }
}

/// <summary>Whether the log is what was written.</summary>
/// <param name="Lines">How many there are; null where it is not.</param>
/// <param name="Ok">Whether it is.</param>
/// <param name="Error">Names the first line that is not; null where all are.</param>
internal sealed record ChainAnswer(long? Lines, bool Ok, string? Error);
