using Argosy.Core.Orders;
using Argosy.Simulation.Queues;

namespace Argosy.Simulation.Venue;

/// <summary>Where our resting limit orders stand in the queues at their prices.</summary>
sealed class QueuePlaces(OrderTable orders, IQueueModel model)
{
    QueuePlace[] _places = new QueuePlace[8];

    public int Count { get; private set; }

    public ref QueuePlace this[int index] => ref _places[index];

    /// <summary>Forgets orders that rest no more and takes in those that have come to rest.</summary>
    /// <param name="shown">Quantity shown at a side's price, or unknown.</param>
    public void Refresh(IShownQuantity shown)
    {
        for (var k = Count - 1; k >= 0; k--)
        {
            if (IndexOf(in _places[k]) < 0) _places[k] = _places[--Count];
        }
        for (var i = 0; i < orders.Count; i++)
        {
            ref readonly var o = ref orders[i];
            if (o.Stage != VenueStage.Resting || !o.ActsAsLimit || Holds(o.Order.Id)) continue;
            if (Count == _places.Length) Array.Resize(ref _places, Count * 2);
            var quantity = shown.At(o.Order.Side == Side.Sell, o.Limit);
            _places[Count++] = new QueuePlace { OrderId = o.Order.Id, Price = o.Limit, Side = o.Order.Side, Shown = quantity, Ahead = model.Join(quantity) };
        }
    }

    /// <summary>The market has said anew what it shows.</summary>
    public void Follow(IShownQuantity shown)
    {
        for (var k = 0; k < Count; k++)
        {
            ref var place = ref _places[k];
            var now = shown.At(place.Side == Side.Sell, place.Price);
            if (now == IQueueModel.Unknown || now == place.Shown) continue;
            place.Ahead = model.Changed(place.Ahead, place.Shown, now, place.Traded);
            place.Shown = now;
            place.Traded = 0;
        }
    }

    /// <summary>The place of the best price not yet looked at in a round, then of the oldest order; −1 without one.</summary>
    public int Next(int round)
    {
        var best = -1;
        for (var k = 0; k < Count; k++)
        {
            if (_places[k].Round == round) continue;
            if (best < 0 || IsBefore(in _places[k], in _places[best])) best = k;
        }
        if (best >= 0) _places[best].Round = round;
        return best;
    }

    /// <summary>Where the order of a place stands in the table; −1 when it rests no more.</summary>
    public int IndexOf(in QueuePlace place)
    {
        var index = orders.IndexOfOpen(place.OrderId);
        return index >= 0 && orders[index].Stage == VenueStage.Resting && orders[index].ActsAsLimit && orders[index].Limit == place.Price ? index : -1;
    }

    static bool IsBefore(in QueuePlace a, in QueuePlace b)
    {
        if (a.Side != b.Side) return a.Side == Side.Buy;
        if (a.Price != b.Price) return a.Side == Side.Buy ? a.Price > b.Price : a.Price < b.Price;
        return a.OrderId < b.OrderId;
    }

    bool Holds(int orderId)
    {
        for (var k = 0; k < Count; k++)
        {
            if (_places[k].OrderId == orderId) return true;
        }
        return false;
    }
}

/// <summary>One order's place.</summary>
struct QueuePlace
{
    /// <summary>The order.</summary>
    public int OrderId;

    /// <summary>Its side.</summary>
    public Side Side;

    /// <summary>Its price, units.</summary>
    public long Price;

    /// <summary>What stands ahead of it, quantity units.</summary>
    public long Ahead;

    /// <summary>What was shown at its price last, quantity units or unknown.</summary>
    public long Shown;

    /// <summary>What traded at its price since then.</summary>
    public long Traded;

    /// <summary>Number of the tick at which it was looked at last.</summary>
    public int Round;
}

/// <summary>What the market shows at a price.</summary>
interface IShownQuantity
{
    /// <summary>Quantity units, or <see cref="IQueueModel.Unknown"/>.</summary>
    long At(bool asks, long price);
}
