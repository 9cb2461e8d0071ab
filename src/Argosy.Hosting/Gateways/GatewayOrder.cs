using Argosy.Hosting.Orders;

namespace Argosy.Hosting.Gateways;

/// <summary>One order between us and its venue.</summary>
public sealed class GatewayOrder
{
    internal const long Never = long.MaxValue;

    internal GatewayOrder(OrderRequest request) => Request = request;

    /// <summary>What was recorded and sent.</summary>
    public OrderRequest Request { get; }

    /// <summary>Where it stands.</summary>
    public OrderPhase Phase { get; internal set; } = OrderPhase.Sent;

    /// <summary>The venue's id; empty while none is known.</summary>
    public string VenueOrderId { get; internal set; } = "";

    /// <summary>Booked quantity, base asset.</summary>
    public decimal Filled { get; internal set; }

    /// <summary>Whether its cancellation is wanted.</summary>
    public bool CancelWanted { get; internal set; }

    /// <summary>Why it ended; empty otherwise.</summary>
    public string Reason { get; internal set; } = "";

    /// <summary>Whether nothing more is expected of it.</summary>
    public bool IsFinal => Phase >= OrderPhase.Filled;

    // The greatest executed quantity and the ending the venue has told of.
    internal decimal Executed { get; set; }

    internal OrderPhase? End { get; set; }

    // When something must be done; the answers that are under way.
    internal long AnswerDue { get; set; } = Never;

    internal long QueryDue { get; set; } = Never;

    internal long QueryAnswerDue { get; set; } = Never;

    internal long CancelAnswerDue { get; set; } = Never;

    internal long ResendDue { get; set; } = Never;

    // The order that is to take its place, while that one's fate is open; what was booked when it was asked for.
    internal GatewayOrder? Successor { get; set; }

    internal decimal FilledAtReplacement { get; set; }

    internal int Queries { get; set; }

    // Answers in a row that told nothing new of an order that should have executed.
    internal int Silences { get; set; }

    internal long EndedAt { get; set; }

    internal bool AlarmGiven { get; set; }

    /// <summary>Whether the venue has not said yet that it exists.</summary>
    public bool IsInDoubt => Phase is OrderPhase.Sent or OrderPhase.Unknown;

    internal bool NeverArrived => Phase is OrderPhase.Dropped or OrderPhase.Superseded or OrderPhase.Rejected;

    internal long NextDue => Math.Min(Math.Min(Math.Min(AnswerDue, QueryDue), Math.Min(QueryAnswerDue, CancelAnswerDue)), ResendDue);
}
