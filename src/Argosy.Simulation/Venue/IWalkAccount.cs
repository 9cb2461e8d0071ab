using Argosy.Core.Events;

namespace Argosy.Simulation.Venue;

/// <summary>The account behind a walk: the engine's own for the real walk, a copy for a trial.</summary>
interface IWalkAccount
{
    /// <summary>Whether short sales are allowed.</summary>
    bool AllowShort { get; }

    /// <summary>Signed quantity of a book in the walked instrument, base asset.</summary>
    decimal Position(int book);

    /// <summary>Quote asset a purchase may spend, the reservation it holds itself included.</summary>
    decimal FreeQuote(decimal ownReservation);

    /// <summary>Largest quantity that may be sold short, base asset.</summary>
    decimal LargestShort(decimal mark, decimal price, decimal feeRatio);

    /// <summary>Takes the event.</summary>
    void Emit(in OrderEvent orderEvent);
}
