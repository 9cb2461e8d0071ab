using Argosy.Core.Values;

namespace Argosy.Research.Metrics;

/// <summary>Every figure of a backtest from what the run left behind; one file for each family of figures.</summary>
public static class MetricsCalculator
{
    const double MsPerDay = 86_400_000;
    const double DaysPerYear = 365;

    /// <summary>The figures; those of the curve are null when it was not kept.</summary>
    public static PerformanceMetrics Calculate(MetricsInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var curve = input.Equity.EndAt(input.FinalEquity);
        var growth = input.FinalEquity / input.StartingCash;
        var cagr = Cagr(growth, (input.To - input.From) / MsPerDay);
        var daily = input.Daily ?? DailyReturns.Of(curve);
        var drawdown = Drawdown.Of(curve);
        var trades = TradeStatistics.Of(input.Trades);
        var costs = TradingCosts.Of(input);
        return new PerformanceMetrics
        {
            TotalReturn = Exact.ToStatistic(growth - 1),
            Cagr = cagr,
            Volatility = daily.Volatility,
            Sharpe = daily.Sharpe,
            Sortino = daily.Sortino,
            MaxDrawdown = drawdown?.Max,
            Calmar = cagr is { } yearly && drawdown is { Max: > 0 } ? yearly / drawdown.Max : null,
            AvgDrawdown = drawdown?.Mean,
            MaxDrawdownDays = drawdown?.LongestDays,
            Exposure = input.Points > 0 ? (double)input.ExposedPoints / input.Points : null,
            Trades = input.Trades.Count,
            WinRate = trades.WinRate,
            ProfitFactor = trades.ProfitFactor,
            Expectancy = trades.Expectancy,
            AvgTrade = trades.MeanPnl,
            BestTrade = trades.Best,
            WorstTrade = trades.Worst,
            Sqn = trades.Sqn,
            AvgTradeMinutes = trades.MeanMinutes,
            MaxTradeMinutes = trades.MaxMinutes,
            Fees = costs.Fees,
            SlippageCost = costs.Slippage,
            Funding = costs.Funding,
            Turnover = costs.Turnover(curve),
            BuyAndHoldReturn = BuyAndHold(input.Prices),
            FinalEquity = input.FinalEquity,
            PeakEquity = Peak(curve, input),
        };
    }

    static double? Cagr(decimal growth, double days)
    {
        if (days < 1) return null;
        return growth <= 0 ? -1 : Finite(Math.Pow(Exact.ToStatistic(growth), DaysPerYear / days) - 1);
    }

    static double? BuyAndHold(IReadOnlyList<PriceSpan> prices)
    {
        if (prices.Count == 0) return null;
        var sum = 0.0;
        foreach (var span in prices)
        {
            if (span.FirstOpen <= 0) return null;
            sum += (span.LastClose / span.FirstOpen) - 1;
        }
        return sum / prices.Count;
    }

    // The curve is marked in double; its ends are known as money.
    static decimal? Peak(EquitySeries curve, MetricsInput input)
    {
        if (!curve.IsKept) return null;
        var peak = Math.Max(input.StartingCash, input.FinalEquity);
        var highest = Exact.ToStatistic(peak);
        foreach (var value in curve.Values.AsSpan(1, curve.Count - 2))
        {
            if (value <= highest) continue;
            peak = ToMoney(value);
            highest = Exact.ToStatistic(peak);
        }
        return peak;
    }

    static decimal ToMoney(double value) => Exact.Round((decimal)value, Engine.Accounting.Ledger.AssetScale);

    /// <summary>What overflowed a double is undefined, too.</summary>
    internal static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
