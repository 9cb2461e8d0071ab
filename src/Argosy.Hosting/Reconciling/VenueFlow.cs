using Argosy.Hosting.Ports;

namespace Argosy.Hosting.Reconciling;

/// <summary>One movement of one asset as the venue's history tells it.</summary>
/// <param name="Id">The venue's id of the movement, unique with <paramref name="Asset"/> and <paramref name="Kind"/> in the account; it may be told more than once.</param>
/// <param name="Kind">Why.</param>
/// <param name="Asset">Of what.</param>
/// <param name="Amount">Signed: above 0 came in.</param>
/// <param name="Time">Unix ms by the venue's clock.</param>
/// <param name="Instrument">The instrument whose position or order caused it; empty where there is none.</param>
/// <param name="Book">The book whose order it was, for own trades and their fees; empty otherwise.</param>
public sealed record VenueFlow(string Id, FlowKind Kind, string Asset, decimal Amount, long Time, string Instrument = "", string Book = "")
{
    /// <summary>Which of the instrument's positions it was about, in hedge mode; both where there is one, or where the venue does not say.</summary>
    public PositionLeg Leg { get; init; }
}
