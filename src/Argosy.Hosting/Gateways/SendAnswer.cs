namespace Argosy.Hosting.Gateways;

/// <summary>What came back for a request to place an order.</summary>
/// <param name="Kind">Which kind of answer.</param>
/// <param name="VenueOrderId">The venue's id, for <see cref="SendAnswerKind.Accepted"/>; empty otherwise.</param>
/// <param name="Reason">The venue's words; empty where there are none.</param>
public readonly record struct SendAnswer(SendAnswerKind Kind, string VenueOrderId = "", string Reason = "");

/// <summary>Kinds of answers to an order.</summary>
public enum SendAnswerKind
{
    /// <summary>The venue has it.</summary>
    Accepted,
    /// <summary>The venue refused it for good: funds, filters, rules.</summary>
    Rejected,
    /// <summary>It is certain that the venue did not take it, for a reason that passes (clock, rate limit, maintenance), or it was never sent.</summary>
    NotAccepted,
    /// <summary>The venue knows the id already.</summary>
    Duplicate,
    /// <summary>Time-out, lost socket, 5xx: nobody knows.</summary>
    Unknown,
}
