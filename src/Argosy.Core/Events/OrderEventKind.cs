namespace Argosy.Core.Events;

/// <summary>What happened to an order at its venue.</summary>
public enum OrderEventKind : byte
{
    /// <summary>It is at work.</summary>
    Accepted,
    /// <summary>Its trigger was touched.</summary>
    Triggered,
    /// <summary>A part or all of it was executed.</summary>
    Filled,
    /// <summary>It was cancelled.</summary>
    Cancelled,
    /// <summary>Its time passed.</summary>
    Expired,
    /// <summary>The venue refused it.</summary>
    Rejected,
    /// <summary>Its trigger or limit has another price now.</summary>
    Moved,
}
