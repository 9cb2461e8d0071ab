using Argosy.Data.Synthesis;
using Argosy.Research.Backtests;
using Argosy.Research.Benchmarks;
using Argosy.Research.Sweeps;
using BenchmarkDotNet.Attributes;

namespace Argosy.Bench;

/// <summary>W2's hundred parameter sets through the sweep planner, on one core, at each depth; `argosy bench sweep` sets them beside the engine.</summary>
[MemoryDiagnoser]
public class SweepBenchmarks
{
    SweepPlan _plan = null!;

    [Params(525_600)]
    public int Bars { get; set; }

    [GlobalSetup]
    public void Generate()
    {
        var market = Workload.Market(SeriesGenerator.Generate(new SynthesisOptions { Bars = Bars }).ToColumns(), "generator");
        BacktestRequest[] requests = [.. SweepBench.Pairs.Select(pair => Workload.Cross(pair.Fast, pair.Slow).On(market).Value)];
        _plan = SweepPlanner.TryPlan([market], requests[0].Settings, [.. requests.Select(request => request.Strategy)]).Value;
    }

    [Benchmark(Baseline = true, Description = "100 sets, totals")]
    public long Totals() => Orders(SweepDepth.Totals);

    [Benchmark(Description = "100 sets, daily figures")]
    public long Daily() => Orders(SweepDepth.Daily);

    [Benchmark(Description = "100 sets, all figures")]
    public long Full() => Orders(SweepDepth.Full);

    long Orders(SweepDepth depth) => _plan.Run(new SweepRun { Depth = depth }).Value.Sum(outcome => (long)outcome.Fills);
}
