using Argosy.Core.Events;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Engine.Accounting;
using Argosy.Engine.Risk;

namespace Argosy.Simulation.Venue;

/// <summary>A copy of the account for a walk that does not happen: it remembers fills instead of booking them.</summary>
sealed class TrialAccount(IWalkAccount real, int books) : IWalkAccount
{
    readonly decimal[] _positions = new decimal[books];
    readonly List<Fill> _fills = [];
    decimal _spent;

    public bool AllowShort => real.AllowShort;

    public IReadOnlyList<Fill> Fills => _fills;

    public void Reset()
    {
        for (var book = 0; book < books; book++) _positions[book] = real.Position(book);
        _fills.Clear();
        _spent = 0;
    }

    public decimal Position(int book) => _positions[book];

    public bool Allows(in Opening opening, decimal quantity) => real.Allows(opening with { Spent = _spent }, quantity);

    public decimal Largest(in Opening opening) => real.Largest(opening with { Spent = _spent });

    public void Emit(in OrderEvent orderEvent)
    {
        if (orderEvent.Kind != OrderEventKind.Filled) return;
        var fill = orderEvent.Fill;
        var notional = Exact.Round(fill.Price * fill.Quantity, Ledger.AssetScale);
        _spent += fill.Side == Side.Buy ? notional + fill.Fee : fill.Fee - notional;
        _positions[fill.Book] += fill.SignedQuantity;
        _fills.Add(fill);
    }

    /// <summary>Whether two trials gave the same fills: same orders, prices and quantities in whatever sequence.</summary>
    public static bool SameFills(IReadOnlyList<Fill> first, IReadOnlyList<Fill> second)
    {
        if (first.Count != second.Count) return false;
        foreach (var fill in first)
        {
            var found = false;
            foreach (var other in second) found |= fill.OrderId == other.OrderId && fill.Price == other.Price && fill.Quantity == other.Quantity;
            if (!found) return false;
        }
        return true;
    }
}
