using Argosy.Core.MarketData;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Engine.Accounting;
using Argosy.Engine.Orders;
using Argosy.Engine.Strategies;
using Argosy.Research.Backtests;
using Argosy.Research.Logs;
using Argosy.Research.Perpetuals;
using Argosy.Research.Tests.Backtests;
using Argosy.Simulation.Fills;
using Argosy.Simulation.Margin;
using Argosy.TestSupport;

namespace Argosy.Research.Tests.Perpetuals;

/// <summary>Recorded settlements of XRP/USDT against recorded mark prices.</summary>
public sealed class RecordedFundingTests
{
    static Market Xrp()
    {
        var market = TestRuns.Imported("candles", "binanceperp_XRP-USDT-mark_8h.csv.gz");
        var funding = FundingFile.Read(SharedData.Path("data", "funding", "binanceperp_XRP-USDT_8h.csv.gz"));
        Assert.True(funding.Ok, funding.Error?.Message);
        return market with { Mark = market.Bars, Funding = funding.Value };
    }

    [Theory]
    [InlineData(MarginMode.Isolated, 500, 0, 51)]
    [InlineData(MarginMode.Cross, -750.5, 3, 40)]
    [InlineData(MarginMode.Isolated, -123.4, 10, 11)]
    public void Total_IsTheSumOverTheSettlementsOfTheHeldPosition(MarginMode mode, double quantity, int openBar, int closeBar)
    {
        var market = Xrp();
        var result = TestRuns.Run([market], "once", () => new Once((decimal)quantity, openBar, closeBar), new BacktestSettings
        {
            Cash = 100_000, AllowShort = true, Leverage = 2, Margin = new MarginSettings { Mode = mode }, Fills = new FillOptions { Participation = 0 },
        });
        // Filled at the open of bar openBar + 1, closed at the open of bar closeBar + 1: the settlement of the entry's second counts, that of the exit's does not.
        var (expected, count) = (0m, 0);
        var entry = market.Bars.OpenTimes[openBar + 1];
        var exit = closeBar + 1 < market.Bars.Count ? market.Bars.OpenTimes[closeBar + 1] : long.MaxValue;
        for (var k = 0; k < market.Funding!.Count; k++)
        {
            var time = market.Funding.Time(k);
            if (time < entry || time >= exit) continue;
            var mark = (decimal)market.Bars.Open[market.Bars.IndexAtOrAfter(time)];
            expected -= Exact.Round((decimal)quantity * mark * market.Funding.Rate(k), Ledger.AssetScale);
            count++;
        }
        Assert.Equal(entry, result.Trades[0].EntryTime);
        Assert.Equal(expected, result.Metrics.Funding);
        Assert.Equal((count, 0), (result.Perpetual!.Settlements, result.Perpetual.SettledAtLastPrice));
        Assert.True(count > 0);
    }

    [Fact]
    public void RecordedTimes_AreRoundedToTheSecond()
    {
        var funding = Xrp().Funding!;
        Assert.Equal(52, funding.Count);
        Assert.All(Enumerable.Range(0, 52), k => Assert.Equal(1_638_316_800_000 + (k * 28_800_000L), funding.Time(k)));
    }

