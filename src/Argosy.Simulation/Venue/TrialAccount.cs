using Argosy.Core.Events;
using Argosy.Core.Instruments;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Engine.Accounting;
using Argosy.Engine.Risk;

namespace Argosy.Simulation.Venue;

/// <summary>A copy of the account for a walk that does not happen: it remembers fills instead of booking them.</summary>
sealed class TrialAccount(LiveAccount real, InstrumentBook realBook, InstrumentBook trialBook, int books, Instrument instrument) : IWalkAccount
{
    readonly Position[] _positions = new Position[books];
    readonly List<Fill> _fills = [];
    readonly bool[] _closes = new bool[books];
    decimal _reservedElsewhere;
    decimal _spent;
    decimal _dust;
    MarginPosition _margin;

    public bool Opens(Side side) => real.Opens(side);

    /// <summary>Where on the path equity was gone, price units; −1 where it lasted.</summary>
    public long EndedAt { get; set; }

    public decimal Net
    {
        get
        {
            var net = 0m;
            foreach (ref readonly var position in _positions.AsSpan()) net += position.Quantity;
            return net;
        }
    }

    public decimal EquityApart => real.EquityApart - _spent + _dust;

    public void Reset()
    {
        for (var book = 0; book < books; book++) _positions[book] = real.Ledger.Position(book, real.Instrument);
        _reservedElsewhere = real.Ledger.Reserved - realBook.Reserved();
        _margin = real.Ledger.Margin?.Position(real.Instrument) ?? default;
        _fills.Clear();
        Array.Clear(_closes);
        _spent = 0;
        _dust = 0;
        EndedAt = -1;
    }

    public Amount Held(int book) => _positions[book].Held;

    public bool CanOpen(int book, in Opening opening, Amount quantity) => real.Ledger.Margin is { } margin
        ? State(margin, opening.Mark).CanOpen(in opening, quantity)
        : State(book, opening.Mark).CanOpen(in opening, quantity, real.Power.Leverage);

    public OrderReason Limit(in Opening opening, Amount quantity) => real.Ledger.Margin is { } margin ? State(margin, opening.Mark).Limit(in opening, quantity) : OrderReason.None;

    public decimal LargestOpening(int book, in Opening opening) => real.Ledger.Margin is { } margin
        ? State(margin, opening.Mark).LargestOpening(in opening)
        : State(book, opening.Mark).LargestOpening(in opening, real.Power.Leverage);

    public void Emit(in OrderEvent orderEvent)
    {
        if (orderEvent.Kind != OrderEventKind.Filled) return;
        var fill = orderEvent.Fill;
        var notional = Amount.Notional(fill.Price, Amount.Of(fill.Quantity));
        _spent += (fill.Side == Side.Buy ? notional : -notional).ToMoney();
        if ((fill.Traits & FillTraits.FeeInBase) == 0) _spent += fill.Fee;
        ref var position = ref _positions[fill.Book];
        var before = position.Quantity;
        position.Take(in fill, notional);
        if (real.Ledger.Margin is { } margin) _margin.Take(in fill, notional, margin.Terms);
        _fills.Add(fill);
        _closes[fill.Book] |= before != 0 && before > 0 != fill.Side is Side.Buy;
        if (position.Quantity != 0 && Math.Abs(position.Quantity) < instrument.LotSize && !trialBook.IsOpenEntry(fill.OrderId))
        {
            _dust += Exact.Round(position.Quantity * instrument.ToMoney(fill.PathUnits), Ledger.AssetScale);
            position = default;
        }
        if (position.Quantity == 0 || (before != 0 && position.Quantity > 0 != before > 0)) trialBook.EndOrphans(fill.Book, position.Quantity);
    }

    /// <summary>Whether another trial gave the same fills, and the same trades of them: where a fill closes, its place among the book's fills decides what it closes.</summary>
    public bool HasFillsOf(TrialAccount trial)
    {
        if (_fills.Count != trial._fills.Count || EndedAt != trial.EndedAt || _dust != trial._dust || Net != trial.Net) return false;
        for (var book = 0; book < books; book++)
        {
            if (!HasSequenceOf(trial, book) && (_closes[book] || trial._closes[book] || !HasSetOf(trial, book))) return false;
        }
        return true;
    }

    bool HasSequenceOf(TrialAccount trial, int book)
    {
        for (var (i, k) = (0, 0); ; i++, k++)
        {
            while (i < _fills.Count && _fills[i].Book != book) i++;
            while (k < trial._fills.Count && trial._fills[k].Book != book) k++;
            if (i == _fills.Count || k == trial._fills.Count) return i == _fills.Count && k == trial._fills.Count;
            if (!IsSame(_fills[i], trial._fills[k])) return false;
        }
    }

    bool HasSetOf(TrialAccount trial, int book)
    {
        foreach (var fill in _fills)
        {
            if (fill.Book == book && Count(fill) != trial.Count(fill)) return false;
        }
        return true;
    }

    int Count(Fill fill)
    {
        var count = 0;
        foreach (var other in _fills) count += IsSame(fill, other) ? 1 : 0;
        return count;
    }

    static bool IsSame(in Fill a, in Fill b) => a.OrderId == b.OrderId && a.Price == b.Price && a.Quantity == b.Quantity && a.IsMaker == b.IsMaker;

    // The same of an account of perpetual contracts.
    MarginState State(MarginAccount margin, decimal mark)
    {
        var state = real.Power.MarginState(real.Instrument, mark);
        ref readonly var before = ref margin.Position(real.Instrument);
        return state with
        {
            Position = _margin,
            Available = state.Available - _spent + _dust + _margin.Cost - before.Cost - (_margin.Margin - before.Margin),
            Equity = state.Equity - _spent + _dust + ((Net - before.Quantity) * mark),
        };
    }

    // The real account with this walk's fills in it.
    AccountState State(int book, decimal mark)
    {
        var state = real.Power.State(book, real.Instrument, mark);
        var proceeds = 0m;
        foreach (ref readonly var position in _positions.AsSpan()) proceeds += position.ShortProceeds.ToMoney();
        var own = _positions[book].Quantity;
        var (others, othersShort) = (0m, real.Ledger.HasOtherShort(real.Instrument));
        for (var other = 0; other < books; other++)
        {
            if (other == book) continue;
            others += Math.Abs(_positions[other].Quantity) - Math.Abs(real.Ledger.Position(other, real.Instrument).Quantity);
            othersShort |= _positions[other].Quantity < 0;
        }
        var hasShort = othersShort || own < 0;
        return state with
        {
            Cash = state.Cash - _spent,
            Reserved = _reservedElsewhere + trialBook.Reserved(),
            Proceeds = hasShort ? real.Ledger.ShortProceeds - RealProceeds() + proceeds : 0,
            OwnProceeds = hasShort ? _positions[book].ShortProceeds.ToMoney() : 0,
            OwnHeld = Math.Abs(_positions[book].Quantity),
            Equity = state.Equity - _spent + _dust + ((Net - real.Ledger.Net(real.Instrument)) * mark),
            Own = own,
            OtherGross = state.OtherGross + (others * mark),
            OtherShort = othersShort,
        };
    }

    decimal RealProceeds()
    {
        var proceeds = 0m;
        for (var book = 0; book < books; book++) proceeds += real.Ledger.Position(book, real.Instrument).ShortProceeds.ToMoney();
        return proceeds;
    }
}
