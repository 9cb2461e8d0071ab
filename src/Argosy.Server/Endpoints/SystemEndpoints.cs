using Argosy.Server.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Argosy.Server.Endpoints;

/// <summary>What this server is.</summary>
internal static class SystemEndpoints
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("/version", (ServerOptions options) => new VersionAnswer(options.Version)).WithTags("system").WithSummary("This server's version");
}

/// <summary>This server.</summary>
/// <param name="Version">Its version.</param>
internal sealed record VersionAnswer(string Version);
