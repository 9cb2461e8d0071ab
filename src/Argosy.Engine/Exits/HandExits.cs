using Argosy.Core.Commands;
using Argosy.Core.Instruments;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Engine.Orders;
using Argosy.Engine.Running;

namespace Argosy.Engine.Exits;

/// <summary>Stops and targets that a person sets, moves and takes away, whatever the strategy thinks of them.</summary>
/// <remarks>
/// What protects a position already is moved; only where there is nothing to move an exit of its own is made, for the whole position: it grows
/// and shrinks with it and ends when it is flat. A stop that a rule moves is not moved by hand: it is taken away first.
/// </remarks>
sealed class HandExits(TradingEngine engine, WorkingOrders working, IVenue venue)
{
    // By number; the entry whose exits share a place at the venue, 0 for none.
    readonly SortedDictionary<int, int> _entries = [];

    /// <summary>Whether an order is one a person asked for.</summary>
    public bool Holds(int orderId) => _entries.ContainsKey(orderId);

    /// <summary>The entry that an order made by hand protects together with others; 0 for none.</summary>
    public int EntryOf(int orderId) => _entries.GetValueOrDefault(orderId);

    /// <summary>Sets, moves or takes away.</summary>
    /// <returns>What is done now, one sentence; or why nothing is.</returns>
    public Result<string> Set(int book, int instrument, ProtectCommand wish)
    {
        var at = Look(book, instrument);
        var stop = Level(in at, wish.StopLoss, isStop: true);
        if (!stop.Ok) return stop.Error!;
        var target = Level(in at, wish.TakeProfit, isStop: false);
        if (!target.Ok) return target.Error!;
        if (WhyNot(in at, stop.Value, target.Value) is { } refusal) return refusal;
        // Where the new ones belong is read off those that are there now.
        var entry = at.Entries.Length == 1 ? at.Entries[0] : 0;
        var done = new List<string>();
        if (Place(in at, at.Stops, OrderType.Stop, stop.Value, wish.DropsStop, entry, done) is { } noStop) return noStop;
        if (Place(in at, at.Targets, OrderType.Limit, target.Value, wish.DropsTarget, entry, done) is { } noTarget) return noTarget;
        return string.Join(", ", done);
    }

    /// <summary>Lets the exits of a position cover what it is now; ends those of one that is flat.</summary>
    public void Follow(int book, int instrument)
    {
        if (_entries.Count == 0) return;
        var position = engine.Ledger.Position(book, instrument).Quantity;
        foreach (var id in _entries.Keys.ToArray())
        {
            if (working.Find(id) is not { } order)
            {
                _entries.Remove(id);
                continue;
            }
            if (order.Book != book || order.Instrument != instrument || order.IsLeaving) continue;
            var left = engine.Instruments[instrument].FloorToLot(Math.Max(0, order.Side == Side.Sell ? position : -position));
            if (left == 0) engine.Cancel(order, Core.Events.OrderReason.PositionClosed);
            else if (order.Filled + left != order.Size) engine.Resize(order, order.Filled + left);
        }
    }

    At Look(int book, int instrument)
    {
        var position = engine.Ledger.Position(book, instrument);
        var side = position.Quantity > 0 ? Side.Sell : Side.Buy;
        var exits = working.InOrder().Where(order => order.Book == book && order.Instrument == instrument && order.Side == side && order.IsReduceOnly && !order.IsLeaving && order.Size > order.Filled).ToArray();
        return new At(
            (short)book, engine.Instruments[instrument], (short)instrument, side, position.Quantity, position.AveragePrice, engine.Ledger.Mark(instrument),
            [.. exits.Where(order => order.Type is OrderType.Stop or OrderType.StopLimit or OrderType.TrailingStop)],
            [.. exits.Where(order => order.Type is OrderType.Limit or OrderType.TakeProfit)],
            [.. exits.Where(order => order.Type != OrderType.Market).Select(order => order.IsChild ? order.Parent : EntryOf(order.Id)).Distinct().Order()]);
    }

