using Argosy.Core.Events;
using Argosy.Core.Links;
using Argosy.Core.MarketData;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Engine.Exits;
using Argosy.Engine.Orders;

namespace Argosy.Worker.Exchange;

/// <content>The protective children of entries: what of them shall be at the exchange, and where.</content>
sealed partial class ExchangeVenue
{
    readonly Dictionary<int, EntryGroup> _groups = [];
    readonly SortedSet<int> _lost = [];

    void SubmitChild(ApprovedOrder order)
    {
        if (!_groups.TryGetValue(order.Parent, out var group)) _groups.Add(order.Parent, group = new EntryGroup(_orders[order.Parent].Order));
        // Children made anew cover what has come since: fees of what came before are not taken off them.
        if (group.First is not null && group.Children.TrueForAll(child => child.IsEnded)) group.BaseFees = 0;
        var standing = Add(new Standing(order) { Group = group });
        group.Children.Add(standing);
        // Its entry was refused before it could come here.
        if (_orders[order.Parent].IsEnded && group.Entry.Filled == 0) EndNow(standing, OrderEventKind.Cancelled, OrderReason.ParentEnded);
    }

    // Children of an entry that ended without a fill were never told.
    void EndChildren(Standing entry)
    {
        if (entry.Order.Filled > 0 || !_groups.TryGetValue(entry.Order.Id, out var group)) return;
        foreach (var child in group.Children.ToArray())
        {
            if (!child.IsEnded && !child.IsWanted) EndNow(child, OrderEventKind.Cancelled, OrderReason.ParentEnded);
        }
    }

    // A fill of an entry is protected; a fill of an exit ends what is left of its entry.
    void Protect(Standing standing, in Fill fill)
    {
        if (_groups.TryGetValue(standing.Order.Id, out var own))
        {
            own.First ??= fill;
            if ((fill.Traits & FillTraits.FeeInBase) != 0 && fill.Side == Side.Buy) own.BaseFees += fill.Fee;
            ProtectLate(own, fill.Quantity);
        }
        if (standing.Group is { } group) Cancel(group.Entry.Id, OrderReason.SiblingFilled);
    }

    void RefreshExits(int book, int instrument)
    {
        foreach (var standing in _open.ToArray())
        {
            if (standing.Order.Book != book || standing.Order.Instrument != instrument || standing.IsEnded) continue;
            if (standing.Group is { First: { } first } group) Refresh(standing, group, in first);
            else if (standing.Order is { IsChild: false, Sibling: not 0 }) RefreshPair(standing);
        }
    }

    void Refresh(Standing standing, EntryGroup group, in Fill first)
    {
        if (!standing.IsArmed) Arm(standing, group, in first);
        var left = LeftOf(standing, group);
        if (!standing.IsWanted)
        {
            if (left <= 0 || (standing.IsStop && standing.Trigger == 0)) return;
            standing.Quantity = standing.Order.Filled + left;
            Want(standing);
            return;
        }
        if (standing.IsCancelAsked) return;
        if (left <= 0)
        {
            Cancel(standing.Order.Id, Position(standing.Order) == 0 ? OrderReason.PositionClosed : OrderReason.SiblingFilled);
            return;
        }
        if (standing.Order.Filled + left == standing.Quantity) return;
        standing.Quantity = standing.Order.Filled + left;
        Change(standing);
    }

    // The other half of a pair: a fill of one takes as much off the other.
    void RefreshPair(Standing standing)
    {
        var order = standing.Order;
        if (standing.IsCancelAsked || !_orders.TryGetValue(order.Sibling, out var other) || other.Order.Filled == 0) return;
        var left = order.SizeIsQuote ? 0 : _instruments[order.Instrument].FloorToLot(order.Size - order.Filled);
        if (left <= 0) Cancel(order.Id, OrderReason.SiblingFilled);
        else if (order.Filled + left < standing.Quantity)
        {
            standing.Quantity = order.Filled + left;
            Change(standing);
        }
    }

