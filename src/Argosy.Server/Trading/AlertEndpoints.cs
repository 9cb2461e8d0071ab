using System.Globalization;
using Argosy.Hosting.Ports;
using Argosy.Server.Auth;
using Argosy.Server.Http;
using Argosy.Server.Live;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Argosy.Server.Trading;

/// <summary>What people had to be told.</summary>
internal static class AlertEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var alerts = api.MapGroup("/alerts").WithTags("alerts");
        alerts.MapGet("", ListAsync).Answering<Page<AlertAnswer>>().WithSummary("Alerts, newest first");
        alerts.MapPost("/{id:long}/acknowledge", AcknowledgeAsync).For(Role.Trader).WithSummary("Say that you have seen it");
    }

    static async Task<IResult> ListAsync([AsParameters] PageQuery page, IDatabase database, CancellationToken cancellation, bool open = false)
    {
        var rows = page.Rows();
        if (!rows.Ok) return TradingEndpoints.Failure(rows.Error!);
        var keys = page.Keys(1);
        if (!keys.Ok) return TradingEndpoints.Failure(keys.Error!);
        var before = long.MaxValue;
        if (keys.Value is [var key] && !long.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out before)) return ApiFailure.BadInput("expected the next of the page before", "after");
        var alerts = await database.Reading.Alerts(before, rows.Value + 1, open, cancellation);
        return Answers.Ok(PageQuery.PageOf([.. alerts.Select(AlertAnswer.Of)], rows.Value, row => [row.Id.ToString(CultureInfo.InvariantCulture)]));
    }

    static async Task<IResult> AcknowledgeAsync(long id, Visitor visitor, IDatabase database, TimeProvider time, HttpContext context, CancellationToken cancellation)
    {
        if (!await database.Reading.Acknowledge(id, visitor.Name, time.GetUtcNow().ToUnixTimeMilliseconds(), cancellation)) return ApiFailure.NotFound($"there is no alert {id}");
        if (context.RequestServices.GetService(typeof(ILiveTopics)) is ILiveTopics topics) topics.Publish("alerts", "acknowledged", new { id, by = visitor.Name });
        return TypedResults.NoContent();
    }
}

/// <summary>An alert.</summary>
internal sealed record AlertAnswer(long Id, long Time, string Severity, string Code, string Text, string? Account, int? Deployment, string? AcknowledgedBy, long? AcknowledgedAt)
{
    public static AlertAnswer Of(AlertRow row) => new(
        row.Id, row.Time, row.Severity, row.Code, row.Text, row.Account.Length > 0 ? row.Account : null, row.Deployment > 0 ? row.Deployment : null, row.AcknowledgedBy.Length > 0 ? row.AcknowledgedBy : null, row.AcknowledgedAt > 0 ? row.AcknowledgedAt : null);
}
