namespace Argosy.Core.Values;

/// <summary>An expected failure as a value: what happened, where, and what was expected.</summary>
/// <param name="Kind">Which kind of failure.</param>
/// <param name="Message">One clear sentence for the user.</param>
/// <param name="RetryAfter">When trying again makes sense; null where it does not.</param>
public sealed record Error(ErrorKind Kind, string Message, TimeSpan? RetryAfter = null)
{
    /// <summary>The caller's input is wrong.</summary>
    public static Error BadInput(string message) => new(ErrorKind.BadInput, message);

    /// <summary>Something named does not exist.</summary>
    public static Error NotFound(string message) => new(ErrorKind.NotFound, message);

    /// <summary>Data are damaged.</summary>
    public static Error Corrupt(string message) => new(ErrorKind.Corrupt, message);

    /// <summary>Something Argosy does not do.</summary>
    public static Error NotSupported(string message) => new(ErrorKind.NotSupported, message);
}

/// <summary>What kind of expected outcome went wrong; one taxonomy for every part of Argosy.</summary>
public enum ErrorKind
{
    /// <summary>The caller's input is wrong: a value, an option, a combination.</summary>
    BadInput,
    /// <summary>A file, an instrument, a strategy or a venue's object does not exist.</summary>
    NotFound,
    /// <summary>Data are damaged: a checksum, a layout, a price that is no number.</summary>
    Corrupt,
    /// <summary>A risk rule, a guard or a venue refused.</summary>
    Refused,
    /// <summary>No answer in time: the outcome is unknown.</summary>
    Timeout,
    /// <summary>The other side cannot be reached or is busy.</summary>
    Unavailable,
    /// <summary>Something Argosy does not do.</summary>
    NotSupported,
    /// <summary>A venue has too little of ours: balance or margin.</summary>
    InsufficientFunds,
    /// <summary>A venue knows no such order: reconcile.</summary>
    UnknownOrder,
    /// <summary>A venue has an order under this client order id already: it is to be adopted, not sent again.</summary>
    DuplicateClientId,
    /// <summary>A venue was asked too often: not before the pause it told.</summary>
    RateLimited,
    /// <summary>A request's timestamp lay outside the venue's window: once more after the clocks are compared.</summary>
    ClockSkew,
    /// <summary>A key, signature or permission is refused: the bot stops.</summary>
    Unauthorised,
    /// <summary>An order lies below a minimum or off a step.</summary>
    BelowMinimum,
    /// <summary>A post-only order would have taken liquidity.</summary>
    WouldMatch,
    /// <summary>The market does not trade now.</summary>
    MarketClosed,
    /// <summary>The venue is being maintained.</summary>
    Maintenance,
    /// <summary>Whether the venue acted is not known: ask by client order id before anything else.</summary>
    FateUnknown,
}
