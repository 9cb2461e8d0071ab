using System.Collections.Concurrent;
using Argosy.Hosting.Orders;

namespace Argosy.Venues.Binance;

/// <summary>Requests that were encoded and signed before their orders were recorded, until they are sent.</summary>
internal sealed class PreparedRequests
{
    const int Most = 1_000;

    readonly ConcurrentDictionary<ClientOrderId, BinanceRequest> _waiting = [];

    /// <summary>Keeps a request that is signed.</summary>
    public void Put(ClientOrderId id, BinanceRequest signed)
    {
        // Those that were not sent after all.
        if (_waiting.Count > Most) _waiting.Clear();
        _waiting[id] = signed;
    }

    /// <summary>Hands a request over, once; null where none was prepared.</summary>
    public BinanceRequest? Take(ClientOrderId id) => _waiting.TryRemove(id, out var signed) ? signed : null;

    /// <summary>What was prepared no longer holds.</summary>
    public void Clear() => _waiting.Clear();
}
