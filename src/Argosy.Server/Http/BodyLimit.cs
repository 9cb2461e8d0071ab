using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Argosy.Server.Http;

/// <summary>
/// Refuses a body that says itself that it is too large, and lets its sender finish. The web server on its own cuts the connection under a sender,
/// who then reads "broken pipe" in place of the answer; a body above <see cref="MostDrained"/> is still cut off.
/// </summary>
internal sealed class BodyLimit(RequestDelegate next)
{
    /// <summary>The most that is read and thrown away so that the answer arrives, in bytes.</summary>
    public const long MostDrained = 16 * 1_048_576;

    public Task InvokeAsync(HttpContext context)
    {
        var limit = context.Features.Get<IHttpMaxRequestBodySizeFeature>();
        if (limit is not { IsReadOnly: false, MaxRequestBodySize: { } most } || context.Request.ContentLength is not { } length || length <= most || length > MostDrained) return next(context);
        // The server reads what is left of a body after its answer, unless it is above its own limit.
        limit.MaxRequestBodySize = length;
        context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
        return Task.CompletedTask;
    }
}
