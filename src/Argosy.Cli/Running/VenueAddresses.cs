using Argosy.Core.Values;

namespace Argosy.Cli.Running;

/// <summary>Other addresses of the built-in venues; null for the exchange's own.</summary>
/// <param name="Rest">Requests.</param>
/// <param name="Streams">Streams.</param>
/// <param name="SocketApi">The socket API.</param>
sealed record VenueAddresses(Uri? Rest = null, Uri? Streams = null, Uri? SocketApi = null)
{
    /// <summary>All parts on the host of one address.</summary>
    public static VenueAddresses At(Uri rest)
    {
        var socket = new UriBuilder(rest) { Scheme = rest.Scheme == Uri.UriSchemeHttps ? Uri.UriSchemeWss : Uri.UriSchemeWs }.Uri;
        return new VenueAddresses(rest, socket, socket);
    }

    /// <summary>Reads name=address pairs, such as <c>binance=http://127.0.0.1:9100</c>.</summary>
    public static Result<IReadOnlyDictionary<string, VenueAddresses>> Read(string option, IEnumerable<string> texts)
    {
        var read = new Dictionary<string, VenueAddresses>(StringComparer.Ordinal);
        foreach (var text in texts)
        {
            var equals = text.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0 || !Uri.TryCreate(text[(equals + 1)..], UriKind.Absolute, out var at) || !(at.Scheme == Uri.UriSchemeHttps || (at.Scheme == Uri.UriSchemeHttp && at.IsLoopback))) return Error.BadInput($"{option}: '{text}' is no venue's address; expected e.g. binance=http://127.0.0.1:9100 (https elsewhere)");
            if (!read.TryAdd(text[..equals], At(at))) return Error.BadInput($"{option}: {text[..equals]} is given twice");
        }
        return read;
    }
}
