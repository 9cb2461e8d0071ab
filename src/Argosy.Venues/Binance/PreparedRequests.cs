using System.Collections.Concurrent;
using Argosy.Hosting.Orders;

namespace Argosy.Venues.Binance;

/// <summary>Requests that were encoded and signed before their orders were recorded, until they are sent.</summary>
internal sealed class PreparedRequests
{
    const int Most = 1_000;

    readonly ConcurrentDictionary<ClientOrderId, BinanceRequest> _waiting = [];
    int _put;

    /// <summary>Keeps a request that is signed.</summary>
    public void Put(ClientOrderId id, BinanceRequest signed)
    {
        _waiting[id] = signed;
        // Those that were not sent after all; to count them takes all of the table's locks, so that is done now and then.
        if (Interlocked.Increment(ref _put) % Most == 0 && _waiting.Count > Most) _waiting.Clear();
    }

    /// <summary>Hands a request over, once; null where none was prepared.</summary>
    public BinanceRequest? Take(ClientOrderId id) => _waiting.TryRemove(id, out var signed) ? signed : null;

    /// <summary>What was prepared no longer holds.</summary>
    public void Clear() => _waiting.Clear();
}
