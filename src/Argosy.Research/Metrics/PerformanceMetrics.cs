namespace Argosy.Research.Metrics;

/// <summary>The figures of a backtest; ratios unless said, null where undefined, never NaN or infinite.</summary>
/// <remarks>Formulas stand in <c>docs/reference/metrics.md</c>. Figures of the equity curve are null when the curve was not kept.</remarks>
public sealed record PerformanceMetrics
{
    /// <summary>Final equity / starting cash − 1.</summary>
    public required double TotalReturn { get; init; }

    /// <summary>Yearly growth of equity; −1 where no equity is left, null for tests shorter than a day.</summary>
    public double? Cagr { get; init; }

    /// <summary>Sample standard deviation of daily returns · √365.</summary>
    public double? Volatility { get; init; }

    /// <summary>Mean / sample standard deviation of daily returns · √365.</summary>
    public double? Sharpe { get; init; }

    /// <summary>Mean daily return / downside deviation · √365; null without a losing day.</summary>
    public double? Sortino { get; init; }

    /// <summary>Largest fall from the running peak, 0 or more; above 1 where equity became negative.</summary>
    public double? MaxDrawdown { get; init; }

    /// <summary>Cagr / largest drawdown; null without a drawdown.</summary>
    public double? Calmar { get; init; }

    /// <summary>Mean depth of all drawdowns, an open one included; null without one.</summary>
    public double? AvgDrawdown { get; init; }

    /// <summary>Longest time from a peak until it is reached again, or until the end, days.</summary>
    public double? MaxDrawdownDays { get; init; }

    /// <summary>Share of equity points with a position, 0..1.</summary>
    public double? Exposure { get; init; }

    /// <summary>Number of trades, open ones included.</summary>
    public int Trades { get; init; }

    /// <summary>Share of trades that gained, 0..1.</summary>
    public double? WinRate { get; init; }

    /// <summary>Σ gains / |Σ losses|; null without a loss.</summary>
    public double? ProfitFactor { get; init; }

    /// <summary>Mean return of a trade on its opening notional.</summary>
    public double? Expectancy { get; init; }

    /// <summary>Mean result of a trade, quote asset, to 8 decimals.</summary>
    public decimal? AvgTrade { get; init; }

    /// <summary>Greatest return of a trade on its opening notional.</summary>
    public double? BestTrade { get; init; }

    /// <summary>Least return of a trade on its opening notional.</summary>
    public double? WorstTrade { get; init; }

    /// <summary>√trades · mean / sample standard deviation of trade results.</summary>
    public double? Sqn { get; init; }

    /// <summary>Mean length of a trade, minutes.</summary>
    public double? AvgTradeMinutes { get; init; }

    /// <summary>Length of the longest trade, minutes.</summary>
    public double? MaxTradeMinutes { get; init; }

    /// <summary>Fees paid, quote asset; negative where rebates prevail.</summary>
    public decimal Fees { get; init; }

    /// <summary>What spread and slippage cost against the prices on the path, quote asset.</summary>
    public decimal SlippageCost { get; init; }

    /// <summary>Funding received, quote asset; negative was paid.</summary>
    public decimal Funding { get; init; }

    /// <summary>Σ fill notional / mean equity, a multiple.</summary>
    public double? Turnover { get; init; }

    /// <summary>Last close / first open − 1, mean over the instruments, without costs.</summary>
    public double? BuyAndHoldReturn { get; init; }

    /// <summary>Equity at the end, open positions valued at the last close with the taker fee, quote asset.</summary>
    public required decimal FinalEquity { get; init; }

    /// <summary>Greatest equity, starting cash included, quote asset.</summary>
    public decimal? PeakEquity { get; init; }

    /// <summary>Probability, 0..1, that the Sharpe ratio is better than the best chance gives to as many trials as were made on these data; null where they are not counted.</summary>
    public double? DeflatedSharpe { get; init; }
}
