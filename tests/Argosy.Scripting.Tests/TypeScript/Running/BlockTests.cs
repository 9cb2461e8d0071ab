using System.Globalization;
using Argosy.Core.Orders;
using Argosy.Engine.Accounting;
using Argosy.Research.Backtests;
using Argosy.Research.Perpetuals;
using Argosy.Scripting.TypeScript;
using Argosy.Simulation.Fills;
using Argosy.Simulation.Margin;

namespace Argosy.Scripting.Tests.TypeScript.Running;

/// <summary>Whether bars come one by one or in blocks is a matter of speed alone.</summary>
public sealed class BlockTests
{
    const int Bars = 2_500;

    static readonly bool IsLong = Environment.GetEnvironmentVariable("ARGOSY_LONG") == "1";

    public static TheoryData<string> Kinds() => ["plain", "short", "share", "late", "exits", "guards", "margin", "close", "touch", "warm", "base-fee", "five", "mixed", "monthly"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void RandomBots_InBlocksAndOneByOne_GiveTheSameBytes(string kind)
    {
        var runs = IsLong ? 30 : 1;
        var (orders, fills) = (0, 0);
        for (var run = 0; run < runs; run++)
        {
            var seed = 11UL + (ulong)run;
            foreach (var source in (string[])[RandomBot.WithoutFillHandler, RandomBot.WithFillHandler])
            {
                var result = Compare(kind, seed, source);
                (orders, fills) = (orders + result.OrderCount, fills + result.Fills.Count);
            }
        }
        Assert.True(orders > 40 * runs, $"{kind}: {orders} orders of {2 * runs} runs show little");
        Assert.True(fills > 20 * runs, $"{kind}: {fills} fills of {2 * runs} runs show little");
    }

    static BacktestResult Compare(string kind, ulong seed, string source)
    {
        var (markets, settings) = Setting(kind, seed);
        var rate = kind == "five" ? "0.02" : "0.04";
        var expected = BotRuns.Run(markets, BotRuns.Bot(source, BotRuns.OneByOne, ("rate", rate)), settings);
        var blocks = 0;
        var bars = 0;
        var counted = BotRuns.InBlocks with
        {
            Shown = (_, _) => blocks++,
        };
        var given = BotRuns.Run(markets, BotRuns.Bot(source, counted, ("rate", rate)), settings);
        foreach (var market in markets) bars += market.Bars.Count;
        Assert.Equal(BotRuns.Text(expected), BotRuns.Text(given));
        Assert.True(blocks < bars, string.Create(CultureInfo.InvariantCulture, $"{kind}, seed {seed}: {blocks} blocks for {bars} bars: there were no blocks"));
        return expected;
    }

    static (Market[] Markets, BacktestSettings Settings) Setting(string kind, ulong seed)
    {
        var one = BotRuns.Made("AAA", seed, Bars);
        var plain = new BacktestSettings { Band = false, Size = "equity:20%", Fills = new FillOptions { Seed = seed } };
        return kind switch
        {
            "plain" => ([one], plain),
            "short" => ([one], plain with { AllowShort = true, Leverage = 2, BorrowApr = 0.1m }),
            "share" => ([one], plain with { Fills = plain.Fills with { Participation = 0.002m, VolumeSlippageBps = 5 } }),
            "late" => ([one], plain with { Fills = plain.Fills with { LatencyBars = 2, SlippageBps = 3 } }),
            "exits" => ([one], plain with { Exits = ["time-stop:2h", "trailing:0.8%"] }),
            "guards" => ([one], plain with { Guards = ["cooldown:30m", "daily-loss:1%"] }),
            "margin" => ([one with { Funding = Funding(one) }], plain with { Leverage = 5, Margin = new MarginSettings { Mode = MarginMode.Isolated } }),
            "close" => ([one], plain with { Fills = plain.Fills with { FillAt = FillAt.Close } }),
            "touch" => ([one], plain with { Fills = plain.Fills with { TouchProbability = 0.3 } }),
            "warm" => ([one], plain with { From = one.Bars.OpenTimes[800] }),
            "base-fee" => ([one], plain with { Fills = plain.Fills with { FeeInReceivedAsset = true } }),
            "five" => ([.. Enumerable.Range(0, 5).Select(i => BotRuns.Made($"A{i}", seed + (ulong)i, 1_200, gaps: 0.05))], plain),
            "mixed" => ([BotRuns.Made("AAA", seed, 2_000), BotRuns.Made("BBB", seed + 1, 400, timeframe: "5m"), BotRuns.Made("CCC", seed + 2, 33, timeframe: "1h")], plain),
            "monthly" => ([BotRuns.Made("AAA", seed, 600, gaps: 0, timeframe: "1M")], plain),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "unknown"),
        };
    }

    static FundingRates Funding(Market market)
    {
        var first = market.Bars.OpenTimes[0];
        long[] times = [.. Enumerable.Range(1, 80).Select(k => first + (k * 30 * 60_000L))];
        return new FundingRates(times, [.. times.Select(_ => 0.0005m)], "made");
    }

    [Fact]
    public void QuietBot_InBlocks_IsAskedSeldom()
    {
        var market = BotRuns.Made("AAA", 5, 20_000, gaps: 0);
        var blocks = 0;
        var bot = BotRuns.Bot(
            "export function onData({ trader, candleData, time }: BotInput) { if (time % 86_400_000 === 0) trader.placeOrder({ pair: 'AAA/USD', type: 'market', direction: 'buy', amount: 0.1 }); }",
            BotRuns.InBlocks with { Shown = (_, _) => blocks++ });
        var result = BotRuns.Run([market], bot);
        Assert.True(result.Fills.Count >= 13, $"{result.Fills.Count} fills");
        Assert.True(blocks < 250, $"{blocks} blocks");
    }

    [Fact]
    public void BotThatTradesNowAndThen_IsAskedOnceAnOrder()
    {
        const int Every = 30;
        var market = BotRuns.Made("AAA", 5, 200 * Every, gaps: 0);
        var blocks = 0;
        var bot = BotRuns.Bot(
            $$"""
            let bars = 0;
            export function onData({ trader }: BotInput) {
              if (++bars % {{Every}} === 0) trader.placeOrder({ pair: 'AAA/USD', type: 'market', direction: bars % {{2 * Every}} === 0 ? 'sell' : 'buy', amount: 0.1 });
            }
            """,
            BotRuns.InBlocks with { Shown = (_, _) => blocks++ });
        var result = BotRuns.Run([market], bot);
        Assert.True(result.Fills.Count >= 198, $"{result.Fills.Count} fills");
        // One each, and some where the machine was busy: a bot answers at least every 50 ms.
        Assert.True(blocks < 300, $"{blocks} blocks");
    }
}
