using Argosy.Core.Values;

namespace Argosy.Hosting.Deploying;

/// <summary>The markets of a host's venues, each opened when it is first wanted and shared from then on.</summary>
/// <param name="source">Opens them.</param>
sealed class VenueHub(IVenueSource source) : IDisposable
{
    readonly SemaphoreSlim _opening = new(1);
    volatile Dictionary<string, VenueMarket> _open = new(StringComparer.Ordinal);

    /// <summary>Names of the venues there are.</summary>
    public IReadOnlyList<string> Names => source.Names;

    /// <summary>Those that are open, by name.</summary>
    public IReadOnlyDictionary<string, VenueMarket> Open => _open;

    /// <summary>Opens a venue, or gives the open one.</summary>
    public async Task<Result<VenueMarket>> OpenAsync(string venue, CancellationToken cancellation)
    {
        if (_open.TryGetValue(venue, out var known)) return known;
        if (!source.Names.Contains(venue)) return Error.BadInput($"venue: there is no {venue} here{Suggestion.Phrase(venue, source.Names)}; expected {string.Join(" or ", source.Names)}");
        await _opening.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (_open.TryGetValue(venue, out known)) return known;
            var opened = await source.OpenAsync(venue, cancellation).ConfigureAwait(false);
            if (opened.Ok) _open = new Dictionary<string, VenueMarket>(_open, StringComparer.Ordinal) { [venue] = opened.Value };
            return opened;
        }
        finally
        {
            _opening.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _opening.Dispose();
}
