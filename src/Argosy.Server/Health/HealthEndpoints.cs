using System.Net;
using Argosy.Hosting.Observing;
using Argosy.Server.Auth;
using Argosy.Server.Http;
using Argosy.Server.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Argosy.Server.Health;

/// <summary>How the server is: in one word for everybody, in full for users; its measures; a bundle for who helps.</summary>
internal static class HealthEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/health", async (ServerHealth health, HttpContext context) => Answers.Ok(await health.AnswerAsync(context.RequestAborted))).WithTags("health").Answering<HealthAnswer>().WithSummary("How the server is, in full");
        api.MapGet("/health/bundle", SupportBundle.AnswerAsync).For(Role.Owner).WithTags("health").Produces<byte[]>(StatusCodes.Status200OK, "application/zip").WithSummary("Versions, health, settings and the ends of logs, without secrets");
    }

    public static void MapOpen(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health", OpenAsync).WithTags("health").Answering<OpenHealth>().WithSummary("Whether the server does what it should");
        routes.MapGet("/metrics", Metrics).WithTags("health").Produces<string>(StatusCodes.Status200OK, "text/plain").WithSummary("Measures (Prometheus text); from elsewhere than this machine with a login or token");
    }

    static async Task<IResult> OpenAsync(ServerHealth health, HttpContext context)
    {
        // The web app has a screen of this name: an address typed, reloaded or followed is a page, all else is told in JSON.
        if (WebFiles.IsPageLoad(context.Request))
        {
            await context.RequestServices.GetRequiredService<WebFiles>().PageAsync(context);
            return Results.Empty;
        }
        var answer = await health.AnswerAsync(context.RequestAborted);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Json(
            new OpenHealth(answer.State, answer.Version, [.. answer.Checks.Where(check => check.State != HealthState.Ok).Select(check => check.Name)]),
            ApiJson.Options,
            statusCode: answer.State == HealthState.Failed ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK);
    }

    // Equity is among them: they are not for strangers. A proxy on this machine is one's way in from elsewhere, and says so.
    static IResult Metrics(HttpContext context, HostMetrics metrics)
    {
        var headers = context.Request.Headers;
        var isNear = context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address) && !headers.ContainsKey("X-Forwarded-For") && !headers.ContainsKey("Forwarded") && !headers.ContainsKey("Via");
        return isNear || Visitor.Of(context) is not null ? TypedResults.Text(metrics.Text(), "text/plain; version=0.0.4") : new ApiFailure(ApiCode.Unauthorized, "log in, or bring an API token");
    }
}

/// <summary>How the server is, in one word.</summary>
/// <param name="State">The worst of all.</param>
/// <param name="Version">The server's version.</param>
/// <param name="Problems">Names of what is not well.</param>
internal sealed record OpenHealth(HealthState State, string Version, IReadOnlyList<string> Problems);
