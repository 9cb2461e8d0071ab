using Argosy.Data.Synthesis;
using Argosy.Research.Backtests;
using Argosy.Research.Benchmarks;
using Argosy.Research.Results;
using BenchmarkDotNet.Attributes;

namespace Argosy.Bench;

/// <summary>What a run costs besides its bars: a tiny backtest, and writing a result.</summary>
[MemoryDiagnoser]
public class SetupBenchmarks
{
    BacktestRequest _tiny = null!;
    BacktestResult _result = null!;

    [GlobalSetup]
    public void Generate()
    {
        _tiny = Workload.All[0].On(Workload.Market(SeriesGenerator.Generate(new SynthesisOptions { Bars = 100 }).ToColumns(), "generator")).Value;
        var year = Workload.Market(SeriesGenerator.Generate(new SynthesisOptions { Bars = 100_000 }).ToColumns(), "generator");
        _result = Backtest.Run(Workload.All[0].On(year, report: true).Value).Value;
    }

    [Benchmark(Description = "a backtest of 100 bars")]
    public int Tiny() => Backtest.Run(_tiny).Value.OrderCount;

    [Benchmark(Description = "a result of 100,000 bars as JSON")]
    public long Json()
    {
        using var stream = new MemoryStream();
        ResultJson.Write(stream, _result);
        return stream.Length;
    }
}