    // Never more than the entry's exits have left to sell, nor than is held.
    decimal LeftOf(Standing standing, EntryGroup group)
    {
        var held = Position(standing.Order);
        var closable = standing.Order.Side == Side.Sell ? Math.Max(0, held) : Math.Max(0, -held);
        var left = Math.Min(standing.Order.Size - standing.Order.Filled - group.BaseFees, closable);
        return _instruments[standing.Order.Instrument].FloorToLot(Math.Max(0, left));
    }

    // The first fill fixes where it lies, unless one before it stood nearer.
    void Arm(Standing standing, EntryGroup group, in Fill first)
    {
        standing.IsArmed = true;
        var (order, terms) = (standing.Order, standing.Order.Terms);
        standing.Limit = terms?.Limit ?? 0;
        standing.Trigger = terms?.Trigger ?? 0;
        var before = group.Before.GetValueOrDefault(standing.Kind);
        if (_events.Exits.Of(order) is IMovingStop moves)
        {
            var entry = _events.Exits.Entry(order.Instrument, group.Entry.Side, first.Price, first.Time);
            standing.Step = before?.Step ?? moves.Start(in entry);
            SetTrigger(standing, moves.Trigger(_instruments[order.Instrument], group.Entry.Side, standing.Step.Value));
        }
        else if (terms?.TrailRatio is { } trail)
        {
            standing.Best = before?.Best ?? decimal.Round(first.Price, _instruments[order.Instrument].PriceScale, MidpointRounding.ToEven);
            standing.Trigger = TrailLevel(order, standing.Best, trail);
        }
        if (before is null) return;
        // Where a person had put it, it is again; a rule's only comes nearer.
        if (before.IsByHand) (standing.Trigger, standing.IsByHand) = (before.Trigger, true);
        else if (before.Trigger != 0) SetTrigger(standing, before.Trigger);
        if (before.Limit != 0) standing.Limit = before.Limit;
    }

    void MoveStops(int instrument)
    {
        if (series[instrument].Count == 0) return;
        var bar = series[instrument][0];
        foreach (var standing in _open.ToArray())
        {
            var order = standing.Order;
            if (order.Instrument != instrument || !standing.IsStop || standing.IsCancelAsked || (standing.Group is not null && !standing.IsArmed)) continue;
            if (BestSince(standing, in bar) is { } best) Move(standing, best);
        }
    }

    // The best price of the bar for what the stop protects. A resting entry that filled inside the bar is sure of its close alone.
    decimal? BestSince(Standing standing, in Bar bar)
    {
        var instrument = _instruments[standing.Order.Instrument];
        var price = standing.Order.Side == Side.Sell ? bar.High : bar.Low;
        var since = standing.Group?.First?.Time ?? standing.Order.DecisionTime;
        if (since >= series[standing.Order.Instrument].Timeframe.End(bar.OpenTime)) return null;
        if (since > bar.OpenTime && standing.Group is { Entry.Type: not OrderType.Market }) price = bar.Close;
        return instrument.ToMoney(instrument.ToUnits(price));
    }

    void Move(Standing standing, decimal best)
    {
        var (order, sells) = (standing.Order, standing.Order.Side == Side.Sell);
        if (_events.Exits.Of(order) is IMovingStop rule && standing.Step is { IsFinal: false } step)
        {
            if (sells ? best <= step.Best : best >= step.Best) return;
            var entry = sells ? Side.Buy : Side.Sell;
            var next = rule.Move(in step, entry, best);
            standing.Step = next;
            if (SetTrigger(standing, rule.Trigger(_instruments[order.Instrument], entry, in next))) Moved(standing);
        }
        else if (order.Terms?.TrailRatio is { } trail)
        {
            standing.Best = sells ? Math.Max(standing.Best, best) : Math.Min(standing.Best, best);
            if (SetTrigger(standing, TrailLevel(order, standing.Best, trail))) Moved(standing);
        }
    }

