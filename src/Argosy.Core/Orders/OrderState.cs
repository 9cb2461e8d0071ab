namespace Argosy.Core.Orders;

/// <summary>Where an order stands in its life; the last five are final.</summary>
public enum OrderState : byte
{
    /// <summary>Child of an entry that has not filled, or successor of an order that has not: not at work yet.</summary>
    Held,
    /// <summary>Sent; the venue has not said more.</summary>
    Submitted,
    /// <summary>At work at the venue.</summary>
    Working,
    /// <summary>Partly filled and still at work.</summary>
    PartiallyFilled,
    /// <summary>Wholly filled.</summary>
    Filled,
    /// <summary>Cancelled by us, by its sibling or by its time in force.</summary>
    Cancelled,
    /// <summary>Its time has passed.</summary>
    Expired,
    /// <summary>Refused by the venue.</summary>
    Rejected,
    /// <summary>Refused by our risk gate; never sent.</summary>
    Refused,
}
