using System.Text;
using System.Text.RegularExpressions;
using Argosy.Server.Auth;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Argosy.Server.Tests;

/// <summary>A route of the running server, with the rule it states.</summary>
sealed partial record ServerRoute(string Method, string Pattern, AccessRule? Rule, int Rules)
{
    /// <summary>Whether it changes something; the hub's own requests do not.</summary>
    public bool IsWrite => Method is not "GET" and not "HEAD" && !Pattern.StartsWith("/hub", StringComparison.Ordinal);

    public bool IsApi => Pattern.StartsWith("/api/", StringComparison.Ordinal);

    /// <summary>An address that the route takes.</summary>
    public string Path => Parameter().Replace(Pattern, "1");

    public HttpRequestMessage Request(string body = "{}") => new(new HttpMethod(Method), Path) { Content = Method is not "GET" and not "HEAD" ? new StringContent(body, Encoding.UTF8, "application/json") : null };

    /// <summary>All routes but the one that catches the rest.</summary>
    public static ServerRoute[] Of(ServerRig rig) =>
    [
        .. rig.Server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => !endpoint.RoutePattern.RawText!.Contains("{**", StringComparison.Ordinal))
            .SelectMany(endpoint => (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Select(method =>
                new ServerRoute(method, "/" + endpoint.RoutePattern.RawText!.Trim('/'), endpoint.Metadata.GetMetadata<AccessRule>(), endpoint.Metadata.OfType<AccessRule>().Count())))
            .OrderBy(route => route.Pattern, StringComparer.Ordinal).ThenBy(route => route.Method, StringComparer.Ordinal),
    ];

    [GeneratedRegex(@"\{[^}]*\}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Parameter();
}
