using System.Reflection;
using Argosy.Core.Links;
using Argosy.Engine.Strategies;
using Argosy.Research.Backtests;
using Argosy.Simulation.Fills;
using Argosy.Strategies;
using Argosy.Worker.Running;
using Argosy.Worker.Tests.Support;

namespace Argosy.Worker.Tests.Paper;

/// <summary>A run that keeps only the candles somebody reads is the backtest that has all of them.</summary>
public sealed class KeptBarsTests
{
    const int Bars = 3_000, LeastKept = 256;

    public static TheoryData<string> Saying() => [.. StrategyCatalogue.All.Where(one => one.Type.GetCustomAttribute<StrategyAttribute>() is { LooksBack: >= 0 }).Select(one => one.Name)];

    [Theory]
    [MemberData(nameof(Saying))]
    public void StrategyThatSaysHowFarItLooksBack_IsTheBacktest(string name)
    {
        var strategy = name == "managed-trade" ? Markets.Strategy(name, ("trade", "buy btc/usd 100 -sl 2 -tp 4")) : Markets.Strategy(name);
        var worker = Same(strategy, new BacktestSettings { Band = false, Size = "equity:30%", Exits = name is "grid" or "dca" or "every-bar" or "managed-trade" ? [] : ["trailing:2%", "time-stop:4h"] });
        AssertKept(worker, LeastKept, 2 * LeastKept);
    }

    [Fact]
    public void ARuleThatReadsBars_HasThem()
    {
        var settings = new BacktestSettings { Band = false, Size = "volatility(target=20%, bars=900)" };
        AssertKept(Same(Markets.Strategy("ma-cross", ("fast", "5"), ("slow", "20")), settings), 901, 2_300);
        settings = new BacktestSettings { Band = false, Size = "equity:30%", Exits = ["stop(atr=3, period=14)"] };
        AssertKept(Same(Markets.Strategy("ma-cross", ("fast", "5"), ("slow", "20")), settings), Bars, Bars);
        settings = new BacktestSettings { Band = false, Size = "equity:30%", Exits = ["stop:2%"] };
        AssertKept(Same(Markets.Strategy("ma-cross", ("fast", "5"), ("slow", "20")), settings), LeastKept, 2 * LeastKept);
    }

    [Fact]
    public void StrategyThatDoesNotSay_KeepsAll()
    {
        AssertKept(Same(Markets.Strategy("consensus"), new BacktestSettings { Band = false }), Bars, Bars);
        var both = StrategyChoice.Of([new("trend", Markets.Strategy("ma-cross")), new("votes", Markets.Strategy("consensus"))]);
        AssertKept(Same(both, new BacktestSettings { Band = false, Size = "equity:30%" }), Bars, Bars);
    }

    static RunWorker Same(StrategyChoice strategy, BacktestSettings settings)
    {
        Market[] markets = [Markets.Made("BTC", 5, Bars, gaps: 0)];
        settings = settings with { Fills = new FillOptions { Participation = 0 } };
        var backtest = Markets.Backtest(markets, strategy, settings);
        var (worker, answers) = Told.Worker(Told.Run(markets, strategy, settings));
        Assert.DoesNotContain(answers, answer => answer is BotLine or RunFailed);
        Assert.Equal((backtest.TradeHash, backtest.StateHash), (worker.TradeHash, worker.StateHash));
        return worker;
    }

    static void AssertKept(RunWorker worker, int least, int most)
    {
        var series = Assert.Single(worker.Parts!.Tracks).Series;
        Assert.Equal(Bars, series.Count);
        Assert.InRange(series.Kept, least, most);
        Assert.Equal(series.Kept, series.Closes.Length);
    }
}
