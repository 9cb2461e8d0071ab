using Argosy.Core.Values;
using Argosy.Data.Synthesis;
using Argosy.Research.Backtests;
using Argosy.Research.Benchmarks;
using BenchmarkDotNet.Attributes;

namespace Argosy.Bench;

/// <summary>Whole backtests beside the bare loop, on a year of synthetic minutes. `argosy bench` gives the same figures by bar; this one adds what is allocated.</summary>
[MemoryDiagnoser]
public class EngineBenchmarks
{
    readonly Dictionary<string, BacktestRequest> _requests = new(StringComparer.Ordinal);
    Market _market = null!;

    [Params(525_600)]
    public int Bars { get; set; }

    [GlobalSetup]
    public void Generate()
    {
        _market = Workload.Market(SeriesGenerator.Generate(new SynthesisOptions { Bars = Bars }).ToColumns(), "generator");
        foreach (var work in Workload.All) _requests.Add(work.Name, work.On(_market).Value);
        _requests.Add("reported", Workload.All[0].On(_market, report: true).Value);
    }

    [Benchmark(Baseline = true, Description = "bare loop")]
    public int Bare() => BareLoop.SmaCross(_market.Bars, Workload.Fast, Workload.Slow, Exact.ToStatistic(Workload.Cash), Exact.ToStatistic(Workload.Fee)).Orders;

    [Benchmark(Description = "W1 SMA cross")]
    public int Cross() => Orders("W1");

    [Benchmark(Description = "W1 with curve, hash and metrics")]
    public int CrossReported() => Orders("reported");

    [Benchmark(Description = "W3 RSI with stop and target")]
    public int Brackets() => Orders("W3");

    [Benchmark(Description = "W4 an order at every bar")]
    public int EveryBar() => Orders("W4");

    int Orders(string work) => Backtest.Run(_requests[work]).Value.OrderCount;
}
