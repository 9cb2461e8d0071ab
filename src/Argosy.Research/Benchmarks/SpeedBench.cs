using System.Diagnostics;
using Argosy.Core.Values;
using Argosy.Research.Backtests;

namespace Argosy.Research.Benchmarks;

/// <summary>Measures the works that are one run, and the bare loop, in turns, so that a slow moment of the machine hits all alike.</summary>
public static class SpeedBench
{
    /// <summary>Runs without a measurement: until the code is compiled at its best.</summary>
    public const int WarmUpRounds = 3;

    /// <summary>Runs every work <paramref name="rounds"/> times on the market.</summary>
    public static Result<IReadOnlyList<SpeedFigure>> Run(Market market, int rounds, IProgress<double>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(market);
        var bars = market.Bars;
        var bare = new SpeedFigure("bare loop", $"W1's rules in plain doubles: the floor", bars.Count, CountsOrders: false);
        var figures = new List<SpeedFigure> { bare };
        var requests = new List<BacktestRequest>();
        foreach (var work in Workload.All)
        {
            var request = work.On(market, report: true);
            if (!request.Ok) return request.Error!;
            requests.Add(request.Value);
            figures.Add(new SpeedFigure(work.Name, work.Rules, bars.Count, work.CountsOrders));
        }
        WarmUpBareLoop(bars);
        for (var round = -WarmUpRounds; round < rounds; round++)
        {
            var begin = Stopwatch.GetTimestamp();
            var outcome = BareLoop.SmaCross(bars, Workload.Fast, Workload.Slow, Exact.ToStatistic(Workload.Cash), Exact.ToStatistic(Workload.Fee));
            if (round >= 0) bare.Timings.Add(Stopwatch.GetElapsedTime(begin).TotalSeconds);
            bare.Orders = outcome.Orders;
            for (var i = 0; i < requests.Count; i++)
            {
                var result = Backtest.RunForTotals(requests[i]);
                if (!result.Ok) return result.Error!;
                var figure = figures[i + 1];
                if (round >= 0) figure.Timings.Add(result.Value.EngineSeconds);
                // Where orders are the work, the one of the last bar is part of it although nothing fills it any more.
                figure.Orders = figure.CountsOrders ? result.Value.Orders : result.Value.Fills;
                figure.BytesPerBar = (double)result.Value.AllocatedBytes / result.Value.Bars;
            }
            progress?.Report((round + WarmUpRounds + 1.0) / (rounds + WarmUpRounds));
        }
        return figures;
    }

    // It is one method: compiled at its best only after some tens of calls, and by a thread of its own that wants time between them.
    static void WarmUpBareLoop(Core.MarketData.BarColumns bars)
    {
        var head = Workload.Head(bars, 10_000);
        for (var batch = 0; batch < 20; batch++)
        {
            for (var call = 0; call < 20; call++) BareLoop.SmaCross(head, Workload.Fast, Workload.Slow, 1, 0);
            Thread.Sleep(20);
        }
    }
}

/// <summary>What one work was measured at.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Rules">What it does.</param>
/// <param name="Bars">Bars of one run.</param>
/// <param name="CountsOrders">Whether its speed is counted in orders rather than in bars.</param>
public sealed record SpeedFigure(string Name, string Rules, int Bars, bool CountsOrders)
{
    /// <summary>One measurement a round.</summary>
    public Timings Timings { get; } = new();

    /// <summary>Orders of one run: those that were filled, each whole; where orders are counted, all of them.</summary>
    public int Orders { get; internal set; }

    /// <summary>Bytes allocated a bar; 0 for the bare loop.</summary>
    public double BytesPerBar { get; internal set; }

    /// <summary>What is counted: bars or orders.</summary>
    public int Units => CountsOrders ? Math.Max(Orders, 1) : Bars;

    /// <summary>Median nanoseconds a unit.</summary>
    public double Nanoseconds => Timings.Median * 1e9 / Units;

    /// <summary>Median units a second.</summary>
    public double PerSecond => Units / Timings.Median;
}
