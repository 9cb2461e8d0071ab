using Argosy.Core.Links;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Engine.Orders;

namespace Argosy.Worker.Exchange;

/// <content>Two exits of one position may both be executed before either can be taken back: what was sold too often is closed at once.</content>
sealed partial class ExchangeVenue
{
    readonly SortedDictionary<(int Seat, Side Side), Overfill> _overfills = [];

    // An order that may only reduce has led beyond zero, or away from it.
    void NoteOverfill(ApprovedOrder order, decimal before)
    {
        var after = Position(order);
        var beyond = order.Side == Side.Buy ? Math.Max(0, after) - Math.Max(0, before) : Math.Max(0, -after) - Math.Max(0, -before);
        if (beyond <= 0) return;
        var key = ((order.Book * _instruments.Length) + order.Instrument, order.Side);
        if (!_overfills.TryGetValue(key, out var overfill)) _overfills.Add(key, overfill = new Overfill(order));
        overfill.Quantity += beyond;
        answer(new BotLine("warning", $"{_instruments[order.Instrument].Name}: order {order.Id} was executed beyond what was held, by {Exact.Text(beyond)}; it is closed at once"));
    }

    void CloseOverfills()
    {
        if (_overfills.Count == 0) return;
        foreach (var (key, overfill) in _overfills.ToArray())
        {
            var order = overfill.Order;
            overfill.Working.RemoveAll(static closing => closing.IsEnded);
            var held = Position(order);
            var wrong = Math.Min(overfill.Left, order.Side == Side.Buy ? Math.Max(0, held) : Math.Max(0, -held));
            var quantity = _instruments[order.Instrument].FloorToLot(Math.Max(0, wrong - overfill.UnderWay));
            if (quantity > 0)
            {
                var closing = _events.ForceClose(order.Instrument, order.Book, order.Purpose, quantity);
                Submit(closing);
                var standing = _orders[closing.Id];
                standing.Closes = overfill;
                overfill.Working.Add(standing);
            }
            else if (overfill.UnderWay == 0)
            {
                _overfills.Remove(key);
            }
        }
    }
}