    [Fact]
    public void DailySummariesInPercent_AreRefused()
    {
        var wrong = FundingFile.Read(SharedData.Path("data", "funding", "coinalyze_ADA_1d.csv.gz")).Error!;
        Assert.Contains("daily summaries", wrong.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(MarginMode.Isolated, 10)]
    [InlineData(MarginMode.Cross, 20)]
    [InlineData(MarginMode.Isolated, 50)]
    public void Log_Replayed_WithoutMarkOrFunding_EndsInTheSameState(MarginMode mode, int leverage)
    {
        var folder = Directory.CreateTempSubdirectory("argosy-perp");
        try
        {
            var market = Xrp();
            var settings = new BacktestSettings { AllowShort = true, Leverage = leverage, Margin = new MarginSettings { Mode = mode }, Fills = new FillOptions { Participation = 0 } };
            var request = new BacktestRequest([market], new StrategyChoice("turns", [], () => new Turns()), settings);
            var path = Path.Combine(folder.FullName, "run.log");
            using var writer = new RunLogWriter(path, RunLogHeader.Of(request));
            var result = Backtest.Run(request with { Log = writer });
            Assert.True(result.Ok, result.Error?.Message);
            writer.Complete(result.Value.StateHash);
            Assert.Equal(leverage > 10, result.Value.Perpetual!.Liquidations > 0);
            Assert.True(result.Value.Perpetual.Settlements > 0);

            var log = RunLogReader.Read(path);
            Assert.True(log.Ok, log.Error?.Message);
            var outcome = Replay.Run(log.Value, [market with { Mark = null, Funding = null }], request.Strategy);
            Assert.True(outcome.Ok, outcome.Error?.Message);
            Assert.Null(outcome.Value.Divergence);
            Assert.Equal(result.Value.StateHash, outcome.Value.StateHash);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Log_ReplayedWithEventsBetweenBars_EndsInTheSameState()
    {
        // Daily bars over marks and funding of eight hours: settlements and liquidations fall between the bars.
        var folder = Directory.CreateTempSubdirectory("argosy-perp");
        try
        {
            var marks = Xrp();
            var market = marks with { Bars = Daily(marks.Bars) };
            var settings = new BacktestSettings { AllowShort = true, Leverage = 8, Margin = new MarginSettings { Mode = MarginMode.Isolated }, Fills = new FillOptions { Participation = 0 }, Size = "equity:300%" };
            var request = new BacktestRequest([market], new StrategyChoice("turns", [], () => new Turns()), settings);
            var path = Path.Combine(folder.FullName, "run.log");
            using var writer = new RunLogWriter(path, RunLogHeader.Of(request));
            var result = Backtest.Run(request with { Log = writer });
            Assert.True(result.Ok, result.Error?.Message);
            writer.Complete(result.Value.StateHash);
            Assert.True(result.Value.Perpetual is { Settlements: > 10, Liquidations: > 0 }, $"{result.Value.Perpetual}");
            var outcome = Replay.Run(RunLogReader.Read(path).Value, [market with { Mark = null, Funding = null }], request.Strategy);
            Assert.Null(outcome.Value.Divergence);
            Assert.Equal(result.Value.StateHash, outcome.Value.StateHash);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    static BarColumns Daily(BarColumns bars)
    {
        var days = Enumerable.Range(0, bars.Count / 3).Select(d => d * 3).ToArray();
        return new BarColumns
        {
            Timeframe = Timeframe.Parse("1d").Value,
            OpenTimes = [.. days.Select(i => bars.OpenTimes[i])],
            Open = [.. days.Select(i => bars.Open[i])],
            High = [.. days.Select(i => bars.High.AsSpan(i, 3).ToArray().Max())],
            Low = [.. days.Select(i => bars.Low.AsSpan(i, 3).ToArray().Min())],
            Close = [.. days.Select(i => bars.Close[i + 2])],
            Volume = [.. days.Select(_ => 1.0)],
            PriceScale = bars.PriceScale,
            Hash = "days",
        };
    }

    sealed class Once(decimal quantity, int openBar, int closeBar) : IStrategy
    {
        int _bar;

        public void OnBar(in Bar bar, StrategyContext context)
        {
            var at = _bar++;
            if (at != openBar && at != closeBar) return;
            var size = OrderSize.Quantity(Math.Abs(quantity));
            context.Submit(context.Intent(at == openBar == quantity > 0 ? Side.Buy : Side.Sell, OrderType.Market, size));
        }
    }

    // Long and short by turns, five bars each.
    sealed class Turns : IStrategy
    {
        int _bar;

        public void OnBar(in Bar bar, StrategyContext context) => context.Target(_bar++ / 5 % 2 == 0 ? Direction.Long : Direction.Short);
    }
}
