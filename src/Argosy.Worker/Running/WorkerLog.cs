using Argosy.Core.Events;
using Argosy.Core.Links;
using Argosy.Core.Orders;
using Argosy.Engine.Logs;
using Argosy.Engine.Orders;
using Argosy.Engine.Running;

namespace Argosy.Worker.Running;

/// <summary>Tells the host what happens in the engine: refusals and votes, and on paper orders with what the simulated venue says of them.</summary>
sealed class WorkerLog(Action<WorkerMessage> answer, WhyChain why, bool isPaper, decimal takerFee) : IRunLog
{
    // Orders that have not been told: children without a fill of their entry, second halves of reversals.
    readonly Dictionary<int, ApprovedOrder> _held = [];

    TradingEngine _engine = null!;

    /// <inheritdoc/>
    public void OnBegin(TradingEngine engine) => _engine = why.Engine = engine;

    /// <inheritdoc/>
    public void OnOrder(ApprovedOrder order)
    {
        if (order.State == OrderState.Refused) answer(new WishRefusedByGate(order.Id, order.Instrument, order.Reason, why.Of(order)));
        else if (!isPaper) return;
        else if (order.State == OrderState.Held || order.Size == 0) _held.Add(order.Id, order);
        else Tell(order);
    }

    /// <inheritdoc/>
    public void OnResized(ApprovedOrder order)
    {
        // An exchange's order is changed by what its venue wants.
        if (isPaper && !_held.ContainsKey(order.Id)) answer(new OrderChangeWanted(order.Id, order.Size, order.Terms?.Limit ?? 0, order.Terms?.Trigger ?? 0));
    }

    /// <inheritdoc/>
    public void OnEvent(in OrderEvent orderEvent, ClockPhase phase, long instant)
    {
        if (!isPaper) return;
        if (_held.Remove(orderEvent.OrderId, out var order))
        {
            // It ended before it was anything.
            if (order.Size == 0) return;
            Tell(order);
        }
        answer(new PaperTold(null, orderEvent));
    }

    /// <inheritdoc/>
    public void OnVotes(long instant, short instrument, string votes, string decision)
    {
        why.Hear(instrument, votes, decision);
        answer(new VotesHeld(instrument, votes, decision));
    }

    void Tell(ApprovedOrder order)
    {
        var terms = order.Terms;
        var instrument = _engine.Instruments[order.Instrument];
        var price = terms?.Limit ?? _engine.Ledger.Mark(order.Instrument);
        // What an amount buys is known at the fill; at the close it was decided on it is worth so much.
        var quantity = order.SizeIsQuote && price > 0 ? instrument.FloorToLot(order.Size / (price * (1 + takerFee))) : order.Size;
        answer(new PaperTold(Wanted.Of(order, quantity, terms?.Limit ?? 0, terms?.Trigger ?? 0, order.Type, order.TimeInForce, _engine.Ledger, why.Of(order)) with { Entry = _engine.EntryOf(order) }, null));
    }
}
