using System.Text.Json;

namespace Argosy.Cli.Tests.Comparing;

public sealed class CompareCommandTests : IDisposable
{
    readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void TwoResults_ShowWhatDiffers()
    {
        var (a, b) = (Result("a", "--param", "fast=10"), Result("b", "--param", "fast=20"));
        var run = CommandRun.Of("compare", a, b).AssertDone();
        Assert.Matches(@"parameters\.fast +10 +20", run.Output);
        Assert.Contains("total return", run.Output, StringComparison.Ordinal);
        Assert.Contains("trades   differ", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void EqualRuns_HaveEqualTradesAndStates()
    {
        var run = CommandRun.Of("compare", Result("a"), Result("b")).AssertDone();
        Assert.Contains("settings are the same", run.Output, StringComparison.Ordinal);
        Assert.Contains("trades   the same", run.Output, StringComparison.Ordinal);
        Assert.Contains("states   the same", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_HoldsEveryFigure()
    {
        using var json = JsonDocument.Parse(CommandRun.Of("compare", Result("a"), Result("b", "--fee", "0.002"), "--json", "-").AssertDone().Output);
        Assert.Equal("argosy-comparison/1", json.RootElement.GetProperty("format").GetString());
        Assert.Equal(2, json.RootElement.GetProperty("metrics").GetProperty("sharpe").GetArrayLength());
        Assert.Equal("0.002", json.RootElement.GetProperty("settings").GetProperty("settings.takerFee")[1].GetString());
    }

    [Fact]
    public void MissingFile_IsRefused() => CommandRun.Of("compare", _folder.File("a.json"), _folder.File("b.json")).AssertRefused("a.json");

    [Fact]
    public void NoResult_IsRefusedWithItsLine()
    {
        var broken = _folder.Write("broken.json", "{\n  \"format\": \"argosy-result/1\",\n  oops\n}");
        CommandRun.Of("compare", broken, broken).AssertRefused("broken.json, line 3");
    }

    [Fact]
    public void OtherFormat_IsRefused()
    {
        var other = _folder.Write("other.json", "{\"format\":\"something-else/2\"}");
        CommandRun.Of("compare", other, other).AssertRefused("other.json");
    }

    [Fact]
    public void OneFile_IsRefused() => CommandRun.Of("compare", "a.json").AssertRefused("compare");

    string Result(string name, params string[] words)
    {
        var path = _folder.File($"{name}.json");
        CommandRun.Of(["backtest", "--data", CommandRun.FourHours, "--strategy", "ma-cross", "--param", "slow=30", "--json", path, .. words]).AssertDone();
        return path;
    }
}
