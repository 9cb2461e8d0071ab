using System.Net;
using Microsoft.AspNetCore.Http;

namespace Argosy.Server.Auth;

/// <summary>Whether a request that nobody's login stands behind comes from this server's own page.</summary>
internal static class OriginCheck
{
    /// <summary>A browser names the page a request comes from; what is no browser names none.</summary>
    public static bool IsOwn(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        if (origin.Length == 0) return !string.Equals(request.Headers["Sec-Fetch-Site"].ToString(), "cross-site", StringComparison.OrdinalIgnoreCase);
        return Uri.TryCreate(origin, UriKind.Absolute, out var page) && string.Equals(page.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Whether the server is called by an address or as localhost. A name that a stranger's DNS points here is neither: the first owner is not made through it.</summary>
    public static bool IsPlainHost(HttpRequest request) =>
        string.Equals(request.Host.Host, "localhost", StringComparison.OrdinalIgnoreCase) || IPAddress.TryParse(request.Host.Host.Trim('[', ']'), out _);
}
