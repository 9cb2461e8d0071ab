using System.Collections.Concurrent;
using Argosy.Core.MarketData;
using Argosy.Hosting.Ports;

namespace Argosy.Hosting.MarketData;

/// <summary>All market streams of a host: one for each venue and length of candles.</summary>
/// <param name="time">The host's clock.</param>
public sealed class MarketHub(TimeProvider time) : IAsyncDisposable
{
    readonly ConcurrentDictionary<(IMarketVenue Venue, Timeframe Timeframe), MarketStream> _streams = [];

    /// <summary>The stream; made when it is first asked for.</summary>
    public MarketStream Of(IMarketVenue venue, Timeframe timeframe, FeedOptions options) => _streams.GetOrAdd((venue, timeframe), key => new MarketStream(key.Venue, key.Timeframe, options, time));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var stream in _streams.Values) await stream.DisposeAsync().ConfigureAwait(false);
    }
}
