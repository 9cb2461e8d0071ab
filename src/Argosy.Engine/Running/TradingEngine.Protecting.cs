using Argosy.Core.Commands;
using Argosy.Core.Values;
using Argosy.Engine.Orders;

namespace Argosy.Engine.Running;

/// <content>What a person says of a position's stop and target.</content>
public sealed partial class TradingEngine
{
    /// <summary>Whether an order is a stop or target that a person set.</summary>
    public bool IsByHand(ApprovedOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        return _byHand.Holds(order.Id);
    }

    /// <summary>The entry an order protects together with others: that of a child, or of a stop or target set by hand beside its children; 0 for none.</summary>
    public int EntryOf(ApprovedOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        return order.Parent != 0 ? order.Parent : _byHand.EntryOf(order.Id);
    }

    /// <summary>Sets, moves or takes away the exits of what is held in an instrument.</summary>
    internal Result<string> Protect(int instrument, ProtectCommand wish)
    {
        var name = Instruments[instrument].Name;
        if (Ended || IsWarmUp) return new Error(ErrorKind.Refused, $"{name}: the run does not trade {(Ended ? "any more" : "yet")}");
        var book = -1;
        for (var candidate = 0; candidate < Ledger.Books; candidate++)
        {
            if (Ledger.Position(candidate, instrument).Quantity == 0) continue;
            if (book >= 0) return new Error(ErrorKind.Refused, $"{name}: several strategies of the run hold it; there is no one position to protect");
            book = candidate;
        }
        return book < 0 ? new Error(ErrorKind.Refused, $"{name}: nothing is held that could be protected") : _byHand.Set(book, instrument, wish);
    }

    /// <summary>Cancels one entry.</summary>
    internal Result<string> CancelEntry(int orderId)
    {
        if (_working.Find(orderId) is not { } order) return new Error(ErrorKind.Refused, $"order {orderId} has ended, or never was");
        var name = Instruments[order.Instrument].Name;
        if (Closes(order)) return new Error(ErrorKind.Refused, $"order {orderId} of {name} closes or protects a position; its stop and target are moved or taken away at the position");
        if (order.IsLeaving) return $"order {orderId} of {name} is being cancelled already";
        Cancel(order, Core.Events.OrderReason.Requested);
        return $"order {orderId} of {name} is asked to be cancelled";
    }

    /// <summary>Cancels every entry; the number asked to go.</summary>
    internal int CancelEntries(int instrument)
    {
        var count = 0;
        foreach (var order in _working.InOrder())
        {
            if (order.IsFinal || order.IsLeaving || Closes(order) || (instrument >= 0 && order.Instrument != instrument)) continue;
            Cancel(order, Core.Events.OrderReason.Requested);
            count++;
        }
        return count;
    }

    // What only reduces is an exit, whether or not its flags say so.
    bool Closes(ApprovedOrder order)
    {
        if (order.IsReduceOnly) return true;
        var held = Ledger.Position(order.Book, order.Instrument).Quantity;
        return !order.SizeIsQuote && (order.Side == Core.Orders.Side.Buy ? held < 0 : held > 0) && order.Size - order.Filled <= Math.Abs(held);
    }

    /// <summary>Gives an order at work another size; its venue follows.</summary>
    internal void Resize(ApprovedOrder order, decimal size)
    {
        order.Size = size;
        _venue.Resize(order.Id, size);
        _log?.OnResized(order);
    }
}
