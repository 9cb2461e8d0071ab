namespace Argosy.Hosting.Ports;

/// <summary>Lists over all deployments for people: filtered, newest first, by pages that what is added meanwhile does not move.</summary>
public interface ITradingReader
{
    /// <summary>Orders, newest first.</summary>
    Task<IReadOnlyList<OrderRow>> Orders(TradingFilter filter, CancellationToken cancel = default);

    /// <summary>An order by our id or the venue's; null where there is none.</summary>
    Task<OrderRow?> Order(string id, CancellationToken cancel = default);

    /// <summary>Executions, newest first, each with its order's deployment.</summary>
    Task<IReadOnlyList<DeploymentFill>> Fills(TradingFilter filter, CancellationToken cancel = default);

    /// <summary>Closed trades with what people noted, latest exit first.</summary>
    Task<IReadOnlyList<NotedTrade>> Trades(TradingFilter filter, CancellationToken cancel = default);

    /// <summary>Notes something about a trade; false where there is no such trade.</summary>
    Task<bool> SetNote(int deployment, long number, string tag, string note, CancellationToken cancel = default);

    /// <summary>Equity of deployments from an instant on, at most one point a bucket and deployment (the last), in order of time.</summary>
    Task<IReadOnlyList<EquityRow>> Equity(IReadOnlyCollection<int> deployments, long from, long bucketMs, CancellationToken cancel = default);

    /// <summary>Counts of each deployment that has orders or trades.</summary>
    Task<IReadOnlyList<DeploymentCounts>> Counts(CancellationToken cancel = default);

    /// <summary>The last log lines that tell of refused orders, newest first.</summary>
    Task<IReadOnlyList<LogRow>> Refusals(int limit, CancellationToken cancel = default);

    /// <summary>Keeps an alert; its number.</summary>
    Task<long> AddAlert(AlertRow alert, CancellationToken cancel = default);

    /// <summary>Alerts before a number, newest first.</summary>
    Task<IReadOnlyList<AlertRow>> Alerts(long before, int limit, bool onlyOpen, CancellationToken cancel = default);

    /// <summary>Notes that somebody has seen an alert; false where there is none of the number.</summary>
    Task<bool> Acknowledge(long alert, string by, long at, CancellationToken cancel = default);
}

/// <summary>Which rows of a list are wanted; what is null is not asked.</summary>
public sealed record TradingFilter
{
    /// <summary>Deployments; null: all.</summary>
    public IReadOnlyCollection<int>? Deployments { get; init; }

    /// <summary>The account.</summary>
    public string? Account { get; init; }

    /// <summary>Base and quote asset.</summary>
    public string? Instrument { get; init; }

    /// <summary>Of orders: true for those at work, false for those that ended.</summary>
    public bool? IsOpen { get; init; }

    /// <summary>From this time on, Unix ms.</summary>
    public long? From { get; init; }

    /// <summary>Before this time, Unix ms.</summary>
    public long? To { get; init; }

    /// <summary>Time of the last row before, Unix ms.</summary>
    public long? BeforeTime { get; init; }

    /// <summary>What tells rows of one time apart, of the last row before.</summary>
    public string BeforeKey { get; init; } = "";

    /// <summary>Most rows.</summary>
    public int Limit { get; init; } = 200;
}

/// <summary>An execution and whose it is.</summary>
/// <param name="Deployment">The deployment.</param>
/// <param name="Fill">The execution.</param>
public sealed record DeploymentFill(int Deployment, FillRow Fill);

/// <summary>A closed trade with what people noted.</summary>
/// <param name="Trade">The trade.</param>
/// <param name="Tag">Their word for it; empty for none.</param>
/// <param name="Note">Their text; empty for none.</param>
public sealed record NotedTrade(TradeRow Trade, string Tag, string Note);

/// <summary>What a deployment did, counted.</summary>
public sealed record DeploymentCounts
{
    /// <summary>The deployment.</summary>
    public required int Deployment { get; init; }

    /// <summary>Closed trades.</summary>
    public long Trades { get; init; }

    /// <summary>Those that gained.</summary>
    public long Won { get; init; }

    /// <summary>Time of its last order, Unix ms; 0 for none.</summary>
    public long LastOrder { get; init; }
}

/// <summary>An alert that was told.</summary>
public sealed record AlertRow
{
    /// <summary>Its number; grows.</summary>
    public long Id { get; init; }

    /// <summary>Unix ms.</summary>
    public required long Time { get; init; }

    /// <summary>info, warning or critical.</summary>
    public required string Severity { get; init; }

    /// <summary>What kind of thing.</summary>
    public required string Code { get; init; }

    /// <summary>One sentence.</summary>
    public required string Text { get; init; }

    /// <summary>The account; empty where it is none's.</summary>
    public string Account { get; init; } = "";

    /// <summary>The deployment; 0 where it is none's.</summary>
    public int Deployment { get; init; }

    /// <summary>Who has seen it; empty for nobody.</summary>
    public string AcknowledgedBy { get; init; } = "";

    /// <summary>When, Unix ms; 0 for never.</summary>
    public long AcknowledgedAt { get; init; }
}
