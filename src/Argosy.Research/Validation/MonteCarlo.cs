using Argosy.Core.Values;
using Argosy.Engine.Accounting;
using Argosy.Research.Backtests;
using Argosy.Research.Metrics;
using Argosy.Research.Statistics;
using Argosy.Research.Trials;

namespace Argosy.Research.Validation;

/// <summary>What else the same strategy could have lived through: its trades in another order, its days drawn anew, its candles a little different.</summary>
public static class MonteCarlo
{
    /// <summary>Fewest days that are drawn from.</summary>
    public const int FewestDays = 20;

    static readonly double YearRoot = Math.Sqrt(365);

    /// <summary>The trades in random orders, each with its return on the equity before it. The end is always the same; what spreads is the way there, so only drawdowns are told.</summary>
    /// <param name="trades">Trades, in the order of their ends; those that overlapped count one after another.</param>
    /// <param name="startingCash">Cash at the start, quote asset.</param>
    /// <param name="runs">How many orders.</param>
    /// <param name="seed">Seed.</param>
    /// <returns>The spread; null with fewer than two trades or where equity was lost.</returns>
    public static TradeShuffle? Shuffle(IReadOnlyList<Trade> trades, decimal startingCash, int runs, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(trades);
        return Shuffle([.. trades.Select(trade => trade.Pnl)], startingCash, runs, seed);
    }

    /// <summary>The same of what trades made, for whoever has no more of them: a stored result tells it.</summary>
    /// <param name="pnl">What each trade made, fees and funding included, quote asset, in the order of their ends.</param>
    /// <param name="startingCash">Cash at the start, quote asset.</param>
    /// <param name="runs">How many orders.</param>
    /// <param name="seed">Seed.</param>
    /// <returns>The spread; null with fewer than two trades or where equity was lost.</returns>
    public static TradeShuffle? Shuffle(IReadOnlyList<decimal> pnl, decimal startingCash, int runs, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(pnl);
        if (pnl.Count < 2) return null;
        var factors = new double[pnl.Count];
        var equity = Exact.ToStatistic(startingCash);
        for (var i = 0; i < factors.Length; i++)
        {
            var after = equity + Exact.ToStatistic(pnl[i]);
            if (after <= 0) return null;
            factors[i] = after / equity;
            equity = after;
        }
        var actual = DeepestFall(factors);
        var random = new SeededGenerator(seed);
        var falls = new double[runs];
        for (var run = 0; run < runs; run++)
        {
            AlteredBars.Shuffle(factors, random);
            falls[run] = DeepestFall(factors);
        }
        return new TradeShuffle(runs, actual, Quantiles.Of(falls)!);
    }

    /// <summary>Days drawn anew with replacement, in blocks that keep what hangs together (circular block bootstrap).</summary>
    /// <remarks>Source: Politis and Romano, "A circular block-resampling procedure for stationary data", 1992. Blocks of n^(1/3) days, at least five.</remarks>
    /// <param name="dailyReturns">Daily returns, ratio.</param>
    /// <param name="runs">How many series.</param>
    /// <param name="seed">Seed.</param>
    /// <returns>The spreads; null with fewer than <see cref="FewestDays"/> days, or where a day ends in debt: debts do not grow by ratios.</returns>
    public static BlockBootstrap? Bootstrap(IReadOnlyList<double> dailyReturns, int runs, ulong seed)
    {
        const int ShortestBlock = 5;
        ArgumentNullException.ThrowIfNull(dailyReturns);
        var n = dailyReturns.Count;
        if (n < FewestDays || dailyReturns.Any(day => day < -1)) return null;
        var length = Math.Max(ShortestBlock, (int)Math.Round(Math.Cbrt(n)));
        var random = new SeededGenerator(seed);
        var (totals, falls, sharpes, drawn) = (new double[runs], new double[runs], new List<double>(runs), new double[n]);
        var factors = new double[n];
        var fan = new GrowthFan(n, runs);
        for (var run = 0; run < runs; run++)
        {
            for (var day = 0; day < n;)
            {
                var start = random.NextIndex(n);
                for (var k = 0; k < length && day < n; k++) drawn[day++] = dailyReturns[(start + k) % n];
            }
            var growth = 1.0;
            for (var i = 0; i < n; i++)
            {
                factors[i] = 1 + drawn[i];
                growth *= factors[i];
                fan.Add(run, i + 1, growth - 1);
            }
            totals[run] = growth - 1;
            falls[run] = DeepestFall(factors);
            if (Moments.Of(drawn).MeanOverDeviation is { } sharpe) sharpes.Add(sharpe * YearRoot);
        }
        return new BlockBootstrap(runs, length, Quantiles.Of(totals)!, Quantiles.Of(falls)!, Quantiles.Of(sharpes), (double)totals.Count(t => t < 0) / runs) { Fan = fan.Days() };
    }