    void Moved(Standing standing)
    {
        if (standing.IsWanted) Change(standing);
        else if (standing.Group is { First: { } first } group) Refresh(standing, group, in first);
    }

    // A stop never moves away from the price, whatever its rule says.
    static bool SetTrigger(Standing standing, decimal? level)
    {
        if (level is not { } trigger || trigger <= 0 || trigger == standing.Trigger) return false;
        if (standing.Trigger != 0 && (standing.Order.Side == Side.Sell ? trigger < standing.Trigger : trigger > standing.Trigger)) return false;
        standing.Trigger = trigger;
        return true;
    }

    decimal TrailLevel(ApprovedOrder order, decimal best, decimal trail)
    {
        var instrument = _instruments[order.Instrument];
        return order.Side == Side.Sell ? instrument.FloorToTick(best * (1 - trail)) : instrument.CeilingToTick(best * (1 + trail));
    }

    // An exit that ended unasked is made anew: at the next close, so that an exchange that goes on refusing it is not asked in a circle.
    void NoteLost(EntryGroup group, Standing exit, OrderReason reason)
    {
        var (instrument, left) = (_instruments[exit.Order.Instrument], Math.Min(group.Left, Math.Abs(Position(exit.Order))));
        if (instrument.FloorToLot(Math.Max(0, left)) == 0) return;
        if (!exit.IsStop && group.Children.Exists(child => !child.IsEnded))
        {
            answer(new BotLine("warning", $"{instrument.Name}: exit {exit.Order.Id} of entry {group.Entry.Id} has ended at the exchange ({KebabCase.Of(reason.ToString())}); the entry's other exits stand"));
            return;
        }
        group.IsLost = true;
        _lost.Add(group.Entry.Id);
        answer(new BotLine("error", $"{instrument.Name}: exit {exit.Order.Id} of entry {group.Entry.Id} has ended at the exchange ({KebabCase.Of(reason.ToString())}); it is made anew at the next close"));
    }

    // The entry's last exit went because nothing was left to close; a fill of the entry that came meanwhile has nobody else.
    void ProtectAgain(EntryGroup group)
    {
        if (group.IsLost || group.First is not { } first || group.Children.Exists(child => !child.IsEnded)) return;
        if (Uncovered(group) is > 0 and var left) _events.Renew(group.Entry.Id, first with { Quantity = left });
    }

    // Executions come in any order: those of an entry's exits, and their end, before the last one of the entry itself.
    void ProtectLate(EntryGroup group, decimal filled)
    {
        if (group.IsLost || group.First is not { } first || group.Children.Count == 0 || group.Children.Exists(child => !child.IsEnded)) return;
        var left = Math.Min(Uncovered(group), _instruments[group.Entry.Instrument].FloorToLot(filled));
        if (left > 0) _events.Renew(group.Entry.Id, first with { Quantity = left });
    }

    void RenewLost()
    {
        if (_lost.Count == 0) return;
        foreach (var id in _lost.ToArray())
        {
            var group = _groups[id];
            var entry = group.Entry;
            var left = Uncovered(group);
            if (left > 0 && group.Children.Exists(child => !child.IsEnded))
            {
                foreach (var child in group.Children.ToArray()) Cancel(child.Order.Id, OrderReason.Replaced);
                if (group.Children.Exists(child => !child.IsEnded)) continue;
            }
            group.IsLost = false;
            _lost.Remove(id);
            if (left == 0 || group.First is not { } first) continue;
            _events.Renew(id, first with { Quantity = left });
            RefreshExits(entry.Book, entry.Instrument);
        }
    }

    // What of an entry is held and no exit has closed, whole lots.
    decimal Uncovered(EntryGroup group)
    {
        var (entry, held) = (group.Entry, Position(group.Entry));
        var closable = entry.Side == Side.Buy ? Math.Max(0, held) : Math.Max(0, -held);
        return _instruments[entry.Instrument].FloorToLot(Math.Max(0, Math.Min(group.Left, closable)));
    }
}
