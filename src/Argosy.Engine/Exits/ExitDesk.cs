using Argosy.Core.Orders;
using Argosy.Engine.Orders;
using Argosy.Engine.Running;

namespace Argosy.Engine.Exits;

/// <summary>Does what exit rules do when a time has passed: moves a target nearer, or leaves at the market, at the first bar that opens then.</summary>
sealed class ExitDesk(TradingEngine engine, ExitRulebook rules, WorkingOrders working, IVenue venue, Seat[] seats)
{
    readonly List<Due> _due = [];

    /// <summary>The earliest time at which something is to be done, Unix ms; <see cref="long.MaxValue"/> for none.</summary>
    public long NextTime { get; private set; } = long.MaxValue;

    /// <summary>Times still to come; for snapshots.</summary>
    public IEnumerable<(int Entry, int Rule, long Time)> Times => _due.Select(due => (due.EntryId, due.Rule, due.Time));

    /// <summary>Starts the clocks of an entry that has filled for the first time.</summary>
    public void Begin(ApprovedOrder entry, in Fill fill)
    {
        foreach (var number in rules.Of(entry.Book, entry.Instrument))
        {
            if (rules[number] is not ITimedExit timed || timed.NextTime(fill.Time, fill.Time) is not { } time) continue;
            _due.Add(new Due(entry, rules.Entry(entry.Instrument, entry.Side, fill.Price, fill.Time), number, time));
            NextTime = Math.Min(NextTime, time);
        }
    }

    /// <summary>Acts on every time that has come, for instruments whose bar opens now.</summary>
    public void Open(Instant instant)
    {
        var opening = instant.Opening;
        for (var k = 0; k < opening.Count; k++)
        {
            for (var i = 0; i < _due.Count; i++)
            {
                if (_due[i].Order.Instrument == opening[k] && _due[i].Time <= instant.Time) Act(_due[i], instant.Time);
            }
        }
        _due.RemoveAll(due => due.Time == long.MaxValue);
        NextTime = long.MaxValue;
        foreach (var due in _due) NextTime = Math.Min(NextTime, due.Time);
    }

    void Act(Due due, long now)
    {
        var timed = (ITimedExit)rules[due.Rule];
        due.Time = timed.NextTime(due.Entry.Time, now) ?? long.MaxValue;
        if (!StillHolds(due))
        {
            due.Time = long.MaxValue;
            return;
        }
        if (timed.LimitAt(in due.Entry, now) is { } limit) MoveTarget(due, limit);
        else if (!Leave(due.Order, timed.Purpose)) due.Time = long.MaxValue;
    }

    // A target only ever comes nearer.
    void MoveTarget(Due due, decimal limit)
    {
        var target = Child(due);
        if (target?.Terms?.Limit is not { } before || limit == before || limit > before == (due.Order.Side == Side.Buy)) return;
        venue.Amend(target.Id, limit);
    }

    ApprovedOrder? Child(Due due)
    {
        for (var id = due.Order.FirstChild; id != 0 && id < due.Order.FirstChild + 2 + rules.Count; id++)
        {
            if (working.Find(id) is { } child && child.Parent == due.EntryId && child.Terms?.ExitRule == due.Rule) return child;
        }
        return null;
    }

    // What a target closes already needs no second order.
    bool Leave(ApprovedOrder entry, OrderPurpose purpose)
    {
        ref readonly var position = ref engine.Ledger.Position(entry.Book, entry.Instrument);
        if (seats[(entry.Book * engine.Instruments.Length) + entry.Instrument].Closing is not null) return false;
        var quantity = engine.Instruments[entry.Instrument].FloorToLot(Math.Min(entry.Filled, Math.Abs(position.Quantity)));
        if (quantity <= 0) return false;
        var intent = new OrderIntent
        {
            Instrument = entry.Instrument,
            Book = entry.Book,
            Side = entry.Side == Side.Buy ? Side.Sell : Side.Buy,
            Type = OrderType.Market,
            Size = OrderSize.Quantity(quantity),
            Flags = OrderFlags.ReduceOnly,
            Purpose = purpose,
        };
        return engine.Send(engine.TakeOrderId(), in intent) is not null;
    }

    // The position the entry opened: a later one has an opening time of its own.
    bool StillHolds(Due due)
    {
        var entry = due.Order;
        ref readonly var position = ref engine.Ledger.Position(entry.Book, entry.Instrument);
        return position.Direction == (entry.Side == Side.Buy ? Direction.Long : Direction.Short) && position.OpenedAt <= due.Entry.Time;
    }

    sealed class Due(ApprovedOrder order, ExitEntry entry, int rule, long time)
    {
        public readonly ExitEntry Entry = entry;

        public ApprovedOrder Order => order;

        public int EntryId => order.Id;

        public int Rule => rule;

        public long Time { get; set; } = time;
    }
}
