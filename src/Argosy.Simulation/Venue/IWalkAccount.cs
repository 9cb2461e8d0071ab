using Argosy.Core.Events;
using Argosy.Engine.Risk;

namespace Argosy.Simulation.Venue;

/// <summary>The account behind a walk: the engine's own for the real walk, a copy for a trial.</summary>
interface IWalkAccount
{
    /// <summary>Whether short sales are allowed.</summary>
    bool AllowShort { get; }

    /// <summary>Signed quantity of a book in the walked instrument, base asset.</summary>
    decimal Position(int book);

    /// <summary>Whether the part of a fill that opens can be paid and carried.</summary>
    bool CanOpen(int book, in Opening opening, decimal quantity);

    /// <summary>Largest quantity that may be opened, base asset, before rounding to the lot.</summary>
    decimal LargestOpening(int book, in Opening opening);

    /// <summary>Takes the event.</summary>
    void Emit(in OrderEvent orderEvent);
}
