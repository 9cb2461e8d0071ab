using Argosy.Engine.Strategies;
using Argosy.Research.Optimisation;
using Argosy.Strategies;

namespace Argosy.Research.Tests.Optimisation;

public sealed class RangeTextTests
{
    static readonly IReadOnlyList<StrategyParameter> Cross = StrategyCatalogue.Find("ma-cross").Value.Parameters;
    static readonly IReadOnlyList<StrategyParameter> Bands = StrategyCatalogue.All.First(s => s.Parameters.Any(p => p.Kind == StrategyParameterKind.Number && p.Minimum is > 0 or null)).Parameters;

    [Theory]
    [InlineData("fast=5..50:5", "5,10,15,20,25,30,35,40,45,50")]
    [InlineData("fast = 5..9", "5,6,7,8,9")]
    [InlineData("fast=5..9:3", "5,8")]
    [InlineData("fast=7..7", "7")]
    [InlineData("fast=3,10,4", "3,10,4")]
    [InlineData("size=all,quote:100,equity:10%", "all,quote:100,equity:10%")]
    [InlineData("FAST=2..3", "2,3")]
    [InlineData("exit=none,stop:2%,trailing:5%", "none,stop:2%,trailing:5%")]
    public void Range_Counted_HasItsValues(string text, string expected)
    {
        var range = RangeText.Parse(text, Cross);
        Assert.True(range.Ok, range.Error?.Message);
        Assert.Equal(expected, string.Join(',', Enumerable.Range(0, range.Value.Count).Select(i => range.Value.Text(i))));
    }

    [Fact]
    public void Range_Choice_StarStandsForAll()
    {
        var choice = Cross.First(p => p.Kind == StrategyParameterKind.Choice);
        var range = RangeText.Parse($"{choice.Name}=*", Cross).Value;
        Assert.Equal(choice.Choices, range.Values);
        Assert.False(range.IsOrdered);
    }

    [Fact]
    public void Range_Logarithmic_IsEvenInTheLogarithm()
    {
        var range = ParameterRange.Geometric("x", 0.01m, 100m, 5);
        Assert.Equal(["0.01", "0.1", "1", "10", "100"], Enumerable.Range(0, 5).Select(i => range.Text(i)));
        var continuous = ParameterRange.Continuous("x", 0.01m, 100m, isLogarithmic: true);
        Assert.Equal(["0.01", "1", "100"], new[] { 0, 0.5, 1 }.Select(continuous.Text));
        Assert.Equal("0.333333", ParameterRange.Continuous("x", 0, 1).Text(1.0 / 3));
    }

    [Fact]
    public void Space_PointAt_RunsThroughEveryPointOnce()
    {
        var space = new ParameterSpace([PlantedSearch.Whole("a", 1, 3), ParameterRange.Choice("b", ["x", "y"]), PlantedSearch.Whole("c", 1, 4)]);
        Assert.Equal(24, space.Size);
        var texts = Enumerable.Range(0, 24).Select(i => string.Join(',', space.Texts(space.PointAt(i)).Select(p => p.Value))).ToArray();
        Assert.Equal(24, texts.Distinct().Count());
        Assert.Equal(["1,x,1", "1,x,2"], texts[..2]);
        Assert.Equal("3,y,4", texts[^1]);
    }

    [Theory]
    [InlineData("", "is no range")]
    [InlineData("fast", "is no range")]
    [InlineData("fast=", "is no range")]
    [InlineData("=1..2", "is no range")]
    [InlineData("fsat=1..2", "there is no parameter 'fsat', did you mean 'fast'")]
    [InlineData("fast=a..2", "'a' is not a whole number")]
    [InlineData("fast=1.5..2", "'1.5' is not a whole number")]
    [InlineData("fast=1..2.5", "'2.5' is not a whole number")]
    [InlineData("fast=9..2", "9 lies above 2")]
    [InlineData("fast=1..9:0", "the step '0' is not a whole number above 0")]
    [InlineData("fast=1..9:-1", "the step '-1' is not a whole number above 0")]
    [InlineData("fast=1..9:2:3", "is no range")]
    [InlineData("fast=0..9", "0 is not whole number")]
    [InlineData("fast=1..9:log", "only numbers have a logarithmic range")]
    [InlineData("fast=3,3", "'3' is given twice")]
    [InlineData("fast=3,x", "'x' is not whole number")]
    [InlineData("exit=stop:2%,halt:5%", "range of 'exit': there is no")]
    [InlineData("size=much", "range of 'size':")]
    [InlineData("fast=*", "* stands for all of a few words")]
    public void Range_Wrong_IsRefused(string text, string said)
    {
        var range = RangeText.Parse(text, Cross);
        Assert.False(range.Ok);
        Assert.Contains(said, range.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Range_Numbers_AreContinuousSteppedOrLogarithmic()
    {
        var name = Bands.First(p => p.Kind == StrategyParameterKind.Number).Name;
        Assert.True(RangeText.Parse($"{name}=0.5..2", Bands).Value.IsContinuous);
        Assert.Equal(4, RangeText.Parse($"{name}=0.5..2:0.5", Bands).Value.Count);
        Assert.Equal(7, RangeText.Parse($"{name}=0.5..2:log:7", Bands).Value.Count);
        Assert.True(RangeText.Parse($"{name}=0.5..2:log", Bands).Value is { IsContinuous: true, IsLogarithmic: true });
        Assert.Contains("is not a count", RangeText.Parse($"{name}=0.5..2:log:1", Bands).Error!.Message, StringComparison.Ordinal);
        Assert.Contains("more than 1,000,000 values", RangeText.Parse($"{name}=0.5..2:0.0000001", Bands).Error!.Message, StringComparison.Ordinal);
    }
}
