namespace Argosy.Hosting.Gateways;

/// <summary>The times an order gateway goes by, ms.</summary>
public sealed record GatewayOptions
{
    /// <summary>A request is signed within this after its record, or not sent.</summary>
    public int SignWithinMs { get; init; } = 1_000;

    /// <summary>How long after its timestamp the venue accepts a request; sent with every request.</summary>
    public int ReceiveWindowMs { get; init; } = 5_000;

    /// <summary>How much later by the venue's clock "not found" counts.</summary>
    public int SettleMs { get; init; } = 1_000;

    /// <summary>An answer that is not there after this is in doubt.</summary>
    public int AnswerTimeoutMs { get; init; } = 10_000;

    /// <summary>Wait before the second query of an order; it doubles with each.</summary>
    public int FirstWaitMs { get; init; } = 200;

    /// <summary>How long an order that should have executed by now may be silent before it is asked for; it doubles with each answer that tells nothing new.</summary>
    public int SilenceMs { get; init; } = 1_000;

    /// <summary>The longest wait between queries.</summary>
    public int LongestWaitMs { get; init; } = 5_000;

    /// <summary>How far before the last known execution the venue's history is read again.</summary>
    public int HistoryOverlapMs { get; init; } = 300_000;
}
