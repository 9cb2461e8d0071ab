using Argosy.Core.Links;
using Argosy.Data.Links;
using Argosy.Engine.Accounting;
using Argosy.Research.Backtests;
using Argosy.Research.Perpetuals;
using Argosy.Simulation.Fills;
using Argosy.TestSupport;
using Argosy.Worker.Tests.Support;

namespace Argosy.Worker.Tests.Paper;

/// <summary>A backtest over bars, a paper run that is told the same bars, and the replay of its log are one run: equal trades, equal state.</summary>
public sealed class PaperParityTests
{
    static readonly FillOptions Uncapped = new() { Participation = 0 };

    public static TheoryData<string> Cases() =>
        ["ma-cross", "ma-cross uncapped", "rsi with stops", "every exit", "consensus", "consensus of rules", "several strategies", "guards and limits", "grid", "short", "warm-up", "slower bars", "costs", "at the close", "latency"];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Paper_OnRealBars_IsTheBacktest(string name)
    {
        var (strategy, settings) = Case(name);
        Market[] markets = [Markets.Real("binanceus_BTC-USDT_1m.csv.gz", 6_000)];
        AssertOneRun(markets, strategy, settings);
    }

    [Theory]
    [InlineData("ma-cross")]
    [InlineData("every exit")]
    [InlineData("consensus")]
    [InlineData("slower bars")]
    public void Paper_OfSeveralInstruments_IsTheBacktest(string name)
    {
        var (strategy, settings) = Case(name);
        Market[] markets = [Markets.Real("bittrex_XLM-BTC_5m.csv.gz", 4_000, lot: 0.1m, minNotional: 0.0001m), Markets.Real("bittrex_XRP-BTC_5m.csv.gz", 4_000, lot: 0.1m, minNotional: 0.0001m), Markets.Real("bittrex_ZEC-BTC_5m.csv.gz", 4_000, lot: 0.001m, minNotional: 0.0001m)];
        AssertOneRun(markets, strategy, settings with { Cash = 3 });
    }

    [Theory]
    [InlineData(MarginMode.Isolated)]
    [InlineData(MarginMode.Cross)]
    public void Paper_OfPerpetuals_WithFunding_IsTheBacktest(MarginMode mode)
    {
        var market = Markets.Real("binanceperp_WLD-USDT_1h.csv.gz", 3_000, lot: 1, minNotional: 5);
        // The whole of the eighth hours of its bars: what exchanges settle, at a rate that swings.
        var times = market.Bars.OpenTimes.Where(time => time % (8 * 3_600_000L) == 0).ToArray();
        var funding = new Simulation.Margin.FundingRates(times, [.. times.Select((_, k) => ((k % 7) - 2) * 0.0001m)], "swinging");
        var settings = new BacktestSettings
        {
            AllowShort = true, Leverage = 3, Margin = new MarginSettings { Mode = mode, LiquidationFee = 0.01m }, Size = "equity:60%", Band = false, Exits = ["stop:4%", "trailing:6%"],
        };
        AssertOneRun([market with { Funding = funding }], Markets.Strategy("ma-cross", ("fast", "5"), ("slow", "20"), ("trigger", "state")), settings, leastFills: 40);
    }

    static (StrategyChoice, BacktestSettings) Case(string name)
    {
        var plain = new BacktestSettings { Band = false };
        var cross = Markets.Strategy("ma-cross", ("fast", "5"), ("slow", "20"));
        return name switch
        {
            "ma-cross" => (cross, plain),
            "ma-cross uncapped" => (cross, plain with { Fills = Uncapped }),
            "rsi with stops" => (Markets.Strategy("rsi", ("period", "7"), ("low", "35"), ("high", "100"), ("stopLoss", "0.004"), ("takeProfit", "0.006")), plain with { Fills = Uncapped }),
            "every exit" => (cross, plain with { Exits = ["stop(atr=3, period=14)", "trailing:0.8%", "roi:0:0.6%/30:0.3%/90:0.1%", "break-even:0.3%", "time-stop:3h"], Size = "equity:30%" }),
            "consensus" => (Markets.Strategy("consensus", ("mode", "majority")), plain with { Fills = Uncapped }),
            "consensus of rules" => (Markets.Strategy("consensus", ("bundle", "true")), plain with { Size = "quote:500" }),
            "several strategies" => (StrategyChoice.Of([new("trend", cross), new("swing", Markets.Strategy("bollinger")), new("rsi", Markets.Strategy("rsi"))]), plain with { Size = "equity:20%" }),
            "guards and limits" => (cross, plain with { Guards = ["cooldown:30m", "max-drawdown(limit=3%, period=7d)"], Limits = ["max-order-size:2000"] }),
            "grid" => (Markets.Strategy("grid", ("spacing", "0.002"), ("levels", "4")), plain with { Size = "quote:400", Fills = Uncapped }),
            "short" => (Markets.Strategy("ma-cross", ("fast", "5"), ("slow", "20"), ("trigger", "state")), plain with { AllowShort = true, Leverage = 2, BorrowApr = 0.1m, Size = "equity:90%", Exits = ["stop:2%"] }),
            "warm-up" => (Markets.Strategy("macd"), plain with { From = Markets.Real("binanceus_BTC-USDT_1m.csv.gz", 1_500).Bars.OpenTimes[1_234] }),
            "slower bars" => (Markets.Strategy("consensus", ("voters", "ma-cross; slow:ma; rsi"), ("slow.timeframe", "15m"), ("slow.period", "8")), plain),
            "costs" => (cross, plain with { Fills = new FillOptions { SlippageBps = 3, SpreadBps = 2, VolumeSlippageBps = 40, MakerFee = 0.0002m, TakerFee = 0.0007m, FeeInReceivedAsset = true }, Exits = ["target:1%"] }),
            "at the close" => (cross, plain with { Fills = new FillOptions { FillAt = FillAt.Close } }),
            "latency" => (cross, plain with { Fills = new FillOptions { LatencyBars = 2, Participation = 0.02m }, Exits = ["stop:1%"] }),
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, null),
        };
    }

    static void AssertOneRun(Market[] markets, StrategyChoice strategy, BacktestSettings settings, int leastFills = 6)
    {
        var backtest = Markets.Backtest(markets, strategy, settings);
        Assert.True(backtest.Fills.Count >= leastFills, $"{backtest.Fills.Count} fills prove nothing");
        foreach (var manner in Enum.GetValues<Manner>())
        {
            var messages = Told.Run(markets, strategy, settings, manner, seed: 7).ToArray();
            var (worker, answers) = Told.Worker(messages);
            Assert.DoesNotContain(answers, answer => answer is BotLine);
            Assert.Equal(messages.Length, answers.Count(answer => answer is StepDone));
            Assert.Equal(backtest.TradeHash, worker.TradeHash);
            Assert.Equal(backtest.StateHash, worker.StateHash);

            // Its log, read back from bytes, tells a fresh worker the same run.
            var logged = messages.Select(message => LinkCodec.ReadHost(LinkCodec.Encode(message)).Value);
            var (replayed, again) = Told.Worker(logged);
            Assert.Equal(worker.StateHash, replayed.StateHash);
            Assert.Equal(answers.Select(LinkCodec.Encode), again.Select(LinkCodec.Encode));
        }
    }
}
