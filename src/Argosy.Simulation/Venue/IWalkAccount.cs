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

    /// <summary>Whether a fill that opens may be taken whole.</summary>
    bool Allows(in Opening opening, decimal quantity);

    /// <summary>Largest quantity of a fill that opens, its closing part included, before rounding to the lot, base asset.</summary>
    decimal Largest(in Opening opening);

    /// <summary>Takes the event.</summary>
    void Emit(in OrderEvent orderEvent);
}
