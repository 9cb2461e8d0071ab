using Argosy.Research.Metrics;
using Argosy.Research.Optimisation;

namespace Argosy.Research.Tests.Optimisation;

public sealed class FormulaTests
{
    static readonly PerformanceMetrics Metrics = new() { TotalReturn = 0.5, FinalEquity = 15_000.25m, Sharpe = 2, MaxDrawdown = 0.25, Trades = 40 };

    [Theory]
    [InlineData("sharpe", 2)]
    [InlineData(" sharpe - 2*maxDrawdown ", 1.5)]
    [InlineData("sharpe - 2 * maxDrawdown - 1", 0.5)]
    [InlineData("12/2/3", 2)]
    [InlineData("2^3^2", 512)]
    [InlineData("-2^2", -4)]
    [InlineData("2^-1", 0.5)]
    [InlineData("--3", 3)]
    [InlineData("(1+2)*3", 9)]
    [InlineData("min(sharpe, 1) + max(trades, 50)", 51)]
    [InlineData("sqrt(trades/10)*abs(-1)", 2)]
    [InlineData("log(exp(3))", 3)]
    [InlineData("finalEquity", 15_000.25)]
    [InlineData("25%", 0.25)]
    [InlineData("1e3 + 1.5e-1", 1000.15)]
    [InlineData(".5", 0.5)]
    public void Formula_Table_HasItsValue(string text, double expected)
    {
        var formula = Formula.Parse(text);
        Assert.True(formula.Ok, formula.Error?.Message);
        Assert.Equal(expected, formula.Value.Of(Metrics)!.Value, 12);
    }

    [Theory]
    [InlineData("cagr")]
    [InlineData("sharpe + cagr")]
    [InlineData("sharpe / 0")]
    [InlineData("sqrt(-1)")]
    [InlineData("log(0)")]
    [InlineData("max(cagr, 1)")]
    public void Formula_UndefinedMetricOrResult_HasNoValue(string text) => Assert.Null(Formula.Parse(text).Value.Of(Metrics));

    [Theory]
    [InlineData("", "position 1: it ends where")]
    [InlineData("sharpe -", "position 9: it ends where")]
    [InlineData("sharp", "position 1: 'sharp' is no metric, did you mean 'sharpe'")]
    [InlineData("2 * (sharpe", "position 12: a ')' is missing for the '(' at position 5")]
    [InlineData("sharpe)", "position 7: ')' is not expected")]
    [InlineData("sharpe trades", "position 8: 't' is not expected")]
    [InlineData("1.2.3", "position 1: '1.2.3' is no number")]
    [InlineData("min(1)", "position 6: min takes two values")]
    [InlineData("abs(1, 2)", "position 6: a ')' is missing after abs(")]
    [InlineData("sum(1)", "position 1: 'sum' is no function")]
    [InlineData("2 * $", "position 5: '$' is not expected")]
    [InlineData("* 2", "position 1: '*' is not expected")]
    public void Formula_Wrong_IsRefusedWithItsPosition(string text, string said)
    {
        var formula = Formula.Parse(text);
        Assert.False(formula.Ok);
        Assert.Contains(said, formula.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Formula_NestedTooDeep_IsRefused()
    {
        Assert.Contains("nested too deep", Formula.Parse(new string('(', 100_000)).Error!.Message, StringComparison.Ordinal);
        Assert.Contains("nested too deep", Formula.Parse(new string('-', 100_000) + "1").Error!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sharpe", Sense.Max)]
    [InlineData("maxDrawdown", Sense.Min)]
    [InlineData("min:sharpe", Sense.Min)]
    [InlineData("max: trades", Sense.Max)]
    [InlineData("sharpe - maxDrawdown", Sense.Max)]
    [InlineData("(maxDrawdown)", Sense.Min)]
    [InlineData("-maxDrawdown", Sense.Max)]
    public void Objective_Table_HasItsSense(string text, Sense expected) => Assert.Equal(expected, Objective.Parse(text).Value.Sense);

    [Fact]
    public void Objective_EveryMetric_HasItsSenseOrAsksForOne()
    {
        foreach (var metric in MetricTable.All)
        {
            var objective = Objective.Parse(metric.Name);
            Assert.Equal(metric.Better != Better.Neither, objective.Ok);
            if (objective.Ok) Assert.Equal(metric.Better == Better.Higher ? Sense.Max : Sense.Min, objective.Value.Sense);
            else Assert.Contains($"expected max:{metric.Name} or min:{metric.Name}", objective.Error!.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("trades>=40", 0)]
    [InlineData("trades > 40", 1e-300)]
    [InlineData("trades>=80", 0.5)]
    [InlineData("maxDrawdown<=20%", 0.05)]
    [InlineData("maxDrawdown <= 0.25", 0)]
    [InlineData("maxDrawdown<0.25", 1e-300)]
    [InlineData("trades=40", 0)]
    [InlineData("trades==41", 1.0 / 41)]
    [InlineData("sharpe*2>=4", 0)]
    [InlineData("cagr>=0", 1e9)]
    public void Constraint_Table_HasItsViolation(string text, double expected)
    {
        var violation = Constraint.Parse(text).Value.Violation(Metrics);
        if (expected == 1e-300) Assert.InRange(violation, double.Epsilon, 1e-9);
        else Assert.Equal(expected, violation, 12);
    }

    [Theory]
    [InlineData("trades", "has no comparison")]
    [InlineData("trades>=many", "'many' after >= is not a number")]
    [InlineData("trade>=3", "'trade' is no metric")]
    [InlineData(">=3", "position 1: it ends where")]
    public void Constraint_Wrong_IsRefused(string text, string said) => Assert.Contains(said, Constraint.Parse(text).Error!.Message, StringComparison.Ordinal);
}
