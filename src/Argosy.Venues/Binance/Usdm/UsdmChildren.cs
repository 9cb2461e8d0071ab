using Argosy.Core.Orders;
using Argosy.Hosting.Orders;
using Argosy.Hosting.Ports;

namespace Argosy.Venues.Binance.Usdm;

/// <summary>Which orders were sent by which conditional orders. To the outside both are one order: ours, under our id, in the shape that was asked for.</summary>
/// <remarks>Streams and answers come on different threads.</remarks>
internal sealed class UsdmChildren
{
    readonly Lock _gate = new();
    readonly Dictionary<string, VenueOrder> _parents = new(StringComparer.Ordinal);
    readonly Dictionary<(string Instrument, string Child), VenueOrder> _children = [];

    /// <summary>Learns of a conditional order. One that ended without sending an order is forgotten.</summary>
    public void Learn(UsdmAlgo algo)
    {
        lock (_gate)
        {
            if (algo.HasEnded) _parents.Remove(algo.Order.ClientId);
            else _parents[algo.Order.ClientId] = algo.Order;
            if (algo.Child.Length > 0) _children[(algo.Order.Instrument, algo.Child)] = algo.Order;
        }
    }

    /// <summary>The number of the order that a conditional one sent; null while none is known.</summary>
    public string? ChildOf(string clientId)
    {
        lock (_gate) return _children.Where(pair => pair.Value.ClientId == clientId).Select(pair => pair.Key.Child).FirstOrDefault();
    }

    /// <summary>Our id of the conditional order that sent this one; null where none did as far as is known.</summary>
    public string? ParentOf(string instrument, string orderId)
    {
        lock (_gate) return _children.GetValueOrDefault((instrument, orderId))?.ClientId;
    }

    /// <summary>Whether a conditional order waits that could have sent such an order.</summary>
    public bool MayHaveSent(string instrument, Side side)
    {
        lock (_gate) return _parents.Values.Any(parent => parent.Instrument == instrument && parent.Side == side);
    }

    /// <summary>An order as its parent's, where it has one; else as it is.</summary>
    public VenueOrder Named(VenueOrder order)
    {
        lock (_gate)
        {
            if (_children.TryGetValue((order.Instrument, order.VenueOrderId), out var parent)) return AsParents(order, parent);
            // The venue may give the order it sends the conditional one's id.
            if (!_parents.TryGetValue(order.ClientId, out parent)) return order;
            _children[(order.Instrument, order.VenueOrderId)] = parent;
            return AsParents(order, parent);
        }
    }

    /// <summary>A push as its parent's, where it has one; else as it is.</summary>
    public OrderUpdate Named(OrderUpdate update)
    {
        var order = Named(update.Order);
        return ReferenceEquals(order, update.Order) ? update : new(order, update.Fill is { } fill ? fill with { ClientId = order.ClientId } : null);
    }

    /// <summary>A child as its parent: shape and id of the one, state of the other.</summary>
    public static VenueOrder AsParents(VenueOrder child, VenueOrder parent) => parent with
    {
        VenueOrderId = child.VenueOrderId,
        State = child.State,
        Executed = child.Executed,
        Time = child.Time,
        Reason = child.Reason,
    };
}
