using System.Globalization;
using Argosy.Research.Backtests;
using Argosy.Research.Metrics;
using Argosy.Research.Optimisation;
using Argosy.Research.Trials;
using Argosy.Research.Validation;
using Argosy.Strategies.BuiltIn;

namespace Argosy.Research.Tests.Validation;

public sealed class PlateauAndCostTests
{
    [Fact]
    public void Needle_ScoresNothing_PlateauScoresOne()
    {
        Assert.Equal(0, Score((a, b) => a == 3 && b == 3 ? 2 : -1).Score);
        Assert.Equal(1, Score((_, _) => 2).Score);
    }

    [Fact]
    public void Slope_ScoresWhatNeighboursReach()
    {
        // The best at (5, 5) has two neighbours of 9 of 10.
        var plateau = Score((a, b) => a + b);
        Assert.Equal((10, 2), (plateau.BestValue, plateau.Neighbours));
        Assert.Equal(0.9, plateau.Score!.Value, 1e-12);
        Assert.Equal((9, 9), (plateau.Mean, plateau.Worst));
    }

    [Fact]
    public void BestThatLoses_HasNoScore() => Assert.Null(Score((a, b) => -a - b).Score);

    [Fact]
    public void Costs_BreakEvenWhereNothingIsLeft()
    {
        // A gain of one per cent and two fills: a fee of about half a per cent each eats it.
        var market = Candles.Daily(40, i => i is 20 ? 0.01 : 0);
        var settings = Candles.Free with { Fills = Candles.Free.Fills with { TakerFee = 0.001m } };
        var request = new BacktestRequest([market], new StrategyChoice("buy-and-hold", [], () => new BuyAndHold()), settings);
        var costs = CostSensitivity.Run(request).Value;
        Assert.InRange(costs.BreakEvenMultiple!.Value, 4.8, 5.1);
        Assert.Equal(0.01, costs.Steps[0].TotalReturn, 1e-6);
        Assert.True(costs.Steps[2].TotalReturn < costs.Steps[0].TotalReturn);
        Assert.InRange(costs.BreakEvenBps!.Value, 60, 95);
    }

    [Fact]
    public void Loss_HasNoBreakEven()
    {
        var request = new BacktestRequest([Candles.Daily(40, _ => -0.001)], new StrategyChoice("buy-and-hold", [], () => new BuyAndHold()), Candles.Free);
        var costs = CostSensitivity.Run(request).Value;
        Assert.Null(costs.BreakEvenBps);
        Assert.Null(costs.BreakEvenMultiple);
    }

    static PlateauScore Score(Func<int, int, double> value)
    {
        List<TrialRun> runs = [];
        for (var a = 1; a <= 5; a++)
        {
            for (var b = 1; b <= 5; b++)
            {
                var choice = new StrategyChoice("s", [new("a", Text(a)), new("b", Text(b))], () => new BuyAndHold());
                runs.Add(new TrialRun(choice, TradingRules.Of(new BacktestSettings()), [], new PerformanceMetrics { FinalEquity = 1, TotalReturn = value(a, b) }, 0));
            }
        }
        return PlateauScore.Of(new TrialGrid(runs), Objective.Parse("totalReturn").Value)!;
    }

    static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