    /// <summary>The backtest again on candles whose prices are moved a little at random, high and low still enclosing open and close.</summary>
    /// <param name="request">The backtest; its detail bars are left out.</param>
    /// <param name="amount">Standard deviation of a move, as a share of its bar's range.</param>
    /// <param name="runs">How many runs.</param>
    /// <param name="seed">Seed.</param>
    /// <param name="jobs">Runs at a time.</param>
    /// <param name="cancellation">Asks to stop.</param>
    public static Result<CandleNoise> Noise(BacktestRequest request, double amount, int runs, ulong seed, int jobs = 1, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var outcomes = new Result<TrialRun>[runs];
        TrialGrid.Each(runs, jobs, run =>
        {
            var noised = request.Markets.Select((m, i) => m with { Detail = null, Bars = AlteredBars.Noise(m.Bars, amount, SeedOf(seed, run, i)) }).ToArray();
            outcomes[run] = TrialRun.Of(request with { Markets = noised }, cancellation);
        }, cancellation);
        foreach (var outcome in outcomes)
        {
            if (!outcome.Ok) return outcome.Error!;
        }
        PerformanceMetrics[] metrics = [.. outcomes.Select(o => o.Value.Metrics)];
        return new CandleNoise(
            runs, amount, Quantiles.Of(metrics.Select(m => m.TotalReturn))!, Quantiles.Of(metrics.Select(m => m.MaxDrawdown).OfType<double>()),
            Quantiles.Of(metrics.Select(m => m.Sharpe).OfType<double>()), Quantiles.Of(metrics.Select(m => (double)m.Trades))!, (double)metrics.Count(m => m.TotalReturn < 0) / runs);
    }

    static ulong SeedOf(ulong seed, int run, int instrument) => seed + ((ulong)run * 1_000_003) + ((ulong)instrument * 7919);

    static double DeepestFall(double[] factors)
    {
        double equity = 1, peak = 1, fall = 0;
        foreach (var factor in factors)
        {
            equity *= factor;
            peak = Math.Max(peak, equity);
            fall = Math.Max(fall, 1 - (equity / peak));
        }
        return fall;
    }
}

/// <summary>Drawdowns of the trades in random orders.</summary>
/// <param name="Runs">How many orders.</param>
/// <param name="Actual">Drawdown from closed trade to closed trade in the order that happened, ratio.</param>
/// <param name="MaxDrawdown">Spread of the drawdown, ratio.</param>
public sealed record TradeShuffle(int Runs, double Actual, Quantiles MaxDrawdown);

/// <summary>Outcomes of days drawn anew.</summary>
/// <param name="Runs">How many series.</param>
/// <param name="BlockDays">Days in a block.</param>
/// <param name="TotalReturn">Spread of the total return, ratio.</param>
/// <param name="MaxDrawdown">Spread of the drawdown from day to day, ratio.</param>
/// <param name="Sharpe">Spread of the yearly Sharpe ratio; null where no series has one.</param>
/// <param name="LossShare">Share of series that end below their start, 0..1.</param>
public sealed record BlockBootstrap(int Runs, int BlockDays, Quantiles TotalReturn, Quantiles MaxDrawdown, Quantiles? Sharpe, double LossShare)
{
    /// <summary>Spread of the return so far on evenly chosen days, the first and the last among them.</summary>
    public IReadOnlyList<FanDay> Fan { get; init; } = [];
}

/// <summary>Outcomes on noised candles.</summary>
/// <param name="Runs">How many runs.</param>
/// <param name="Amount">Standard deviation of a price's move as a share of its bar's range.</param>
/// <param name="TotalReturn">Spread of the total return, ratio.</param>
/// <param name="MaxDrawdown">Spread of the drawdown, ratio.</param>
/// <param name="Sharpe">Spread of the yearly Sharpe ratio; null where no run has one.</param>
/// <param name="Trades">Spread of the number of trades.</param>
/// <param name="LossShare">Share of runs that lose, 0..1.</param>
public sealed record CandleNoise(int Runs, double Amount, Quantiles TotalReturn, Quantiles? MaxDrawdown, Quantiles? Sharpe, Quantiles Trades, double LossShare);
