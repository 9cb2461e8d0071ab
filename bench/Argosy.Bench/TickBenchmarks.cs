using Argosy.Research.Backtests;
using Argosy.Research.Benchmarks;
using BenchmarkDotNet.Attributes;

namespace Argosy.Bench;

/// <summary>Ticks through venue and engine loop. `argosy bench ticks` gives the same figures by tick; this one adds what is allocated.</summary>
[MemoryDiagnoser]
public class TickBenchmarks
{
    BacktestRequest _trades = null!;
    BacktestRequest _quotes = null!;

    [Params(1_000_000)]
    public int Trades { get; set; }

    [GlobalSetup]
    public void Generate()
    {
        _trades = TickBench.Request(Trades, withQuotes: false);
        _quotes = TickBench.Request(Trades, withQuotes: true);
    }

    [Benchmark(Baseline = true, Description = "trades")]
    public int OnTrades() => Backtest.RunForTotals(_trades).Value.Orders;

    [Benchmark(Description = "trades and quotes")]
    public int OnQuotes() => Backtest.RunForTotals(_quotes).Value.Orders;
}
