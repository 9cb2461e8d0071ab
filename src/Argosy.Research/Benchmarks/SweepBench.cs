using System.Diagnostics;
using Argosy.Core.Values;
using Argosy.Research.Backtests;

namespace Argosy.Research.Benchmarks;

/// <summary>W2: a hundred pairs of averages over the same bars, every one through the whole engine, on all cores.</summary>
public static class SweepBench
{
    /// <summary>The pairs: fast 5, 10 … 50 with slow 60, 70 … 150.</summary>
    public static IReadOnlyList<(int Fast, int Slow)> Pairs { get; } =
        [.. from fast in Enumerable.Range(1, 10) from slow in Enumerable.Range(6, 10) select (fast * 5, slow * 10)];

    /// <summary>Runs the sweep on <paramref name="jobs"/> threads after one pair of warm-up.</summary>
    public static Result<SweepFigure> Run(Market market, int jobs, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(market);
        var requests = new BacktestRequest[Pairs.Count];
        for (var i = 0; i < requests.Length; i++)
        {
            var request = Workload.Cross(Pairs[i].Fast, Pairs[i].Slow).On(market);
            if (!request.Ok) return request.Error!;
            requests[i] = request.Value;
        }
        for (var i = 0; i < SpeedBench.WarmUpRounds; i++)
        {
            var warm = Backtest.RunForTotals(requests[i], cancellation);
            if (!warm.Ok) return warm.Error!;
        }
        var totals = new RunTotals[requests.Length];
        Error? failed = null;
        var done = 0;
        var begin = Stopwatch.GetTimestamp();
        Parallel.For(0, requests.Length, new ParallelOptions { MaxDegreeOfParallelism = jobs, CancellationToken = cancellation }, (i, loop) =>
        {
            var result = Backtest.RunForTotals(requests[i], cancellation);
            if (result.Ok) totals[i] = result.Value;
            else
            {
                Interlocked.CompareExchange(ref failed, result.Error, null);
                loop.Stop();
            }
            var finished = Interlocked.Increment(ref done);
            lock (requests) progress?.Report((double)finished / requests.Length);
        });
        var seconds = Stopwatch.GetElapsedTime(begin).TotalSeconds;
        if (failed is not null) return failed;
        return new SweepFigure(requests.Length, market.Bars.Count, jobs, totals.Sum(t => (long)t.Fills), seconds) { Totals = totals };
    }
}

/// <summary>What the sweep was measured at.</summary>
/// <param name="Sets">Parameter sets.</param>
/// <param name="Bars">Bars of each.</param>
/// <param name="Jobs">Threads.</param>
/// <param name="Orders">Filled orders of all sets together.</param>
/// <param name="Seconds">Time for all of them.</param>
public sealed record SweepFigure(int Sets, int Bars, int Jobs, long Orders, double Seconds)
{
    /// <summary>What came of each set, in their order.</summary>
    public IReadOnlyList<RunTotals> Totals { get; init; } = [];

    /// <summary>Bars × sets a second, all threads together.</summary>
    public double BarSetsPerSecond => (double)Bars * Sets / Seconds;

    /// <summary>Bars × sets a second and thread.</summary>
    public double BarSetsPerSecondAndCore => BarSetsPerSecond / Jobs;
}
