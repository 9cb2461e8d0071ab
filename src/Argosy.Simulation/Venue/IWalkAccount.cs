using Argosy.Core.Events;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Engine.Risk;

namespace Argosy.Simulation.Venue;

/// <summary>The account behind a walk: the engine's own for the real walk, a copy for a trial.</summary>
interface IWalkAccount
{
    /// <summary>Whether an order of this side may open a position.</summary>
    bool Opens(Side side);

    /// <summary>Signed net quantity of the walked instrument over all books, base asset.</summary>
    decimal Net { get; }

    /// <summary>Equity without the value of that quantity, quote asset.</summary>
    decimal EquityApart { get; }

    /// <summary>Signed quantity of a book in the walked instrument, base asset.</summary>
    Amount Held(int book);

    /// <summary>Whether the part of a fill that opens can be paid and carried.</summary>
    bool CanOpen(int book, in Opening opening, Amount quantity);

    /// <summary>Largest quantity that may be opened, base asset, before rounding to the lot.</summary>
    decimal LargestOpening(int book, in Opening opening);

    /// <summary>Why what could be paid must not be opened all the same, or none.</summary>
    OrderReason Limit(in Opening opening, Amount quantity);

    /// <summary>Takes the event.</summary>
    void Emit(in OrderEvent orderEvent);
}
