using Argosy.Core.Events;
using Argosy.Core.Instruments;
using Argosy.Core.Links;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Hosting.Tests.Desks;

namespace Argosy.Campaign.Tests.Running;

/// <summary>A run that trades much: entries with a stop and at times a target, stops that move up, closes, cancellations. What it knows survives a kill, as a run log does.</summary>
internal sealed class CampaignBot : ISeatedBot
{
    const decimal StopRatio = 0.97m, TargetRatio = 1.002m;

    readonly SeededGenerator _random;
    readonly Dictionary<int, decimal> _seen = [];
    readonly Instrument _instrument;

    public CampaignBot(int deployment, Instrument instrument, SeededGenerator random)
    {
        (_random, _instrument) = (random, instrument);
        Run = new TestBot(deployment, instrument) { OnSaid = Heard };
    }

    public TestBot Run { get; }

    /// <summary>Takes a step's wishes; null while no host is there: the run does not go on without one.</summary>
    public Action<IReadOnlyList<WorkerMessage>>? Wish { get; set; }

    /// <summary>Base asset, what fees took from it taken off.</summary>
    decimal Held => Run.Said.Where(s => s.Event.Kind == OrderEventKind.Filled).Sum(s => s.Event.Fill.SignedQuantity - ((s.Event.Fill.Traits & FillTraits.FeeInBase) != 0 ? s.Event.Fill.Fee : 0));

    // What is below the smallest order stays as dust.
    bool IsFlat(decimal price) => WholeLots(Held) * price < 2 * _instrument.MinNotional;

    /// <summary>The next thing to do, at the market's price.</summary>
    public void Act(decimal price)
    {
        if (Wish is null || price <= 0) return;
        var entries = Run.Open.Where(o => !o.IsExit).ToArray();
        var stops = Run.Open.Where(o => o is { IsExit: true, Purpose: OrderPurpose.Stop }).ToArray();
        switch (_random.NextIndex(6))
        {
            case 0 or 1 when entries.Length == 0 && IsFlat(price):
                Enter(price);
                break;
            case 2 when entries.Length > 0 && !Run.IsCancelled(entries[0].Id):
                Send(Run.Cancel(entries[0].Id));
                break;
            case 3 when stops.Length > 0:
                Raise(stops[0], price);
                break;
            case 4 when !IsFlat(price) && !Run.Open.Any(o => o is { IsExit: true, Purpose: OrderPurpose.Signal }):
                Send(Run.Want(Side.Sell, WholeLots(Held), exit: true));
                break;
            default: break;
        }
    }

    void Enter(decimal price)
    {
        var quantity = WholeLots((20m + _random.NextIndex(400)) / price);
        if (_random.NextIndex(2) == 0) Send(Run.Want(Side.Buy, quantity));
        else Send(Run.Want(Side.Buy, quantity, OrderType.Limit, OnTick(price * (1m - (_random.NextIndex(8) * 0.0001m)))));
    }

    // A stop never loosens.
    void Raise(OrderWanted stop, decimal price)
    {
        var trigger = OnTick(price * (0.97m + (_random.NextIndex(28) * 0.001m)));
        if (trigger <= stop.Trigger || trigger >= price) return;
        Send(Run.Change(stop.Id, stop.Quantity, 0, trigger));
    }

    void Heard(OrderEvent said)
    {
        if (said.Kind != OrderEventKind.Filled || said.OrderId == 0) return;
        var order = Run.Wanted[said.OrderId];
        if (!order.IsExit) Protect(order, said.Fill.Price);
        else if (order.Entry > 0) ReduceSiblings(order);
        if (!IsFlat(said.Fill.Price)) return;
        // Flat: what protected the position ends, a next entry that is under way keeps its own.
        Send([.. Run.Open.Where(o => o.IsExit && !Run.IsCancelled(o.Id) && !Run.Open.Any(e => e.Id == o.Entry)).Select(o => Run.Cancel(o.Id))]);
    }

    void Protect(OrderWanted entry, decimal price)
    {
        var filled = Run.Filled(entry.Id);
        var children = Run.Wanted.Values.Where(o => o.Entry == entry.Id).ToArray();
        if (children.Length > 0)
        {
            Send([.. children.Where(c => !Run.IsEnded(c.Id)).Select(c => Run.Change(c.Id, filled, c.Limit, c.Trigger))]);
            return;
        }
        var wishes = new List<WorkerMessage> { Run.Stop(filled, OnTick(price * StopRatio), entry.Id) };
        if (_random.NextIndex(2) == 0) wishes.Add(Run.Target(filled, OnTick(price * TargetRatio), entry.Id));
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

    decimal WholeLots(decimal quantity) => Math.Floor(quantity / _instrument.LotSize) * _instrument.LotSize;

    decimal OnTick(decimal price) => Math.Round(price / _instrument.TickSize) * _instrument.TickSize;
}
