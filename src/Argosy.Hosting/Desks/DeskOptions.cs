using Argosy.Hosting.Gateways;
using Argosy.Hosting.Journal;

namespace Argosy.Hosting.Desks;

/// <summary>Limits of an account and the times its desk goes by.</summary>
public sealed record DeskOptions
{
    /// <summary>Times of the order gateway.</summary>
    public GatewayOptions Gateway { get; init; } = new();

    /// <summary>How the journal is kept.</summary>
    public OrderJournalOptions Journal { get; init; } = new();

    /// <summary>Largest notional of one entry, quote asset; 0 for none.</summary>
    public decimal MaxOrderNotional { get; init; }

    /// <summary>Largest notional of an account's position in one instrument with its working entries, quote asset; 0 for none.</summary>
    public decimal MaxPositionNotional { get; init; }

    /// <summary>Most open orders of the account; 0 for none besides the venue's.</summary>
    public int MaxOpenOrders { get; init; }

    /// <summary>Most entries of the account within a minute; 0 for none.</summary>
    public int MaxEntriesPerMinute { get; init; } = 120;

    /// <summary>How far an entry's limit may lie beyond the last price on the side that takes, ratio; 0 for any distance.</summary>
    public decimal PriceCollar { get; init; } = 0.1m;

    /// <summary>How far from the last price a market order is taken to reach when our own resting orders are looked for, ratio.</summary>
    public decimal MarketReach { get; init; } = 0.002m;

    /// <summary>How far the price must move away from a resting target before the stop takes its place back, ratio.</summary>
    public decimal StopReturn { get; init; } = 0.002m;

    /// <summary>A price older than this triggers no watched exit, ms.</summary>
    public int MaxPriceAgeMs { get; init; } = 10_000;

    /// <summary>Instruments that several bots of a one-way derivatives account may hold: reduce-only is kept by the host and not sent, stops are kept by the host.</summary>
    public IReadOnlySet<string> Shared { get; init; } = new HashSet<string>();

    /// <summary>The machine's clock may be so far off the venue's before entries pause, ms.</summary>
    public int MaxClockOffsetMs { get; init; } = 10_000;

    /// <summary>How often clocks are compared and the database's epochs are looked at, ms.</summary>
    public int SyncEveryMs { get; init; } = 30_000;

    /// <summary>How often the account is reconciled when nothing asks for it sooner, ms.</summary>
    public int ReconcileEveryMs { get; init; } = 300_000;

    /// <summary>Wait before an unexplained difference is looked at again: only one that stays counts, ms.</summary>
    public int RecheckMs { get; init; } = 2_000;

    /// <summary>How much of the quote asset may stay unexplained on derivatives, where the venue rounds average prices.</summary>
    public decimal DerivativeTolerance { get; init; } = 0.01m;

    /// <summary>Wait before a journal that failed is opened anew, ms.</summary>
    public int JournalRetryMs { get; init; } = 5_000;

    /// <summary>Wait before an exit the venue refused is tried again, ms.</summary>
    public int ExitRetryMs { get; init; } = 1_000;

    /// <summary>How often an exit at the market is tried before a person must close by hand.</summary>
    public int ExitTries { get; init; } = 5;

    /// <summary>Orders that ended longer ago than this leave the journal once the database has them, ms.</summary>
    public long KeepEndedMs { get; init; } = 86_400_000;

    /// <summary>Segments after which the journal begins anew with what is still of importance.</summary>
    public int RotateAfterSegments { get; init; } = 4;
}
