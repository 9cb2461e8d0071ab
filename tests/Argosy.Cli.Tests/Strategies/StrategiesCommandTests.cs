using System.Text.Json;
using Argosy.Strategies;

namespace Argosy.Cli.Tests.Strategies;

public sealed class StrategiesCommandTests
{
    [Fact]
    public void List_NamesEveryStrategy()
    {
        var run = CommandRun.Of("strategies").AssertDone();
        Assert.All(StrategyCatalogue.All, s => Assert.Contains($"\n{s.Name} ", run.Output, StringComparison.Ordinal));
    }

    [Fact]
    public void One_ShowsTypesDefaultsAndRanges()
    {
        var run = CommandRun.Of("strategies", "ma-cross").AssertDone();
        foreach (var text in new[] { "fast", "slow", "whole number", "sma|ema", "bars" }) Assert.Contains(text, run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Unknown_SuggestsTheNearest() => CommandRun.Of("strategies", "donchan").AssertRefused("did you mean 'donchian'?");

    [Fact]
    public void Json_DescribesParameters()
    {
        using var json = JsonDocument.Parse(CommandRun.Of("strategies", "--json", "-").AssertDone().Output);
        Assert.Equal(StrategyCatalogue.All.Count, json.RootElement.GetProperty("strategies").GetArrayLength());
    }
}
