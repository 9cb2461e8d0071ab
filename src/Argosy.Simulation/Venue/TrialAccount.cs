using Argosy.Core.Events;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Engine.Accounting;
using Argosy.Engine.Risk;

namespace Argosy.Simulation.Venue;

/// <summary>A copy of the account for a walk that does not happen: it remembers fills instead of booking them.</summary>
sealed class TrialAccount(LiveAccount real, InstrumentBook realBook, InstrumentBook trialBook, int books) : IWalkAccount
{
    readonly Position[] _positions = new Position[books];
    readonly List<Fill> _fills = [];
    decimal _reservedElsewhere;
    decimal _spent;

    public bool AllowShort => real.AllowShort;

    public IReadOnlyList<Fill> Fills => _fills;

    public void Reset()
    {
        for (var book = 0; book < books; book++) _positions[book] = real.Ledger.Position(book, real.Instrument);
        _reservedElsewhere = real.Ledger.Reserved - realBook.Reserved();
        _fills.Clear();
        _spent = 0;
    }

    public decimal Position(int book) => _positions[book].Quantity;

    public bool CanOpen(int book, in Opening opening, decimal quantity) => State(book, opening.Mark).CanOpen(in opening, quantity, real.Power.Leverage);

    public decimal LargestOpening(int book, in Opening opening) => State(book, opening.Mark).LargestOpening(in opening, real.Power.Leverage);

    public void Emit(in OrderEvent orderEvent)
    {
        if (orderEvent.Kind != OrderEventKind.Filled) return;
        var fill = orderEvent.Fill;
        var notional = Exact.Round(fill.Price * fill.Quantity, Ledger.AssetScale);
        _spent += fill.Side == Side.Buy ? notional : -notional;
        if ((fill.Traits & FillTraits.FeeInBase) == 0) _spent += fill.Fee;
        ref var position = ref _positions[fill.Book];
        var before = position.Quantity;
        position.Take(in fill, notional);
        _fills.Add(fill);
        if (position.Quantity == 0 || (before != 0 && position.Quantity > 0 != before > 0)) trialBook.EndOrphans(fill.Book, position.Quantity);
    }

    /// <summary>Whether two trials gave the same fills: same orders, prices and quantities in whatever sequence.</summary>
    public static bool SameFills(IReadOnlyList<Fill> first, IReadOnlyList<Fill> second)
    {
        if (first.Count != second.Count) return false;
        foreach (var fill in first)
        {
            var found = false;
            foreach (var other in second) found |= fill.OrderId == other.OrderId && fill.Price == other.Price && fill.Quantity == other.Quantity && fill.IsMaker == other.IsMaker;
            if (!found) return false;
        }
        return true;
    }

    // The real account with this walk's fills in it.
    AccountState State(int book, decimal mark)
    {
        var state = real.Power.State(book, real.Instrument, mark);
        var proceeds = 0m;
        var net = 0m;
        foreach (var position in _positions)
        {
            proceeds += position.ShortProceeds;
            net += position.Quantity;
        }
        var hasShort = state.OtherShort || net < 0;
        return state with
        {
            Cash = state.Cash - _spent,
            Reserved = _reservedElsewhere + trialBook.Reserved(),
            Proceeds = hasShort ? real.Ledger.ShortProceeds - RealProceeds() + proceeds : 0,
            OwnProceeds = hasShort ? _positions[book].ShortProceeds : 0,
            OwnHeld = Math.Abs(_positions[book].Quantity),
            Equity = state.Equity - _spent + ((net - state.Net) * mark),
            Net = net,
        };
    }

    decimal RealProceeds()
    {
        var proceeds = 0m;
        for (var book = 0; book < books; book++) proceeds += real.Ledger.Position(book, real.Instrument).ShortProceeds;
        return proceeds;
    }
}
