using Argosy.Core.Instruments;
using Argosy.Core.Links;
using Argosy.Core.MarketData;
using Argosy.Core.Orders;
using Argosy.Data.Links;
using Argosy.Research.Backtests;
using Argosy.Research.Results;
using Argosy.Simulation.Fills;
using Argosy.Simulation.Queues;
using Argosy.Worker.Parity;
using Argosy.Worker.Running;
using Argosy.Worker.Strategies;
using Argosy.Worker.Tests.Support;

namespace Argosy.Worker.Tests.Paper;

/// <summary>A paper run that is told the market's trades is the backtest on these ticks, and is held against the backtest on their bars.</summary>
public sealed class PaperOnTradesTests
{
    const string Fxs = "binance_FXS-USDT_20231117.csv.gz", Eth = "binance_ETH-USDT_20240808.csv.gz";

    static readonly BacktestSettings Plain = new() { Size = "qty:1", Band = false, Ticks = new TickOptions(), Fills = new FillOptions { Participation = 0 } };

    public static TheoryData<string, string, string> Cases() => new()
    {
        { Fxs, "1m", "plain" }, { Fxs, "1m", "exits" }, { Fxs, "1m", "time" }, { Fxs, "1m", "capped" }, { Fxs, "1m", "latency" }, { Fxs, "1m", "grid" }, { Fxs, "1m", "short" },
        { Eth, "5s", "plain" }, { Eth, "5s", "exits" }, { Eth, "5s", "latency" }, { Eth, "5s", "grid" }, { "binance_ETH-USDT_20240809.csv.gz", "5s", "exits" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Paper_OnRealTrades_IsTheBacktestOnThem(string file, string timeframe, string name)
    {
        var market = Markets.Ticks(file, timeframe);
        var (strategy, settings) = Case(name);
        var backtest = Markets.Backtest([market], strategy, settings);
        Assert.True(backtest.Fills.Count >= 4, $"{backtest.Fills.Count} fills prove nothing");
        for (ulong seed = 1; seed <= 3; seed++)
        {
            var messages = Told.OnTrades(market, strategy, settings, seed).ToArray();
            var (worker, answers) = Told.Worker(messages);
            Assert.DoesNotContain(answers, answer => answer is BotLine);
            Assert.Equal(backtest.TradeHash, worker.TradeHash);
            Assert.Equal(backtest.StateHash, worker.StateHash);

            var logged = messages.Select(message => LinkCodec.ReadHost(LinkCodec.Encode(message)).Value);
            var (replayed, again) = Told.Worker(logged);
            Assert.Equal(worker.StateHash, replayed.StateHash);
            Assert.Equal(answers.Select(LinkCodec.Encode), again.Select(LinkCodec.Encode));
        }
    }

    [Theory]
    [InlineData(Fxs, "1m", "plain")]
    [InlineData(Fxs, "1m", "exits")]
    [InlineData(Eth, "5s", "exits")]
    [InlineData(Fxs, "1m", "latency")]
    public void Log_AgainstTheBacktestOfItsBars_HasTheSameDecisions_EachOtherFillWithItsCause(string file, string timeframe, string name)
    {
        var market = Markets.Ticks(file, timeframe);
        var (strategy, settings) = Case(name);
        var found = ParityCheck.Run(Told.Log(Told.OnTrades(market, strategy, settings, seed: 5)));
        Assert.True(found.Ok, found.Error?.Message);
        var expected = TickParity.Run(new BacktestRequest([market], strategy, settings)).Value;
        Assert.Equal("paper-on-trades", found.Value.Mode);
        Assert.True(found.Value.IsExplained, string.Join('\n', found.Value.Differences));
        Assert.Equal((expected.Orders, expected.Equal, expected.TradeHash, expected.RunTradeHash), (found.Value.Orders, found.Value.Equal, found.Value.TradeHash, found.Value.RunTradeHash));
        // A log has exits that never had to act, too, which a result has not: unfilled instead of missing.
        Assert.Equal(expected.Differences.Select(difference => (difference.Cause, difference.Time)), found.Value.Differences.Select(difference => (difference.Cause, difference.Time)));
    }

    [Fact]
    public void Bar_WhoseTradesWereNotTold_IsWalkedByItsPrices()
    {
        // Bought at the trade of 100; the next bar comes without its trades and falls through the stop of 98.
        var (worker, answers) = Told.Worker([.. Bought(), new MarketMoved(180_000, [new ClosedBar(0, new Bar(120_000, 100, 101, 97, 99, 10))], [])]);
        Assert.Equal(98m, Assert.Single(worker.Trades).ExitPrice);
        Assert.DoesNotContain(answers, answer => answer is BotLine { Level: "error" });
    }

    [Fact]
    public void Bar_OfWhichTradesAreMissing_IsWalkedToItsExtremes()
    {
        var (worker, _) = Told.Worker([.. Bought(), new TradesSaid([new MarketTrade(0, 130_000, 100.5m, 1, TakerSide.Buy)]), new MarketMoved(180_000, [new ClosedBar(0, new Bar(120_000, 100, 101, 97, 99, 10))], [])]);
        Assert.Equal(98m, Assert.Single(worker.Trades).ExitPrice);
        // An entry within the bar: its low may have been before it.
        var entered = Bought()[..^2];
        var (held, _) = Told.Worker([.. entered, new TradesSaid([new MarketTrade(0, 100_000, 100m, 5, TakerSide.Buy)]), new MarketMoved(120_000, [new ClosedBar(0, new Bar(60_000, 100, 100, 90, 100, 9))], [])]);
        Assert.Equal(100m, Assert.Single(held.Trades).ExitPrice);
        Assert.Equal(1m, Assert.Single(held.Trades).Quantity);
        // All of it was told: nothing is walked twice.
        var (whole, _) = Told.Worker([.. Bought(), new TradesSaid([new MarketTrade(0, 130_000, 101m, 1, TakerSide.Buy), new MarketTrade(0, 131_000, 99m, 1, TakerSide.Sell)]), new MarketMoved(180_000, [new ClosedBar(0, new Bar(120_000, 101, 101, 99, 99, 2))], [])]);
        Assert.Equal(1m, whole.Trades.Single().Quantity);
        Assert.Equal(99m, whole.Trades.Single().ExitPrice);
    }

    [Fact]
    public void Trade_ThatIsNone_IsDroppedAndSaid()
    {
        var (_, answers) = Told.Worker([.. Bought(), new TradesSaid([new MarketTrade(3, 130_000, 90m, 1, TakerSide.Buy), new MarketTrade(0, 130_000, 0m, 1, TakerSide.Buy)])]);
        Assert.Contains(answers, answer => answer is BotLine { Level: "error" } line && line.Text.Contains("2 of 2 trades", StringComparison.Ordinal));
    }

    [Fact]
    public void Trades_ToldToARunOnBars_AreSaidAndChangeNothing()
    {
        var market = Markets.Made("A", 3, 200);
        var settings = new BacktestSettings { Band = false };
        var messages = Told.Run([market], Markets.Strategy("ma-cross", ("fast", "3"), ("slow", "8")), settings).ToArray();
        var (plain, _) = Told.Worker(messages);
        var (told, answers) = Told.Worker(messages.SelectMany((message, i) => i == 100 ? (HostMessage[])[message, new TradesSaid([new MarketTrade(0, 1, 1, 1, TakerSide.Buy)])] : [message]));
        Assert.Contains(answers, answer => answer is BotLine { Level: "error" } line && line.Text.Contains("filled on bars", StringComparison.Ordinal));
        Assert.Equal(plain.StateHash, told.StateHash);
    }

    [Theory]
    [InlineData(RunMode.Live, 1, "an exchange fills")]
    [InlineData(RunMode.Paper, 2, "one instrument; 2 were given")]
    public void Run_ThatCannotBeFilledOnTrades_DoesNotBegin(RunMode mode, int instruments, string reason)
    {
        var names = new[] { "A", "B" };
        var (_, answers) = Told.Worker([new RunBegins(mode, [.. names.Take(instruments).Select(name => new Instrument(name, "USD", 0.01m, 0.001m, 1, 2))], Timeframe.OneMinute, StrategyText.Of(Markets.Strategy("ma-cross")), StoredSettings.Text(Plain))]);
        Assert.Contains(answers, answer => answer is RunFailed failed && failed.Reason.Contains(reason, StringComparison.Ordinal));
    }

    // Bars of a minute: one to decide on, then a trade at 100 that fills, protected by a stop of two percent.
    static HostMessage[] Bought() =>
    [
        new RunBegins(
            RunMode.Paper, [new Instrument("A", "USD", 0.01m, 0.001m, 1, 2)], Timeframe.OneMinute, StrategyText.Of(Markets.Strategy("buy-and-hold")), StoredSettings.Text(Plain with { Exits = ["stop:2%"] })),
        new TradesSaid([new MarketTrade(0, 1_000, 100m, 5, TakerSide.Buy)]),
        new MarketMoved(60_000, [new ClosedBar(0, new Bar(0, 100, 100, 100, 100, 5))], []),
        new TradesSaid([new MarketTrade(0, 61_000, 100m, 5, TakerSide.Buy)]),
        new MarketMoved(120_000, [new ClosedBar(0, new Bar(60_000, 100, 100, 100, 100, 5))], []),
    ];

    static (StrategyChoice Strategy, BacktestSettings Settings) Case(string name)
    {
        var cross = Markets.Strategy("ma-cross", ("fast", "3"), ("slow", "8"));
        return name switch
        {
            "plain" => (cross, Plain),
            "exits" => (cross, Plain with { Exits = ["stop:0.05%", "target:0.04%", "trailing:0.05%"] }),
            "time" => (cross, Plain with { Exits = ["time-stop:90s", "roi:0:0.3%/2:0.05%"], Guards = ["cooldown:3m"] }),
            "capped" => (cross, Plain with { Size = "equity:30%", Fills = new FillOptions { Participation = 0.2m, SlippageBps = 2, SpreadBps = 1 } }),
            "latency" => (cross, Plain with { Ticks = new TickOptions { LatencyMs = 1_500, LatencyJitterMs = 400, CancelLatencyMs = 200 }, Exits = ["stop:0.1%"] }),
            "grid" => (Markets.Strategy("grid", ("spacing", "0.0005"), ("levels", "4")), Plain with { Size = "quote:400", Ticks = new TickOptions { Queue = QueueKind.Optimistic } }),
            "short" => (Markets.Strategy("ma-cross", ("fast", "3"), ("slow", "8"), ("trigger", "state")), Plain with { AllowShort = true, Leverage = 2, BorrowApr = 0.1m, Size = "equity:90%" }),
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, null),
        };
    }
}
