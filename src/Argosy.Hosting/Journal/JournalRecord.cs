using Argosy.Hosting.Orders;

namespace Argosy.Hosting.Journal;

/// <summary>One line of the order journal: what must not be forgotten before the next step is taken.</summary>
public abstract record JournalRecord;

/// <summary>A deployment began an epoch; recorded before the first of its ids is used.</summary>
/// <param name="Installation">The Argosy.</param>
/// <param name="Deployment">The deployment.</param>
/// <param name="Epoch">The epoch.</param>
/// <param name="Time">Unix ms.</param>
public sealed record EpochBegan(int Installation, int Deployment, int Epoch, long Time) : JournalRecord;

/// <summary>An order is about to be sent.</summary>
/// <param name="Request">The order.</param>
public sealed record IntentRecorded(OrderRequest Request) : JournalRecord;

/// <summary>A cancellation is wanted.</summary>
/// <param name="Id">Of which order.</param>
/// <param name="Time">Unix ms.</param>
public sealed record CancelRecorded(ClientOrderId Id, long Time) : JournalRecord;

/// <summary>An execution was booked.</summary>
/// <param name="Id">Of which order.</param>
/// <param name="Fill">The execution.</param>
public sealed record FillRecorded(ClientOrderId Id, VenueFill Fill) : JournalRecord;

/// <summary>What became of an order, as far as the venue has said.</summary>
/// <param name="Id">Of which order.</param>
/// <param name="Phase">Where it stands.</param>
/// <param name="VenueOrderId">The venue's id; empty where it never had one.</param>
/// <param name="Reason">Why it ended; empty otherwise.</param>
/// <param name="Time">Unix ms.</param>
public sealed record OutcomeRecorded(ClientOrderId Id, OrderPhase Phase, string VenueOrderId, string Reason, long Time) : JournalRecord;
