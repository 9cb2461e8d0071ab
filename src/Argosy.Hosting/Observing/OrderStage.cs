namespace Argosy.Hosting.Observing;

/// <summary>The stretches of an order's way from the market's frame to the exchange, in the order in which they lie. Each begins where the one before it ends.</summary>
public enum OrderStage
{
    /// <summary>The frame is read, and the candles of its instant are put together.</summary>
    Read,
    /// <summary>The worker has decided: engine, strategy, risk gate.</summary>
    Decided,
    /// <summary>The account's desk has checked the order and given it its id.</summary>
    Admitted,
    /// <summary>It is spelled as the exchange wants it, and signed.</summary>
    Encoded,
    /// <summary>The instant it follows from is in the run log.</summary>
    Logged,
    /// <summary>Its record is durable.</summary>
    Recorded,
    /// <summary>Its bytes are handed to the system.</summary>
    Sent,
}
