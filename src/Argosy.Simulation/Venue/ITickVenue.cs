using Argosy.Engine.Running;

namespace Argosy.Simulation.Venue;

/// <summary>A venue with moments of its own between the closes of bars: on ticks orders fill whenever the market moves.</summary>
/// <remarks>At such a moment it is told <see cref="IVenue.OnOpening"/> of an instant at which no bar opens.</remarks>
public interface ITickVenue : IVenue
{
    /// <summary>Its next moment before <paramref name="limit"/>, Unix ms; the limit itself when there is none.</summary>
    long NextTick(long limit);
}
