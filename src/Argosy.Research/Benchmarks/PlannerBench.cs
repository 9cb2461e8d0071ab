using System.Diagnostics;
using Argosy.Core.Values;
using Argosy.Research.Backtests;
using Argosy.Research.Sweeps;

namespace Argosy.Research.Benchmarks;

/// <summary>The sweeps through the planner, on one core, beside the bare loop over the same bars.</summary>
public static class PlannerBench
{
    const int BareRounds = 5;

    /// <summary>A thousand pairs: fast 2, 4 … 40 with slow 45, 48 … 192.</summary>
    public static IReadOnlyList<(int Fast, int Slow)> ThousandPairs { get; } =
        [.. from fast in Enumerable.Range(1, 20) from slow in Enumerable.Range(0, 50) select (fast * 2, 45 + (slow * 3))];

    /// <summary>Measures the bare loop, W2's hundred sets for their totals and for all figures, and a thousand sets for their totals.</summary>
    /// <param name="market">The bars.</param>
    /// <param name="rounds">Measurements of each, after one that does not count.</param>
    /// <param name="engine">What the engine found for the hundred sets, to compare with; empty for none.</param>
    /// <param name="progress">Hears the share done, 0..1.</param>
    /// <param name="cancellation">Asks to stop.</param>
    public static Result<IReadOnlyList<PlannerFigure>> Run(
        Market market, int rounds, IReadOnlyList<RunTotals> engine, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(market);
        ArgumentNullException.ThrowIfNull(engine);
        var hundred = Plan(market, SweepBench.Pairs);
        if (!hundred.Ok) return hundred.Error!;
        var thousand = Plan(market, ThousandPairs);
        if (!thousand.Ok) return thousand.Error!;
        var bars = market.Bars.Count;
        var bare = new PlannerFigure("bare loop", 1, bars);
        (PlannerFigure Figure, SweepPlan Plan, SweepDepth Depth)[] works =
        [
            (new PlannerFigure("W2, totals", hundred.Value.Sets, bars), hundred.Value, SweepDepth.Totals),
            (new PlannerFigure("W2, daily figures", hundred.Value.Sets, bars), hundred.Value, SweepDepth.Daily),
            (new PlannerFigure("W2, all figures", hundred.Value.Sets, bars), hundred.Value, SweepDepth.Full),
            (new PlannerFigure("1,000 sets, totals", thousand.Value.Sets, bars), thousand.Value, SweepDepth.Totals),
        ];
        for (var round = -1; round < rounds; round++)
        {
            for (var turn = 0; turn < BareRounds; turn++)
            {
                var begin = Stopwatch.GetTimestamp();
                bare.Orders = BareLoop.SmaCross(market.Bars, Workload.Fast, Workload.Slow, Exact.ToStatistic(Workload.Cash), Exact.ToStatistic(Workload.Fee)).Orders;
                if (round >= 0) bare.Timings.Add(Stopwatch.GetElapsedTime(begin).TotalSeconds);
            }
            foreach (var (figure, plan, depth) in works)
            {
                var begin = Stopwatch.GetTimestamp();
                var outcomes = plan.Run(new SweepRun { Depth = depth }, null, cancellation);
                if (!outcomes.Ok) return outcomes.Error!;
                if (round >= 0) figure.Timings.Add(Stopwatch.GetElapsedTime(begin).TotalSeconds);
                figure.Orders = outcomes.Value.Sum(outcome => (long)outcome.Fills);
                figure.EqualSets = engine.Count == outcomes.Value.Count ? outcomes.Value.Zip(engine).Count(pair => Equal(pair.First, pair.Second)) : 0;
            }
            progress?.Report((round + 2.0) / (rounds + 1));
        }
        return Result<IReadOnlyList<PlannerFigure>>.Of([bare, .. works.Select(work => work.Figure)]);
    }

    static bool Equal(SweepOutcome outcome, RunTotals engine) =>
        (outcome.FinalEquity, outcome.Fills, outcome.Orders) == (engine.FinalEquity, engine.Fills, engine.Orders);

    static Result<SweepPlan> Plan(Market market, IReadOnlyList<(int Fast, int Slow)> pairs)
    {
        var requests = new List<BacktestRequest>();
        foreach (var (fast, slow) in pairs)
        {
            var request = Workload.Cross(fast, slow).On(market);
            if (!request.Ok) return request.Error!;
            requests.Add(request.Value);
        }
        return SweepPlanner.TryPlan([market], requests[0].Settings, [.. requests.Select(request => request.Strategy)]);
    }
}

/// <summary>What a sweep through the planner was measured at.</summary>
/// <param name="Name">What was swept.</param>
/// <param name="Sets">Parameter sets.</param>
/// <param name="Bars">Bars of each.</param>
public sealed record PlannerFigure(string Name, int Sets, int Bars)
{
    /// <summary>One measurement a round.</summary>
    public Timings Timings { get; } = new();

    /// <summary>Filled orders of all sets together.</summary>
    public long Orders { get; internal set; }

    /// <summary>Sets whose orders, fills and final equity are those of the engine's run.</summary>
    public int EqualSets { get; internal set; }

    /// <summary>Median nanoseconds a bar and set.</summary>
    public double Nanoseconds => Timings.Median * 1e9 / Bars / Sets;

    /// <summary>Bars × sets a second.</summary>
    public double BarSetsPerSecond => (double)Bars * Sets / Timings.Median;
}
