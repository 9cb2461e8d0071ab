namespace Argosy.Core.Orders;

/// <summary>How long an order rests.</summary>
public enum TimeInForce : byte
{
    /// <summary>Until it is filled or cancelled.</summary>
    Gtc,
    /// <summary>Fills what it can at once (a trigger order: when triggered); the rest is cancelled.</summary>
    Ioc,
    /// <summary>Fills whole at once or not at all.</summary>
    Fok,
    /// <summary>Until the open of the bar that contains its expiry time.</summary>
    Gtd,
}
