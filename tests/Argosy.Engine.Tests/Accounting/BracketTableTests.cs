using Argosy.Engine.Accounting;

namespace Argosy.Engine.Tests.Accounting;

public sealed class BracketTableTests
{
    static readonly BracketTable Table = BracketTable.FromRates([(1_000m, 20, 0.02m), (5_000m, 10, 0.05m), (100_000m, 2, 0.2m)]);

    [Theory]
    [InlineData(0, 20, 0)]
    [InlineData(1_000, 20, 20)] // the cap belongs to its bracket
    [InlineData(1_000.01, 10, 20.0005)]
    [InlineData(5_000, 10, 220)]
    [InlineData(5_000.01, 2, 220.002)]
    [InlineData(100_000, 2, 19_220)]
    public void Value_InItsBracket_HasItsLeverageAndMaintenance(double value, int leverage, double maintenance)
    {
        Assert.Equal(leverage, Table.MaxLeverageOf((decimal)value));
        Assert.Equal((decimal)maintenance, Table.Maintenance((decimal)value));
    }

    [Fact]
    public void Value_BeyondTheLastCap_MayNotBeOpenedAndKeepsTheLastRate()
    {
        Assert.Equal(0, Table.MaxLeverageOf(100_000.01m));
        Assert.Equal(19_220.002m, Table.Maintenance(100_000.01m));
    }

    [Fact]
    public void Maintenance_HasNoStepAtAnyFloorOfTheDefaultTable()
    {
        foreach (var bracket in BracketTable.Default.Brackets.Skip(1))
        {
            var below = BracketTable.Default.Maintenance(bracket.Floor);
            Assert.Equal(below, (bracket.Floor * bracket.Rate) - bracket.Cum);
        }
        Assert.Equal((125, 421_481_450m), (BracketTable.Default.MaxLeverage, BracketTable.Default.Brackets[^1].Cum));
    }

    [Theory]
    [InlineData(1, 2, 20, 0.02, 0, "floor 1 must be 0")]
    [InlineData(0, 0, 20, 0.02, 0, "cap 0 must lie above")]
    [InlineData(0, 10, 126, 0.002, 0, "between 1 and 125")]
    [InlineData(0, 10, 0, 0.02, 0, "between 1 and 125")]
    [InlineData(0, 10, 20, 0, 0, "between 0 and 1")]
    [InlineData(0, 10, 20, 0.05, 0, "must exceed the maintenance rate")]
    [InlineData(0, 10, 20, 0.02, 5, "cum must be 0")]
    public void Bracket_ThatMakesNoSense_IsRefused(double floor, double cap, int leverage, double rate, double cum, string said)
    {
        var wrong = Assert.Throws<ArgumentException>(() => new BracketTable([new Bracket((decimal)floor, (decimal)cap, leverage, (decimal)rate, (decimal)cum)]));
        Assert.Contains(said, wrong.Message, StringComparison.Ordinal);
        Assert.StartsWith("bracket 1: ", wrong.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(90, 10, 0.05, "floor")]
    [InlineData(100, 30, 0.03, "must not exceed the 20")]
    [InlineData(100, 10, 0.01, "must not be below the 0.02")]
    public void SecondBracket_ThatDoesNotFollow_IsRefused(double floor, int leverage, double rate, string said)
    {
        var wrong = Assert.Throws<ArgumentException>(() => new BracketTable([new Bracket(0, 100, 20, 0.02m, 0), new Bracket((decimal)floor, 1_000, leverage, (decimal)rate, 3)]));
        Assert.Contains(said, wrong.Message, StringComparison.Ordinal);
    }
}