    static Result<decimal?> Level(in At at, PriceLevel? level, bool isStop)
    {
        if (level is not { } given) return Result<decimal?>.Of(null);
        var below = isStop == (at.Side == Side.Sell);
        var price = given.IsPrice ? given.Value : at.Instrument.RoundToTick(at.Entry * (1 + ((below ? -given.Value : given.Value) / 100)));
        var what = isStop ? "stop" : "target";
        if (price <= 0) return Error.BadInput($"the {what} {given} of {at.Instrument.Name} lies at {Exact.Text(price)}; expected a price above 0");
        if (at.Instrument.RoundToTick(price) != price) return Error.BadInput($"the {what} {Exact.Text(price)} of {at.Instrument.Name} is no multiple of its tick; the nearest price is {Exact.Text(at.Instrument.RoundToTick(price))}");
        var held = at.Side == Side.Sell ? "long" : "short";
        return (below ? price < at.Mark : price > at.Mark)
            ? Result<decimal?>.Of(price)
            : Error.BadInput($"the {what} of a {held} position lies {(below ? "below" : "above")} the price, which is {Exact.Text(at.Mark)}; was {Exact.Text(price)}");
    }

    Error? WhyNot(in At at, decimal? stop, decimal? target)
    {
        if (stop is not null && at.Stops.Length > 0 && !Array.Exists(at.Stops, MovesByHand)) return Refused(in at, "its stop follows a rule of its strategy; take it away first (-sl off), or leave it");
        if (target is not null && at.Targets.Length > 0 && !Array.Exists(at.Targets, MovesByHand)) return Refused(in at, "its target is of a kind that is not moved; take it away first (-tp off)");
        var makes = (stop is not null && at.Stops.Length == 0) || (target is not null && at.Targets.Length == 0);
        return makes && at.Entries.Length > 1 ? Refused(in at, $"it was opened by {at.Entries.Length} entries with exits of their own; those can be moved, another one would close what they do") : null;
    }

    bool MovesByHand(ApprovedOrder order) => order.Type is OrderType.Stop or OrderType.Limit && engine.Exits.Of(order) is not IMovingStop;

    Error? Place(in At at, ApprovedOrder[] present, OrderType type, decimal? price, bool drops, int entry, List<string> done)
    {
        var what = type == OrderType.Stop ? "stop" : "target";
        if (drops)
        {
            foreach (var order in present) engine.Cancel(order, Core.Events.OrderReason.Requested);
            done.Add(present.Length == 0 ? $"there was no {what}" : $"no {what}");
            return null;
        }
        if (price is not { } level) return null;
        if (present.Length == 0) return Make(in at, type, level, entry, done);
        foreach (var order in present)
        {
            if (MovesByHand(order) && (type == OrderType.Stop ? order.Terms?.Trigger : order.Terms?.Limit) != level) venue.Amend(order.Id, level);
        }
        done.Add($"{what} to {Exact.Text(level)}");
        return null;
    }

    Error? Make(in At at, OrderType type, decimal level, int entry, List<string> done)
    {
        var isStop = type == OrderType.Stop;
        var intent = new OrderIntent
        {
            Instrument = at.Index,
            Book = at.Book,
            Side = at.Side,
            Type = type,
            Size = OrderSize.Quantity(at.Instrument.FloorToLot(Math.Abs(at.Quantity))),
            Flags = OrderFlags.ReduceOnly,
            Purpose = isStop ? OrderPurpose.Stop : OrderPurpose.Target,
            Terms = isStop ? new OrderTerms { Trigger = level } : new OrderTerms { Limit = level },
        };
        var id = engine.TakeOrderId();
        // It is asked about while it is sent.
        _entries.Add(id, entry);
        if (engine.Send(id, in intent) is null)
        {
            _entries.Remove(id);
            return Refused(in at, $"the {(isStop ? "stop" : "target")} is refused: {KebabCase.Of((engine.Orders.Find(id)?.Reason ?? Core.Events.OrderReason.None).ToString())}");
        }
        done.Add($"{(isStop ? "stop" : "target")} at {Exact.Text(level)}");
        return null;
    }

    static Error Refused(in At at, string why) => new(ErrorKind.Refused, $"{at.Instrument.Name}: {why}");

    // A position and what protects it now.
    readonly record struct At(short Book, Instrument Instrument, short Index, Side Side, decimal Quantity, decimal Entry, decimal Mark, ApprovedOrder[] Stops, ApprovedOrder[] Targets, int[] Entries);
}
