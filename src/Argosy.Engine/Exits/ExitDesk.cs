using Argosy.Core.Events;
using Argosy.Core.Orders;
using Argosy.Engine.Orders;
using Argosy.Engine.Running;

namespace Argosy.Engine.Exits;

/// <summary>Does what exit rules do when a time has passed: moves a target nearer, or leaves at the market, at the first bar that opens then.</summary>
sealed class ExitDesk(TradingEngine engine, ExitRulebook rules, WorkingOrders working, IVenue venue, Seat[] seats)
{
    readonly List<Due> _due = [];
    readonly Dictionary<int, ApprovedOrder> _leaving = [];

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

    /// <summary>Starts the clocks of an entry again that filled after its end, where none of them runs.</summary>
    public void BeginAgain(ApprovedOrder entry, in Fill fill)
    {
        if (!_due.Exists(due => due.EntryId == entry.Id)) Begin(entry, in fill);
    }

    /// <summary>Hears of an exit's fill: what it sold of its entry no other exit sells again.</summary>
    public void Sold(ApprovedOrder exit, in Fill fill)
    {
        var entryId = exit.IsChild ? exit.Parent : _leaving.GetValueOrDefault(exit.Id)?.Id ?? 0;
        if (entryId == 0) return;
        foreach (var due in _due)
        {
            if (due.EntryId == entryId) due.Sold += fill.Quantity;
        }
        if ((fill.Traits & FillTraits.Final) != 0 && _leaving.Remove(exit.Id, out var entry)) EndChildren(entry);
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
        else Leave(due, timed.Purpose, now);
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

    void Leave(Due due, OrderPurpose purpose, long now)
    {
        var entry = due.Order;
        ref readonly var position = ref engine.Ledger.Position(entry.Book, entry.Instrument);
        // What a target closes already needs no second order, unless a newer target thinks better of it.
        if (seats[(entry.Book * engine.Instruments.Length) + entry.Instrument].Closing is not null)
        {
            due.Time = now + due.Entry.Bars.Timeframe.ApproximateMilliseconds;
            return;
        }
        // An exit ends what is left of its entry, as a fill of its children does.
        if (!entry.IsFinal) engine.Cancel(entry, OrderReason.SiblingFilled);
        var quantity = engine.Instruments[entry.Instrument].FloorToLot(Math.Min(entry.Filled - due.Sold, Math.Abs(position.Quantity)));
        if (quantity <= 0) return;
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
        var id = engine.TakeOrderId();
        // It may fill before the call returns.
        _leaving.Add(id, entry);
        if (engine.Send(id, in intent) is null) _leaving.Remove(id);
    }

    // They protect what has been left.
    void EndChildren(ApprovedOrder entry)
    {
        for (var id = entry.FirstChild; id != 0 && id < entry.FirstChild + 2 + rules.Count; id++)
        {
            if (working.Find(id) is { } child && child.Parent == entry.Id) venue.Cancel(id, OrderReason.SiblingFilled);
        }
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

        /// <summary>What the entry's exits have sold of it, base asset.</summary>
        public decimal Sold { get; set; }
    }
}
