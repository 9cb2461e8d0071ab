using Argosy.Core.Links;
using Argosy.Core.MarketData;
using Argosy.Data.Links;
using Argosy.Data.Synthesis;
using Argosy.Research.Backtests;
using Argosy.Research.Benchmarks;
using Argosy.Research.Results;
using Argosy.Simulation.Fills;
using Argosy.Worker.Running;
using BenchmarkDotNet.Attributes;

namespace Argosy.Bench;

/// <summary>What a message costs: a closed bar told to a worker in this process, and its line of a run log.</summary>
[MemoryDiagnoser]
public class WorkerBenchmarks
{
    const int Bars = 20_000;

    MarketMoved[] _moved = null!;
    RunBegins _paper = null!;
    RunBegins _live = null!;
    byte[] _line = null!;

    [GlobalSetup]
    public void Generate()
    {
        var market = Workload.Market(SeriesGenerator.Generate(new SynthesisOptions { Bars = Bars }).ToColumns(), "generator");
        const string Strategy = """{"name":"ma-cross","parameters":{"fast":"20","slow":"100"}}""";
        var settings = StoredSettings.Text(new BacktestSettings { Exits = ["stop:2%"], Fills = new FillOptions { Participation = 0 } });
        _paper = new RunBegins(RunMode.Paper, [market.Instrument], market.Bars.Timeframe, Strategy, settings);
        _live = _paper with { Mode = RunMode.Live };
        _moved = [.. Enumerable.Range(0, Bars - 1).Select(row => new MarketMoved(market.Bars.CloseTime(row), [new ClosedBar(0, market.Bars[row])], [new OpenedBar(0, market.Bars.Open[row + 1])]))];
        _line = LinkCodec.Encode(_moved[0]);
    }

    [Benchmark(OperationsPerInvoke = Bars, Description = "a bar told to a paper worker, ma-cross with a stop")]
    public int Paper() => Run(_paper);

    [Benchmark(OperationsPerInvoke = Bars, Description = "a bar told to a live worker, ma-cross with a stop")]
    public int Live() => Run(_live);

    [Benchmark(Description = "a bar's message written as a line")]
    public int Write() => LinkCodec.Encode(_moved[0]).Length;

    [Benchmark(Description = "a bar's message read from its line")]
    public bool Read() => LinkCodec.ReadHost(_line).Ok;

    int Run(RunBegins begins)
    {
        var answers = 0;
        var worker = new RunWorker(_ => answers++);
        worker.Hear(begins);
        foreach (var moved in _moved) worker.Hear(moved);
        return answers;
    }
}
