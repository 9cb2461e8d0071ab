using Argosy.Hosting.Journal;
using Argosy.Hosting.Orders;

namespace Argosy.Hosting.Gateways;

/// <summary>What one input of a gateway leads to. The order is binding: records become durable as one batch, then requests are made, then notices go out.</summary>
public sealed class GatewayStep
{
    /// <summary>Must be durable before anything else of this step happens.</summary>
    public List<JournalRecord> Records { get; } = [];

    /// <summary>Calls to the venue.</summary>
    public List<GatewayRequest> Requests { get; } = [];

    /// <summary>News for bots, ledgers and people.</summary>
    public List<GatewayNotice> Notices { get; } = [];

    /// <summary>Whether nothing follows.</summary>
    public bool IsEmpty => Records.Count + Requests.Count + Notices.Count == 0;

    /// <summary>Empties it for the next input.</summary>
    public void Clear()
    {
        Records.Clear();
        Requests.Clear();
        Notices.Clear();
    }
}

/// <summary>A call to the venue.</summary>
public abstract record GatewayRequest;

/// <summary>Place this order; not when it would be signed after <see cref="OrderRequest.SignBy"/>, which is answered by <see cref="SendAnswerKind.NotAccepted"/>.</summary>
/// <param name="Order">The order.</param>
public sealed record SendOrder(OrderRequest Order) : GatewayRequest;

/// <summary>Cancel one order and place another in one request; where the old one cannot be cancelled the new one is not placed. Signed and answered like <see cref="SendOrder"/>.</summary>
/// <param name="Old">The order that goes.</param>
/// <param name="OldVenueOrderId">The venue's id of it where it is known; empty otherwise.</param>
/// <param name="Order">The order that takes its place.</param>
public sealed record ReplaceOrder(OrderRequest Old, string OldVenueOrderId, OrderRequest Order) : GatewayRequest;

/// <summary>Cancel this order.</summary>
/// <param name="Order">The order.</param>
/// <param name="VenueOrderId">The venue's id where it is known; empty otherwise.</param>
public sealed record CancelOrder(OrderRequest Order, string VenueOrderId) : GatewayRequest;

/// <summary>Ask for this order by client order id, finished ones included, with its executions.</summary>
/// <param name="Order">The order.</param>
/// <param name="VenueOrderId">The venue's id where it is known; empty otherwise.</param>
public sealed record QueryOrder(OrderRequest Order, string VenueOrderId) : GatewayRequest;

/// <summary>Ask for all executions of the account from this instant on.</summary>
/// <param name="From">Unix ms by the venue's clock.</param>
public sealed record QueryHistory(long From) : GatewayRequest;

/// <summary>News of a gateway.</summary>
public abstract record GatewayNotice;

/// <summary>An execution of one of our orders was booked, once.</summary>
/// <param name="Order">The order it belongs to.</param>
/// <param name="Fill">The execution.</param>
public sealed record FillBooked(OrderRequest Order, VenueFill Fill) : GatewayNotice;

/// <summary>An order stands elsewhere.</summary>
/// <param name="Order">The order.</param>
/// <param name="Phase">Where.</param>
/// <param name="Filled">How much of it is booked, base asset.</param>
/// <param name="Reason">Why it ended; empty otherwise.</param>
public sealed record OrderMoved(OrderRequest Order, OrderPhase Phase, decimal Filled, string Reason) : GatewayNotice;

/// <summary>A wish was not taken.</summary>
/// <param name="Wish">The wish.</param>
/// <param name="Reason">Why.</param>
public sealed record WishRefused(OrderWish Wish, string Reason) : GatewayNotice;

/// <summary>An execution of an order that is not ours: reported, never touched.</summary>
/// <param name="Fill">The execution.</param>
public sealed record ForeignFill(VenueFill Fill) : GatewayNotice;

/// <summary>Something a person must know.</summary>
/// <param name="Kind">What.</param>
/// <param name="Message">One sentence.</param>
public sealed record GatewayAlarm(GatewayAlarmKind Kind, string Message) : GatewayNotice;

/// <summary>What a person must know.</summary>
public enum GatewayAlarmKind
{
    /// <summary>The venue has another order under one of our ids. Entries are blocked.</summary>
    Conflict,
    /// <summary>The venue shows an order of ours that no journal knows. Entries are blocked.</summary>
    LostIntent,
    /// <summary>More was filled than wanted; the rest is closed at once.</summary>
    OverFill,
    /// <summary>An order that counted as never arrived exists after all.</summary>
    Revived,
    /// <summary>The venue no longer knows an order it had confirmed.</summary>
    Vanished,
    /// <summary>An exit could not be brought to the venue in any attempt. Entries are blocked.</summary>
    ExitNotSent,
}
