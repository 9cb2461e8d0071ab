using System.Text.Json;

namespace Argosy.Cli.Tests.WhatIf;

public sealed class ConsensusCommandTests : IDisposable
{
    readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Recount_ListsWhatChanges()
    {
        var run = CommandRun.Of("consensus", Result(), "--mode", "bft").AssertDone();
        Assert.Contains("was  majority, direction of 3", run.Output, StringComparison.Ordinal);
        Assert.Contains("now  bft, direction 2 of 3", run.Output, StringComparison.Ordinal);
        Assert.Contains("decisions change", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Recount_WithoutAChange_ChangesNothing() => Assert.Contains("No decision changes.", CommandRun.Of("consensus", Result()).AssertDone().Output, StringComparison.Ordinal);

    [Fact]
    public void Rerun_EqualsARunWithTheChange()
    {
        var changed = Json("changed", "--param", "mode=weighted", "--param", "trend.weight=3", "--param", "mute=macd");
        using var json = JsonDocument.Parse(CommandRun.Of("consensus", Result(), "--mode", "weighted", "--weight", "trend=3", "--mute", "macd", "--rerun", "--json", "-").AssertDone().Output);
        var rerun = json.RootElement.GetProperty("rerun");
        using var expected = JsonDocument.Parse(File.ReadAllText(changed));
        Assert.Equal(expected.RootElement.GetProperty("tradeHash").GetString(), rerun.GetProperty("after").GetProperty("tradeHash").GetString());
        Assert.NotEqual(rerun.GetProperty("before").GetProperty("tradeHash").GetString(), rerun.GetProperty("after").GetProperty("tradeHash").GetString());
    }

    [Fact]
    public void Bundle_MarksStaleVotes()
    {
        using var json = JsonDocument.Parse(CommandRun.Of("consensus", Json("bundle", "--param", "bundle=true", "--param", "mode=factor", "--size", "quote:500"), "--mute", "hammer", "--json", "-").AssertDone().Output);
        Assert.True(json.RootElement.GetProperty("changed").GetInt32() > 0);
        Assert.True(json.RootElement.GetProperty("staleRounds").GetInt32() > 0);
        Assert.False(json.RootElement.GetProperty("changes")[0].GetProperty("stale").GetBoolean());
    }

    [Theory]
    [InlineData("--mute mcad", "no voter 'mcad', did you mean 'macd'?")]
    [InlineData("--weight trend=2", "only mode weighted")]
    [InlineData("--mode weighted --weight trend", "not voter=weight")]
    [InlineData("--mode weighted --weight trend=x", "not voter=weight")]
    [InlineData("--mode weighted --weight cross=0 --weight trend=0 --weight macd=0", "above 0")]
    [InlineData("--quorum 2", "only mode bft")]
    [InlineData("--quorum 0", "from 1 to 10000")]
    [InlineData("--mode factor", "factor counts rules")]
    [InlineData("--mode fcator", "did you mean 'factor'?")]
    [InlineData("--threshold 2", "--threshold")]
    public void BadChange_IsRefused(string words, string said) => CommandRun.Of(["consensus", Result(), .. words.Split(' ')]).AssertRefused(said);

    [Fact]
    public void ResultWithoutVotes_IsRefused()
    {
        var path = _folder.File("ma.json");
        CommandRun.Of("backtest", "--data", CommandRun.Daily, "--strategy", "ma", "--json", path).AssertDone();
        CommandRun.Of("consensus", path).AssertRefused("holds no votes", "ma");
    }

    [Fact]
    public void MissingResult_IsRefused() => CommandRun.Of("consensus", _folder.File("none.json")).AssertRefused("none.json");

    [Fact]
    public void BrokenVotes_AreRefused()
    {
        var text = File.ReadAllText(Result()).Replace("\"votes\":\"...\"", "\"votes\":\"..x\"", StringComparison.Ordinal);
        CommandRun.Of("consensus", _folder.Write("broken.json", text)).AssertRefused("'..x'", "no round of 3 voters");
    }

    [Fact]
    public void RerunWithoutItsData_IsRefused()
    {
        var text = File.ReadAllText(Result()).Replace(CommandRun.FourHours, "/nowhere/candles.csv", StringComparison.Ordinal).Replace(Path.GetFileName(CommandRun.FourHours), "nowhere.csv", StringComparison.Ordinal);
        CommandRun.Of("consensus", _folder.Write("lost.json", text), "--rerun").AssertRefused("--data");
    }

    [Fact]
    public void VotesFile_OfAnotherStrategy_IsRefused() =>
        CommandRun.Of("backtest", "--data", CommandRun.Daily, "--strategy", "ma", "--votes-file", _folder.File("v.csv")).AssertRefused("--votes-file", "consensus");

    [Fact]
    public void FileStrategy_Votes()
    {
        var file = _folder.Write("mine.cs", """
            using Argosy.Core.MarketData;
            using Argosy.Core.Orders;
            using Argosy.Engine.Strategies;

            public sealed class Mine(int every = 3) : IStrategy
            {
                int _bars;

                public void OnBar(in Bar bar, StrategyContext context) => context.Target(++_bars % every == 0 ? Direction.Flat : Direction.Long);
            }
            """);
        var votes = _folder.File("v.csv");
        CommandRun.Of("backtest", "--data", CommandRun.Daily, "--strategy", "consensus", "--param", $"voters=m:{file}(every=2); macd", "--param", "m.every=4", "--votes-file", votes).AssertDone();
        var lines = File.ReadAllLines(votes);
        Assert.Equal("time,instrument,decision,next,m,macd", lines[0]);
        Assert.Equal(["+", "+", "+", "0", "+"], lines.Skip(1).Take(5).Select(line => line.Split(',')[4]));
    }

    [Fact]
    public void Strategies_ExplainsVotersAndRules()
    {
        var run = CommandRun.Of("strategies", "consensus").AssertDone();
        Assert.Contains("id.weight", run.Output, StringComparison.Ordinal);
        Assert.Contains("stop-loss(loss=0.02)", run.Output, StringComparison.Ordinal);
    }

    string Result() => Json("run");

    string Json(string name, params string[] words)
    {
        var path = _folder.File($"{name}.json");
        CommandRun.Of(["backtest", "--data", CommandRun.FourHours, "--strategy", "consensus", "--band", "off", "--json", path, .. words]).AssertDone();
        return path;
    }
}
