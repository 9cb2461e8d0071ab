using Argosy.Core.Links;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Engine.Orders;

namespace Argosy.Worker.Exchange;

/// <content>Two exits of one position may both be executed before either can be taken back: what was sold too often is closed at once.</content>
sealed partial class ExchangeVenue
{
    readonly SortedDictionary<int, Overfill> _overfills = [];

    // An order that may only reduce has led beyond zero, or away from it.
    void NoteOverfill(ApprovedOrder order, decimal before)
    {
        var after = Position(order);
        var beyond = order.Side == Side.Buy ? Math.Max(0, after) - Math.Max(0, before) : Math.Max(0, -after) - Math.Max(0, -before);
        if (beyond <= 0) return;
        var seat = (order.Book * _instruments.Length) + order.Instrument;
        if (!_overfills.TryGetValue(seat, out var overfill)) _overfills.Add(seat, overfill = new Overfill(order.Book, order.Instrument, order.Side, order.Purpose));
        overfill.Quantity += beyond;
        answer(new BotLine("warning", $"{_instruments[order.Instrument].Name}: order {order.Id} was executed beyond what was held, by {Exact.Text(beyond)}; it is closed at once"));
    }

    void CloseOverfills()
    {
        if (_overfills.Count == 0) return;
        foreach (var (seat, overfill) in _overfills.ToArray())
        {
            if (overfill.Closing is { IsEnded: false }) continue;
            var held = _events.Ledger.Position(overfill.Book, overfill.Instrument).Quantity;
            var wrong = overfill.Side == Side.Buy ? Math.Max(0, held) : Math.Max(0, -held);
            if (overfill.Closing is { } closed) overfill.Quantity -= closed.Order.Filled;
            overfill.Closing = null;
            var quantity = _instruments[overfill.Instrument].FloorToLot(Math.Max(0, Math.Min(overfill.Quantity, wrong)));
            if (quantity == 0)
            {
                _overfills.Remove(seat);
                continue;
            }
            var order = _events.ForceClose(overfill.Instrument, overfill.Book, overfill.Purpose, quantity);
            Submit(order);
            overfill.Closing = _orders[order.Id];
        }
    }

    sealed class Overfill(short book, short instrument, Side side, OrderPurpose purpose)
    {
        public short Book => book;

        public short Instrument => instrument;

        /// <summary>Side of what was executed too often.</summary>
        public Side Side => side;

        public OrderPurpose Purpose => purpose;

        /// <summary>How much of it is not closed yet, base asset.</summary>
        public decimal Quantity { get; set; }

        /// <summary>The order that closes it; null for none.</summary>
        public Standing? Closing { get; set; }
    }
}
