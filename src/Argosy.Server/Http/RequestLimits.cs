using Argosy.Server.Auth;
using Microsoft.AspNetCore.Http;

namespace Argosy.Server.Http;

/// <summary>Holds back a user whose requests never end, e.g. a script in a loop: the others are answered. Nobody who works with pages comes near it.</summary>
internal sealed class RequestLimits(RequestDelegate next, ServerOptions options, TimeProvider time)
{
    // Far more than a browser has open; the hub's connections stay open and do not count.
    const int AtOnce = 256;

    readonly Buckets _buckets = new(options.RequestBurst, options.RequestsPerSecond, AtOnce, time);

    public async Task InvokeAsync(HttpContext context)
    {
        if (Visitor.Of(context) is not { } visitor || context.Request.Path.StartsWithSegments("/hub", StringComparison.Ordinal))
        {
            await next(context);
            return;
        }
        var (turn, pause) = _buckets.Begin(visitor.Name);
        if (turn is null)
        {
            await new ApiFailure(ApiCode.TooMany, $"{visitor.Name} asks too often: {options.RequestBurst} requests in a row, then {options.RequestsPerSecond} a second") { RetryAfter = pause }.ExecuteAsync(context);
            return;
        }
        using (turn) await next(context);
    }
}
