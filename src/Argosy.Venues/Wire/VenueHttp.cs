using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace Argosy.Venues.Wire;

/// <summary>Makes the one HTTP client all adapters share.</summary>
public static class VenueHttp
{
    /// <summary>A client that keeps connections, follows no redirection (a signed request goes where it was addressed or nowhere) and keeps no cookies.</summary>
    public static HttpClient Create() => Of(null);

    /// <summary>The same with connections of a kind of its own.</summary>
    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The client disposes of its handler.")]
    internal static HttpClient Of(Func<SocketsHttpConnectionContext, CancellationToken, ValueTask<Stream>>? connect) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = connect is null,
        ConnectCallback = connect,
        AutomaticDecompression = DecompressionMethods.All,
        // Venues are told nothing of our traces, and an order passes through less on its way.
        ActivityHeadersPropagator = null,
        // Names are resolved again now and then.
        PooledConnectionLifetime = TimeSpan.FromMinutes(15),
    })
    {
        // Adapters end their waits themselves.
        Timeout = Timeout.InfiniteTimeSpan,
    };
}
