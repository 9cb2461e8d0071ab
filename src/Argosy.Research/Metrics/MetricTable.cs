namespace Argosy.Research.Metrics;

/// <summary>Every figure in the order in which results list them: the one place that names them.</summary>
public static class MetricTable
{
    /// <summary>All figures.</summary>
    public static IReadOnlyList<Metric> All { get; } =
    [
        Ratio("totalReturn", Better.Higher, m => m.TotalReturn),
        Ratio("cagr", Better.Higher, m => m.Cagr),
        Ratio("volatility", Better.Lower, m => m.Volatility),
        Ratio("sharpe", Better.Higher, m => m.Sharpe),
        Ratio("sortino", Better.Higher, m => m.Sortino),
        Ratio("maxDrawdown", Better.Lower, m => m.MaxDrawdown),
        Ratio("calmar", Better.Higher, m => m.Calmar),
        Ratio("avgDrawdown", Better.Lower, m => m.AvgDrawdown),
        Number("maxDrawdownDays", MetricUnit.Days, Better.Lower, m => m.MaxDrawdownDays),
        Ratio("exposure", Better.Neither, m => m.Exposure),
        Number("trades", MetricUnit.Count, Better.Neither, m => m.Trades),
        Ratio("winRate", Better.Higher, m => m.WinRate),
        Ratio("profitFactor", Better.Higher, m => m.ProfitFactor),
        Ratio("expectancy", Better.Higher, m => m.Expectancy),
        Money("avgTrade", Better.Higher, m => m.AvgTrade),
        Ratio("bestTrade", Better.Higher, m => m.BestTrade),
        Ratio("worstTrade", Better.Higher, m => m.WorstTrade),
        Ratio("sqn", Better.Higher, m => m.Sqn),
        Number("avgTradeMinutes", MetricUnit.Minutes, Better.Neither, m => m.AvgTradeMinutes),
        Number("maxTradeMinutes", MetricUnit.Minutes, Better.Neither, m => m.MaxTradeMinutes),
        Money("fees", Better.Lower, m => m.Fees),
        Money("slippageCost", Better.Lower, m => m.SlippageCost),
        Money("funding", Better.Higher, m => m.Funding),
        Ratio("turnover", Better.Neither, m => m.Turnover),
        Ratio("buyAndHoldReturn", Better.Neither, m => m.BuyAndHoldReturn),
        Money("finalEquity", Better.Higher, m => m.FinalEquity),
        Money("peakEquity", Better.Higher, m => m.PeakEquity),
        Ratio("deflatedSharpe", Better.Higher, m => m.DeflatedSharpe),
    ];

    /// <summary>The figure of that name, or null.</summary>
    public static Metric? Find(string name)
    {
        foreach (var metric in All)
        {
            if (string.Equals(metric.Name, name, StringComparison.Ordinal)) return metric;
        }
        return null;
    }

    static Metric Ratio(string name, Better better, Func<PerformanceMetrics, double?> of) => Number(name, MetricUnit.Ratio, better, of);

    static Metric Number(string name, MetricUnit unit, Better better, Func<PerformanceMetrics, double?> of) =>
        new(name, unit, better, m => new MetricValue(of(m), null));

    static Metric Money(string name, Better better, Func<PerformanceMetrics, decimal?> of) =>
        new(name, MetricUnit.Money, better, m => new MetricValue(null, of(m)));
}
