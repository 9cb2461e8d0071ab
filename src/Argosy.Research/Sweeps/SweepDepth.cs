namespace Argosy.Research.Sweeps;

/// <summary>How much a sweep finds out about each set; each depth includes those before it and costs more.</summary>
public enum SweepDepth
{
    /// <summary>Final equity, return, exposure and the counts of orders, fills and trades.</summary>
    Totals,
    /// <summary>Day by day returns and the figures made of them.</summary>
    Daily,
    /// <summary>Every figure of a backtest: the fills, the trades and the equity at every bar are made, read and forgotten.</summary>
    Full,
}

/// <summary>Which depth a figure needs.</summary>
public static class SweepDepths
{
    /// <summary>The least depth at which all of these figures, by their names in <see cref="Metrics.MetricTable"/>, are known.</summary>
    public static SweepDepth For(IEnumerable<string> metrics)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        var depth = SweepDepth.Totals;
        foreach (var name in metrics)
        {
            var needed = name switch
            {
                "totalReturn" or "cagr" or "exposure" or "trades" or "funding" or "buyAndHoldReturn" or "finalEquity" => SweepDepth.Totals,
                "volatility" or "sharpe" or "sortino" => SweepDepth.Daily,
                _ => SweepDepth.Full,
            };
            if (needed > depth) depth = needed;
        }
        return depth;
    }
}
