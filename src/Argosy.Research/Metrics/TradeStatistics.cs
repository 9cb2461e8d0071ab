using Argosy.Core.Values;
using Argosy.Engine.Accounting;

namespace Argosy.Research.Metrics;

/// <summary>Figures of a list of trades; each null where no trade defines it.</summary>
public sealed record TradeStatistics
{
    const double MsPerMinute = 60_000;

    /// <summary>Share of trades that gained, 0..1.</summary>
    public double? WinRate { get; private init; }

    /// <summary>Σ gains / |Σ losses|; null without a loss.</summary>
    public double? ProfitFactor { get; private init; }

    /// <summary>Mean return on the opening notional, ratio.</summary>
    public double? Expectancy { get; private init; }

    /// <summary>Mean result, quote asset, to 8 decimals.</summary>
    public decimal? MeanPnl { get; private init; }

    /// <summary>Greatest return, ratio.</summary>
    public double? Best { get; private init; }

    /// <summary>Least return, ratio.</summary>
    public double? Worst { get; private init; }

    /// <summary>√n · mean / sample standard deviation of the results; null with fewer than two trades or equal results.</summary>
    public double? Sqn { get; private init; }

    /// <summary>Mean length, minutes.</summary>
    public double? MeanMinutes { get; private init; }

    /// <summary>Longest, minutes.</summary>
    public double? MaxMinutes { get; private init; }

    /// <summary>The figures of these trades, summed in their order.</summary>
    public static TradeStatistics Of(IReadOnlyList<Trade> trades)
    {
        ArgumentNullException.ThrowIfNull(trades);
        var n = trades.Count;
        if (n == 0) return new TradeStatistics();
        var wins = 0;
        decimal gains = 0, losses = 0;
        double returns = 0, best = double.MinValue, worst = double.MaxValue;
        long lengths = 0, longest = 0;
        foreach (var trade in trades)
        {
            if (trade.Pnl > 0)
            {
                wins++;
                gains += trade.Pnl;
            }
            else
            {
                losses += trade.Pnl;
            }
            var ratio = Exact.ToStatistic(trade.ReturnRatio);
            returns += ratio;
            best = Math.Max(best, ratio);
            worst = Math.Min(worst, ratio);
            lengths += trade.ExitTime - trade.EntryTime;
            longest = Math.Max(longest, trade.ExitTime - trade.EntryTime);
        }
        var mean = (gains + losses) / n;
        return new TradeStatistics
        {
            WinRate = (double)wins / n,
            ProfitFactor = losses == 0 ? null : Exact.ToStatistic(gains) / Exact.ToStatistic(-losses),
            Expectancy = returns / n,
            MeanPnl = Exact.Round(mean, Ledger.AssetScale),
            Best = best,
            Worst = worst,
            Sqn = SystemQuality(trades, mean),
            MeanMinutes = lengths / MsPerMinute / n,
            MaxMinutes = longest / MsPerMinute,
        };
    }

    static double? SystemQuality(IReadOnlyList<Trade> trades, decimal mean)
    {
        var squares = 0.0;
        var differ = false;
        foreach (var trade in trades)
        {
            differ |= trade.Pnl != trades[0].Pnl;
            var distance = Exact.ToStatistic(trade.Pnl - mean);
            squares += distance * distance;
        }
        return differ ? Math.Sqrt(trades.Count) * Exact.ToStatistic(mean) / Math.Sqrt(squares / (trades.Count - 1)) : null;
    }
}
