using Argosy.Server.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;

namespace Argosy.Server.Endpoints;

/// <summary>Says what is wrong with a request under /api that no route took: the address, its method, or what its body is.</summary>
internal static class Unrouted
{
    /// <summary>The failure.</summary>
    public static ApiFailure Of(HttpContext context, EndpointDataSource routes)
    {
        var methods = routes.Endpoints.OfType<RouteEndpoint>().Where(endpoint => !endpoint.RoutePattern.RawText!.Contains("{**", StringComparison.Ordinal) && Takes(endpoint, context.Request.Path))
            .SelectMany(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []).Distinct(StringComparer.OrdinalIgnoreCase).ToArray();
        if (methods.Length == 0) return ApiFailure.NotFound($"there is no {context.Request.Path}");
        if (methods.Contains(context.Request.Method, StringComparer.OrdinalIgnoreCase)) return new ApiFailure(ApiCode.UnsupportedMedia, "expected a body of application/json");
        context.Response.Headers.Allow = string.Join(", ", methods);
        return new ApiFailure(ApiCode.MethodNotAllowed, $"{context.Request.Path} has {string.Join(", ", methods)} and no {context.Request.Method}");
    }

    static bool Takes(RouteEndpoint endpoint, PathString path) => new TemplateMatcher(new RouteTemplate(endpoint.RoutePattern), []).TryMatch(path, []);
}
