using Argosy.Core.Instruments;
using Argosy.Core.Values;
using Argosy.Engine.Orders;

namespace Argosy.Simulation.Venue;

/// <summary>The orders of one instrument by sequence of arrival at the venue, and how many of them stand where.</summary>
/// <remarks>A reference to an order is good until the account is told of an event: what it answers with may make the table grow.</remarks>
sealed class OrderTable(Instrument instrument)
{
    VenueOrder[] _orders = new VenueOrder[4];
    readonly List<(int OrderId, long Trigger, long LiveFrom)> _moves = [];
    int _waiting;
    bool _swept = true;

    /// <summary>Orders of any kind, ended ones not yet swept included.</summary>
    public int Count { get; private set; }

    /// <summary>Orders that rest or are armed.</summary>
    public int RestingCount { get; private set; }

    /// <summary>Orders that wait for an open, moves of stops among them.</summary>
    public int WaitingCount => _waiting + _moves.Count;

    /// <summary>Whether a stop is to be moved at an open.</summary>
    public bool HasMoves => _moves.Count > 0;

    /// <summary>Changes with every order that comes or moves on to another stage.</summary>
    public long Version { get; private set; }

    /// <summary>An order lies at another price.</summary>
    public void Changed() => Version++;

    public ref VenueOrder this[int index] => ref _orders[index];

    public void CopyFrom(OrderTable other)
    {
        if (_orders.Length < other.Count) _orders = new VenueOrder[other._orders.Length];
        Array.Copy(other._orders, _orders, other.Count);
        Count = other.Count;
        (RestingCount, _waiting) = (other.RestingCount, other._waiting);
        Version++;
    }

    /// <summary>Whether two tables copied from one hold the same orders in the same state.</summary>
    public bool IsLike(OrderTable other)
    {
        for (var i = 0; i < Count; i++)
        {
            ref readonly var a = ref _orders[i];
            ref readonly var b = ref other._orders[i];
            if (a.Stage != b.Stage) return false;
            if (a.Stage == VenueStage.Done) continue;
            if ((a.IsTriggered, a.Left, a.LeftToSpend, a.Best, a.Limit, a.Trigger) != (b.IsTriggered, b.Left, b.LeftToSpend, b.Best, b.Limit, b.Trigger) || a.Step != b.Step) return false;
        }
        return true;
    }

    /// <summary>Place of an order; −1 where it is not known any more.</summary>
    public int IndexOf(int orderId)
    {
        for (var i = 0; i < Count; i++)
        {
            if (_orders[i].Order.Id == orderId) return i;
        }
        return -1;
    }

    /// <summary>Place of an order that has not ended; −1 without one.</summary>
    public int IndexOfOpen(int orderId)
    {
        var index = IndexOf(orderId);
        return index >= 0 && _orders[index].Stage != VenueStage.Done ? index : -1;
    }

    /// <summary>Takes an order that goes live at open number <paramref name="liveFrom"/>, due at <paramref name="dueTime"/> where no bar is missing.</summary>
    public void Add(ApprovedOrder order, long liveFrom, long dueTime)
    {
        if (Count == _orders.Length) Array.Resize(ref _orders, Count * 2);
        ref var slot = ref _orders[Count++];
        Version++;
        slot = default;
        slot.Order = order;
        slot.LiveFrom = liveFrom;
        slot.DueTime = dueTime;
        if (order.IsChild)
        {
            slot.Stage = VenueStage.Held;
            return;
        }
        if (order.SizeIsQuote) slot.LeftToSpend = order.Size;
        else slot.Left = Amount.Of(order.Size);
        if (order.Terms?.Limit is { } limit) slot.Limit = instrument.MoneyToUnits(limit);
        if (order.Terms?.Trigger is { } trigger) slot.Trigger = instrument.MoneyToUnits(trigger);
        slot.TrailRatio = order.Terms?.TrailRatio ?? 0;
        slot.Stage = VenueStage.Waiting;
        _waiting++;
    }

    /// <summary>Has a stop moved at an open; the last word on a stop holds.</summary>
    public void MoveLater(int orderId, long trigger, long liveFrom)
    {
        _moves.RemoveAll(move => move.OrderId == orderId);
        _moves.Add((orderId, trigger, liveFrom));
    }

    /// <summary>Takes the next move that is due at an open of this number; false where none is.</summary>
    public bool TakeMove(long openNumber, out int orderId, out long trigger)
    {
        var index = _moves.FindIndex(move => move.LiveFrom <= openNumber);
        (orderId, trigger) = index < 0 ? default : (_moves[index].OrderId, _moves[index].Trigger);
        if (index >= 0) _moves.RemoveAt(index);
        return index >= 0;
    }

    public void SetStage(int index, VenueStage stage)
    {
        ref var o = ref _orders[index];
        Version++;
        if (o.Stage == VenueStage.Resting) RestingCount--;
        else if (o.Stage == VenueStage.Waiting) _waiting--;
        o.Stage = stage;
        if (stage == VenueStage.Resting) RestingCount++;
        else if (stage == VenueStage.Waiting) _waiting++;
        else if (stage == VenueStage.Done) _swept = false;
    }

    /// <summary>Forgets orders that ended; returns how many.</summary>
    public int Sweep()
    {
        if (_swept) return 0;
        _swept = true;
        var kept = 0;
        for (var i = 0; i < Count; i++)
        {
            if (_orders[i].Stage == VenueStage.Done) continue;
            if (kept != i) _orders[kept] = _orders[i];
            kept++;
        }
        var swept = Count - kept;
        Array.Clear(_orders, kept, swept);
        Count = kept;
        return swept;
    }

    /// <summary>What all orders have set aside, quote asset.</summary>
    public decimal Reserved(decimal takerFee)
    {
        var reserved = 0m;
        for (var i = 0; i < Count; i++)
        {
            if (_orders[i].Stage != VenueStage.Done) reserved += _orders[i].Reserved(takerFee);
        }
        return reserved;
    }
}
