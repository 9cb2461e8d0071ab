using Argosy.Core.Links;
using Argosy.Core.MarketData;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Data.Links;
using Argosy.Engine.Strategies;
using Argosy.Research.Backtests;
using Argosy.Simulation.Fills;
using Argosy.TestSupport;
using Argosy.Worker.Strategies;
using Argosy.Worker.Tests.Support;

namespace Argosy.Worker.Tests.Paper;

/// <summary>A strategy that does everything at random, on random markets under random settings, in whatever manner its host tells it: the backtest's state, to the last bit.</summary>
public sealed class RandomPaperTests
{
    [Theory]
    [InlineData(1, 12)]
    [InlineData(1_001, 12)]
    [InlineData(2_001, 12)]
    [InlineData(3_001, 12)]
    public void Paper_OfAWildStrategy_IsTheBacktest(int first, int count)
    {
        var orders = 0;
        for (var seed = (ulong)first; seed < (ulong)(first + count); seed++)
        {
            var random = new SeededGenerator(seed);
            var markets = Enumerable.Range(0, 1 + random.NextIndex(3)).Select(i => Markets.Made($"A{i}", (seed * 10) + (ulong)i, 250, gaps: random.NextIndex(3) * 0.03)).ToArray();
            var settings = Settings(random, markets);
            var text = $$"""{ "name": "wild.cs", "parameters": { "seed": "{{seed}}" }, "sources": { "wild.cs": {{System.Text.Json.JsonSerializer.Serialize(WildSource.Text)}} } }""";
            var strategy = StrategyText.Read(text);
            Assert.True(strategy.Ok, strategy.Error?.Message);

            var backtest = Markets.Backtest(markets, strategy.Value, settings);
            orders += backtest.OrderCount;
            var messages = Told.Run(markets, strategy.Value, settings, Manner.Any, seed, text).ToArray();
            var (worker, answers) = Told.Worker(messages);
            Assert.True(backtest.StateHash == worker.StateHash, $"seed {seed}: another state");
            Assert.Equal(backtest.TradeHash, worker.TradeHash);
            Assert.DoesNotContain(answers, answer => answer is BotLine);

            var (again, answersAgain) = Told.Worker(messages);
            Assert.Equal(worker.StateHash, again.StateHash);
            Assert.Equal(answers.Select(LinkCodec.Encode), answersAgain.Select(LinkCodec.Encode));
        }
        Assert.True(orders > count * 20, $"{orders} orders prove nothing");
    }

    static BacktestSettings Settings(SeededGenerator random, Market[] markets)
    {
        string[] exits = ["stop:1%", "trailing:1%", "roi:0:1%/20:0.5%", "break-even:0.4%", "time-stop:40m", "ratio-trail"];
        var close = random.NextIndex(4) == 0;
        return new BacktestSettings
        {
            Cash = 5_000,
            Band = false,
            Size = random.NextIndex(2) == 0 ? "all" : "quote:700",
            AllowShort = random.NextIndex(2) == 0,
            Leverage = 1 + random.NextIndex(2),
            Exits = [.. exits.Where(_ => random.NextIndex(4) == 0)],
            Guards = random.NextIndex(3) == 0 ? ["cooldown:10m"] : [],
            From = random.NextIndex(3) == 0 ? markets[0].Bars.OpenTimes[markets[0].Bars.Count / 5] : null,
            Fills = new FillOptions
            {
                FillAt = close ? FillAt.Close : FillAt.NextOpen,
                Path = (PathMode)random.NextIndex(5),
                Participation = random.NextIndex(2) == 0 ? 0 : 0.1m,
                VolumeSlippageBps = random.NextIndex(4) == 0 ? 30 : 0,
                LatencyBars = close ? 0 : random.NextIndex(2),
                SlippageBps = random.NextIndex(3),
                TouchProbability = random.NextIndex(3) == 0 ? 0.5 : 0,
                FeeInReceivedAsset = random.NextIndex(3) == 0,
            },
        };
    }
}
