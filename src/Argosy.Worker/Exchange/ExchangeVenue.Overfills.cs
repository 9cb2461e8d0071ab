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
            var held = Position(order);
            var wrong = Math.Min(overfill.Left, order.Side == Side.Buy ? Math.Max(0, held) : Math.Max(0, -held));
            var quantity = _instruments[order.Instrument].FloorToLot(Math.Max(0, wrong - overfill.UnderWay));
            if (quantity > 0)
            {
                var closing = _events.ForceClose(order.Instrument, order.Book, order.Purpose, quantity);
                Submit(closing);
                overfill.Closings.Add(_orders[closing.Id]);
            }
            else if (overfill.UnderWay == 0)
            {
                _overfills.Remove(key);
            }
        }
    }

    /// <summary>What orders of one side of a seat were executed beyond what they might.</summary>
    sealed class Overfill(ApprovedOrder order)
    {
        /// <summary>The first of them.</summary>
        public ApprovedOrder Order => order;

        /// <summary>How much in all, base asset.</summary>
        public decimal Quantity { get; set; }

        /// <summary>The orders that close it.</summary>
        public List<Standing> Closings { get; } = [];

        /// <summary>How much is not closed yet.</summary>
        public decimal Left => Quantity - Closings.Sum(closing => closing.Order.Filled);

        /// <summary>How much of it is being closed.</summary>
        public decimal UnderWay => Closings.Where(closing => !closing.IsEnded).Sum(closing => closing.Quantity - closing.Order.Filled);
    }
}
