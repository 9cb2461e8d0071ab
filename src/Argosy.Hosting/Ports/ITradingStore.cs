namespace Argosy.Hosting.Ports;

/// <summary>Orders, executions, trades and equity.</summary>
public interface ITradingStore
{
    /// <summary>Writes what happened, all or nothing; an order replaces what was known of it, an execution, trade or point that is there is left.</summary>
    Task Write(TradingBatch batch, CancellationToken cancel = default);

    /// <summary>A deployment's orders, newest first, those before <paramref name="before"/> (Unix ms).</summary>
    Task<IReadOnlyList<OrderRow>> Orders(int deployment, long before, int limit, CancellationToken cancel = default);

    /// <summary>An order's executions in order of time.</summary>
    Task<IReadOnlyList<FillRow>> Fills(string clientId, CancellationToken cancel = default);

    /// <summary>A deployment's trades in order.</summary>
    Task<IReadOnlyList<TradeRow>> Trades(int deployment, CancellationToken cancel = default);

    /// <summary>A deployment's equity from an instant on, in order of time.</summary>
    Task<IReadOnlyList<EquityRow>> Equity(int deployment, long from, CancellationToken cancel = default);
}

/// <summary>What is written to a <see cref="ITradingStore"/> together.</summary>
public sealed record TradingBatch
{
    /// <summary>Orders as they stand.</summary>
    public IReadOnlyList<OrderRow> Orders { get; init; } = [];

    /// <summary>Executions.</summary>
    public IReadOnlyList<FillRow> Fills { get; init; } = [];

    /// <summary>Closed trades.</summary>
    public IReadOnlyList<TradeRow> Trades { get; init; } = [];

    /// <summary>Points of equity.</summary>
    public IReadOnlyList<EquityRow> Equity { get; init; } = [];
}
