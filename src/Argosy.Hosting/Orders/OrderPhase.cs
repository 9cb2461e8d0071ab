namespace Argosy.Hosting.Orders;

/// <summary>Where an order stands between us and its venue. The numbers are stored.</summary>
public enum OrderPhase : byte
{
    /// <summary>Recorded and handed out to be sent; the venue has not answered.</summary>
    Sent = 1,
    /// <summary>Whether the venue has it is not known; only the venue can say.</summary>
    Unknown = 2,
    /// <summary>The venue has it and it is at work.</summary>
    Working = 3,
    /// <summary>The venue ended it; executions it told of are not all booked yet.</summary>
    Settling = 4,
    /// <summary>Wholly filled.</summary>
    Filled = 5,
    /// <summary>Cancelled; what was filled before stays.</summary>
    Cancelled = 6,
    /// <summary>Its time passed.</summary>
    Expired = 7,
    /// <summary>The venue refused it.</summary>
    Rejected = 8,
    /// <summary>It never reached the venue and is not sent again.</summary>
    Dropped = 9,
    /// <summary>It never reached the venue and was sent again as the next attempt.</summary>
    Superseded = 10,
    /// <summary>The venue has another order under its id: a person must look.</summary>
    Conflicting = 11,
}
