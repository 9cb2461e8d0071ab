using Argosy.Campaign.Tests.Running;
using Argosy.Core.Events;
using Argosy.Core.Instruments;
using Argosy.Core.Links;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Hosting.Tests.Desks;

namespace Argosy.Campaign.Tests.Futures;

/// <summary>A run that trades a perpetual both ways: entries with a stop and at times a target, stops that tighten, closes, cancellations. What it knows survives a kill, as a run log does.</summary>
internal sealed class PerpetualBot : ISeatedBot
{
    readonly SeededGenerator _random;
    readonly Dictionary<int, decimal> _seen = [];
    readonly Instrument _instrument;

    public PerpetualBot(int deployment, Instrument instrument, SeededGenerator random)
    {
        (_random, _instrument) = (random, instrument);
        Run = new TestBot(deployment, instrument) { OnSaid = Heard };
    }

    public TestBot Run { get; }

    /// <summary>Takes a step's wishes; null while no host is there: the run does not go on without one.</summary>
    public Action<IReadOnlyList<WorkerMessage>>? Wish { get; set; }

    /// <summary>How far from its entry a stop lies, ratio.</summary>
    public decimal StopDistance { get; init; } = 0.03m;

    /// <summary>The next thing to do, at the market's price.</summary>
    public void Act(decimal price)
    {
        if (Wish is null || price <= 0) return;
        var entries = Run.Open.Where(o => !o.IsExit).ToArray();
        var stops = Run.Open.Where(o => o is { IsExit: true, Purpose: OrderPurpose.Stop }).ToArray();
        switch (_random.NextIndex(6))
        {
            case 0 or 1 when entries.Length == 0 && Run.Position == 0 && !Run.Open.Any(o => o.IsExit):
                Enter(price);
                break;
            case 2 when entries.Length > 0 && !Run.IsCancelled(entries[0].Id):
                Send(Run.Cancel(entries[0].Id));
                break;
            case 3 when stops.Length > 0:
                Tighten(stops[0], price);
                break;
            case 4 when Run.Position != 0 && !Run.Open.Any(o => o is { IsExit: true, Purpose: OrderPurpose.Signal }):
                Send(Run.Want(Run.Position > 0 ? Side.Sell : Side.Buy, Math.Abs(Run.Position), exit: true));
                break;
            default: break;
        }
    }

    void Enter(decimal price)
    {
        var (side, quantity) = (_random.NextIndex(2) == 0 ? Side.Buy : Side.Sell, WholeLots((150m + _random.NextIndex(600)) / price));
        if (_random.NextIndex(2) == 0) Send(Run.Want(side, quantity));
        else Send(Run.Want(side, quantity, OrderType.Limit, OnTick(price * (1m - (Way(side) * _random.NextIndex(8) * 0.0001m)))));
    }

    // A stop never loosens.
    void Tighten(OrderWanted stop, decimal price)
    {
        var way = Way(stop.Side);
        var trigger = OnTick(price * (1m + (way * (StopDistance - (_random.NextIndex(28) * StopDistance / 30)))));
        if (way * (stop.Trigger - trigger) <= 0 || way * (trigger - price) <= 0) return;
        Send(Run.Change(stop.Id, stop.Quantity, 0, trigger));
    }

    void Heard(OrderEvent said)
    {
        if (said.Kind != OrderEventKind.Filled)
        {
            Renew(said);
            return;
        }
        if (said.OrderId > 0)
        {
            var order = Run.Wanted[said.OrderId];
            if (!order.IsExit) Protect(order, said.Fill.Price);
            else if (order.Entry > 0) ReduceSiblings(order);
        }
        if (Run.Position != 0) return;
        // Flat: what protected the position ends, a next entry that is under way keeps its own.
        Send([.. Run.Open.Where(o => o.IsExit && !Run.IsCancelled(o.Id) && !Run.Open.Any(e => e.Id == o.Entry)).Select(o => Run.Cancel(o.Id))]);
    }

    // A stop that ended unasked is made anew where its entry is not closed, as a run's own.
    void Renew(OrderEvent said)
    {
        if (said.Kind is not (OrderEventKind.Cancelled or OrderEventKind.Expired or OrderEventKind.Rejected) || Run.Position == 0) return;
        var stop = Run.Wanted[said.OrderId];
        if (stop.Purpose != OrderPurpose.Stop || Run.IsCancelled(stop.Id)) return;
        var left = Run.Filled(stop.Entry) - Run.Wanted.Values.Where(o => o.Entry == stop.Entry).Sum(o => Run.Filled(o.Id));
        if (left > 0) Send(Run.Stop(left, stop.Trigger, stop.Entry, stop.Side));
    }

    void Protect(OrderWanted entry, decimal price)
    {
        var (filled, side) = (Run.Filled(entry.Id), entry.Side == Side.Buy ? Side.Sell : Side.Buy);
        var children = Run.Wanted.Values.Where(o => o.Entry == entry.Id).ToArray();
        if (children.Length > 0)
        {
            Send([.. children.Where(c => !Run.IsEnded(c.Id)).Select(c => Run.Change(c.Id, filled, c.Limit, c.Trigger))]);
            return;
        }
        var wishes = new List<WorkerMessage> { Run.Stop(filled, OnTick(price * (1 + (Way(side) * StopDistance))), entry.Id, side) };
        if (_random.NextIndex(2) == 0) wishes.Add(Run.Target(filled, OnTick(price * (1 - (Way(side) * 0.002m))), entry.Id, side));
        Send([.. wishes]);
    }

    void ReduceSiblings(OrderWanted exit)
    {
        var fresh = Run.Filled(exit.Id) - _seen.GetValueOrDefault(exit.Id);
        _seen[exit.Id] = Run.Filled(exit.Id);
        var siblings = Run.Open.Where(o => o.Entry == exit.Entry && o.Id != exit.Id).ToArray();
        Send([.. siblings.Where(s => s.Quantity - fresh > Run.Filled(s.Id)).Select(s => Run.Change(s.Id, s.Quantity - fresh, s.Limit, s.Trigger)),
            .. siblings.Where(s => s.Quantity - fresh <= Run.Filled(s.Id) && !Run.IsCancelled(s.Id)).Select(s => Run.Cancel(s.Id))]);
    }

    void Send(params WorkerMessage[] wishes)
    {
        if (wishes.Length > 0) Wish?.Invoke(wishes);
    }

    // Where a buy's good side is: a buy stop lies above the price, a sell stop below.
    static decimal Way(Side side) => side == Side.Buy ? 1 : -1;

    decimal WholeLots(decimal quantity) => Math.Floor(quantity / _instrument.LotSize) * _instrument.LotSize;

    decimal OnTick(decimal price) => Math.Round(price / _instrument.TickSize) * _instrument.TickSize;
}
