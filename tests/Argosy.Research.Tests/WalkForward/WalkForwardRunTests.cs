using Argosy.Research.Backtests;
using Argosy.Research.Tests.Validation;
using Argosy.Research.WalkForward;
using Argosy.Strategies.BuiltIn;

namespace Argosy.Research.Tests.WalkForward;

public sealed class WalkForwardRunTests
{
    const long Day = 86_400_000;

    static readonly StrategyChoice[] Candidates =
    [
        Average(3, 10), Average(5, 20), Average(10, 40),
    ];

    [Fact]
    public void Windows_RollOrGrow()
    {
        var rolling = new WalkForwardPlan(100 * Day, 30 * Day, false).Windows(0, 200 * Day).Value;
        Assert.Equal([(0, 100, 100, 130), (30, 130, 130, 160), (60, 160, 160, 190)], rolling.Select(InDays));
        var anchored = new WalkForwardPlan(100 * Day, 40 * Day, true).Windows(0, 200 * Day).Value;
        Assert.Equal([(0, 100, 100, 140), (0, 140, 140, 180), (0, 180, 180, 200)], anchored.Select(InDays));
        Assert.False(new WalkForwardPlan(190 * Day, 30 * Day, false).Windows(0, 200 * Day).Ok);
    }

    [Theory]
    [InlineData("180d", 180 * Day)]
    [InlineData("6M", 180 * Day)]
    [InlineData("12h", Day / 2)]
    [InlineData("", null)]
    [InlineData("0d", null)]
    [InlineData("-3d", null)]
    public void Length_IsRead(string text, long? expected) => Assert.Equal(expected, WalkForwardPlan.Length(text));

    [Fact]
    public void Tests_AreBacktestsOfTheirOwn_LaidEndToEnd()
    {
        Market[] markets = [Candles.Noise(3, 400)];
        var settings = new BacktestSettings { Fills = Candles.Free.Fills with { TakerFee = 0.001m } };
        var result = Walk(markets, settings, new WalkForwardPlan(150 * Day, 50 * Day, false));
        Assert.Equal(5, result.Windows.Count);
        var cash = settings.Cash;
        foreach (var window in result.Windows)
        {
            var alone = Backtest.Run(new BacktestRequest(markets, window.Chosen!.Strategy, settings with { From = window.Window.TestFrom, To = window.Window.TestTo, Cash = cash })).Value;
            Assert.Equal(alone.TradeHash, window.Test!.TradeHash);
            Assert.Equal(window.Tried.Max(run => run.Metrics.Sharpe), window.Chosen.Metrics.Sharpe);
            cash = alone.Metrics.FinalEquity;
        }
        Assert.Equal(cash, result.OutOfSample.FinalEquity);
        Assert.Equal(result.Windows.Sum(w => w.Test!.Trades.Count), result.Trades.Count);
        Assert.Equal(Enumerable.Range(1, result.Trades.Count), result.Trades.Select(t => t.Id));
        Assert.Equal(cash, settings.Cash + result.Trades.Sum(t => t.Pnl));
        Assert.Equal(251, result.Equity.Count);
        Assert.Equal(3, result.Tried.Count);
    }

    [Fact]
    public void Search_SeesNothingOfTheTest()
    {
        var honest = Candles.Noise(3, 300);
        var plan = new WalkForwardPlan(200 * Day, 100 * Day, false);
        var one = Walk([honest], Candles.Free, plan);
        var altered = honest with { Bars = Research.Validation.AlteredBars.Scramble(honest.Bars, 200, 5) };
        var other = Walk([altered], Candles.Free, plan);
        Assert.Equal(one.Windows[0].Chosen!.Strategy.Parameters, other.Windows[0].Chosen!.Strategy.Parameters);
        Assert.Equal(one.Windows[0].Chosen!.Metrics, other.Windows[0].Chosen!.Metrics);
        Assert.NotEqual(one.OutOfSample.TotalReturn, other.OutOfSample.TotalReturn);
    }

    [Fact]
    public void NothingToChoose_LeavesMoneyIdle()
    {
        Market[] markets = [Candles.Daily(300, _ => 0)];
        var result = Walk(markets, Candles.Free, new WalkForwardPlan(100 * Day, 100 * Day, false));
        Assert.All(result.Windows, w => Assert.Null(w.Test));
        Assert.Equal(Candles.Free.Cash, result.OutOfSample.FinalEquity);
        Assert.Null(result.Efficiency);
        Assert.Equal(3, result.Equity.Count);
    }

    [Fact]
    public void Edge_KeepsItsEfficiency()
    {
        Market[] markets = [Coin.Followed(7, 5, 70, 730)];
        var search = OptimisedWindows.Of(Searches.Of(markets, [.. Enumerable.Range(1, 10).Select(Coin.Choice)], Candles.Free));
        var result = WalkForwardRun.Run(markets, Candles.Free, new WalkForwardPlan(365 * Day, 73 * Day, true), search).Value;
        Assert.Equal(5, result.Windows.Count);
        // The coin is warmed up by all bars before the window: in each it is the same coin.
        Assert.All(result.Windows, w => Assert.Equal("7", w.Chosen!.Strategy.Parameters[0].Value));
        Assert.InRange(result.Efficiency!.Value, 0.4, 1.8);
        Assert.True(result.OutOfSample.Sharpe > 2.5);
    }

    static (long, long, long, long) InDays(WalkForwardWindow w) => (w.TrainFrom / Day, w.TrainTo / Day, w.TestFrom / Day, w.TestTo / Day);

    static WalkForwardResult Walk(Market[] markets, BacktestSettings settings, WalkForwardPlan plan)
    {
        var result = WalkForwardRun.Run(markets, settings, plan, OptimisedWindows.Of(Searches.Of(markets, Candidates, settings)));
        Assert.True(result.Ok, result.Error?.Message);
        return result.Value;
    }

    static StrategyChoice Average(int fast, int slow) => new("ma-cross", [new("fast", $"{fast}"), new("slow", $"{slow}")], () => new MovingAverageCross(fast, slow));
}
