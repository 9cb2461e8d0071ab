using Argosy.Core.MarketData;
using Argosy.Core.Orders;
using Argosy.Engine.Strategies;
using Argosy.Research.Backtests;
using Argosy.Simulation.Fills;
using Argosy.Worker.Parity;
using Argosy.Worker.Tests.Support;

namespace Argosy.Worker.Tests.Parity;

/// <summary>Real trades: a run that is filled on them against a backtest of their bars. The same decisions; each fill that differs has its cause.</summary>
public sealed class TickParityTests
{
    static readonly BacktestSettings Plain = new() { Size = "qty:1", Fills = new FillOptions { Participation = 0 } };

    public static TheoryData<string, string> Recordings => new()
    {
        { "binance_FXS-USDT_20231117.csv.gz", "1m" },
        { "binance_ETH-USDT_20240808.csv.gz", "5s" },
        { "binance_ETH-USDT_20240809.csv.gz", "5s" },
        { "binanceperp_ETH-USDT_20240808.csv.gz", "5s" },
    };

    [Theory]
    [MemberData(nameof(Recordings))]
    public void Decisions_AreTheSame_AndMarketOrdersMeetTheTradeThatOpensTheBar(string file, string timeframe)
    {
        var found = Parity(file, timeframe, Plain);
        Assert.True(found is { Mode: "ticks", Orders: >= 4 }, $"only {found.Orders} orders");
        // A trade says when in the bar it was; nothing else is other.
        Assert.All(found.Differences, difference => Assert.Equal(("fill-time", "tick-time"), (difference.Kind, difference.Cause)));
    }

    [Theory]
    [MemberData(nameof(Recordings))]
    public void Exits_DifferByThePathOfTheTrades_EachWithItsCause(string file, string timeframe)
    {
        var found = Parity(file, timeframe, Plain with { Exits = ["stop:0.05%", "target:0.04%", "trailing:0.05%"] });
        Assert.True(found.IsExplained, string.Join('\n', found.Differences));
        Assert.All(found.Differences, difference => Assert.Contains(difference.Cause, (string[])["tick-time", "tick-price", "path", "parts", "follows"]));
    }

    [Fact]
    public void Latency_IsTheCauseOfLaterFills()
    {
        var found = Parity("binance_FXS-USDT_20231117.csv.gz", "1m", Plain with { Ticks = new TickOptions { LatencyMs = 20_000 } });
        Assert.True(found.IsExplained, string.Join('\n', found.Differences));
        Assert.Contains(found.Differences, difference => difference is { Kind: "fill-price", Cause: "latency" });
        Assert.Contains(found.Differences, difference => difference is { Kind: "fill-time", Cause: "latency" });
        Assert.DoesNotContain(found.Differences, difference => difference.Kind is "missing" or "extra");
    }

    [Fact]
    public void Volume_OfATrade_IsLessThanThatOfItsBar()
    {
        var found = Parity("binance_FXS-USDT_20231117.csv.gz", "1m", Plain with { Size = "all", Fills = new FillOptions { Participation = 0.1m } });
        Assert.True(found.IsExplained, string.Join('\n', found.Differences));
        Assert.Contains(found.Differences, difference => difference is { Kind: "fill-price", Cause: "volume" });
    }

    [Fact]
    public void AnotherDecision_IsFoundOut()
    {
        // The second run, on bars, holds its hands still once: no fill before it says why.
        var made = 0;
        var moody = new StrategyChoice("moody", [], () => new Moody(++made > 1 ? 20 : 10));
        var found = TickParity.Run(new BacktestRequest([Markets.Ticks("binance_FXS-USDT_20231117.csv.gz", "1m")], moody, Plain)).Value;
        Assert.False(found.IsExplained);
        Assert.Contains(found.Differences, difference => difference is { Kind: "extra", Cause: ParityDifference.Unexplained });
    }

    [Fact]
    public void RunOnBars_HasNothingToCompareWith()
    {
        var market = Markets.Ticks("binance_FXS-USDT_20231117.csv.gz", "1m");
        var found = TickParity.Run(new BacktestRequest([market with { Ticks = null }], Markets.Strategy("ma-cross"), Plain));
        Assert.Contains("not made on ticks", found.Error!.Message, StringComparison.Ordinal);
    }

    static ParityOutcome Parity(string file, string timeframe, BacktestSettings settings)
    {
        var found = TickParity.Run(new BacktestRequest([Markets.Ticks(file, timeframe)], Markets.Strategy("ma-cross", ("fast", "3"), ("slow", "8")), settings));
        Assert.True(found.Ok, found.Error?.Message);
        return found.Value;
    }

    sealed class Moody(int from) : IStrategy
    {
        int _bar;

        public void OnBar(in Bar bar, StrategyContext context)
        {
            if (_bar++ >= from) context.Target(Direction.Long);
        }
    }
}
