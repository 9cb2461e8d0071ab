using System.Text.Json;
using Argosy.TestSupport;

namespace Argosy.Cli.Tests.Margins;

public sealed class PerpetualOptionTests
{
    static string Mark => SharedData.Path("data", "candles", "binanceperp_XRP-USDT-mark_8h.csv.gz");

    static string Funding => SharedData.Path("data", "funding", "binanceperp_XRP-USDT_8h.csv.gz");

    static string[] Xrp(params string[] more) => ["backtest", "--data", Mark, "--strategy", "ma-cross", "--param", "fast=2", "--param", "slow=5", "--participation", "0", .. more];

    [Fact]
    public void Backtest_OfAPerpetual_WritesItsSettingsAndFunding()
    {
        using var folder = new TestFolder();
        var (json, log) = (folder.File("a.json"), folder.File("a.log"));
        var brackets = folder.Write("b.csv", "floor,cap,max_leverage,rate\n0,1000000,50,0.01\n");
        CommandRun.Of(Xrp("--margin", "isolated", "--leverage", "10", "--short", "--mark", Mark, "--funding", Funding, "--brackets", brackets, "--json", json, "--log", log)).AssertDone();
        using var result = JsonDocument.Parse(File.ReadAllText(json));
        var settings = result.RootElement.GetProperty("settings");
        Assert.Equal(("perpetual", "isolated", "0.0125"), (settings.GetProperty("market").GetString(), settings.GetProperty("margin").GetString(), settings.GetProperty("liquidationFee").GetString()));
        Assert.NotEqual("0", result.RootElement.GetProperty("metrics").GetProperty("funding").GetString());
        Assert.True(result.RootElement.GetProperty("perpetual").GetProperty("settlements").GetInt32() > 10);
        Assert.Equal(50, result.RootElement.GetProperty("instruments")[0].GetProperty("brackets")[0].GetProperty("maxLeverage").GetInt32());
        Assert.Contains("every order and every event is the log's", CommandRun.Of("replay", log, "--data", Mark).AssertDone().Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Backtest_OfSpot_SaysNothingOfPerpetuals()
    {
        var output = CommandRun.Of(Xrp("--json", "-")).AssertDone().Output;
        foreach (var word in new[] { "perpetual", "liquidation", "\"mark\"", "\"margin\"" }) Assert.DoesNotContain(word, output, StringComparison.Ordinal);
    }

    [Fact]
    public void Backtest_WithoutFiles_WarnsOfEach()
    {
        var output = CommandRun.Of(Xrp("--margin", "cross")).AssertDone().Output;
        foreach (var option in new[] { "(--mark)", "(--funding)", "(--brackets)" }) Assert.Contains(option, output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--funding FILE", "--funding needs --margin")]
    [InlineData("--mark FILE", "--mark needs --margin")]
    [InlineData("--brackets FILE", "--brackets needs --margin")]
    [InlineData("--liquidation-fee 0.01", "--liquidation-fee needs --margin")]
    [InlineData("--leverage 5", "--leverage above 1 needs --short or --margin")]
    [InlineData("--margin both", "one of isolated, cross")]
    [InlineData("--margin cross --leverage 126", "whole number from 1 to 125")]
    [InlineData("--margin cross --leverage 2.5", "whole number from 1 to 125")]
    [InlineData("--margin cross --leverage 0", "1 or more")]
    [InlineData("--margin cross --liquidation-fee 1", "from 0 to below 1")]
    [InlineData("--margin cross --borrow-apr 0.1", "--borrow-apr and --margin contradict")]
    [InlineData("--margin cross --fee-asset received", "--fee-asset received and --margin contradict")]
    [InlineData("--margin cross --mark FILE,FILE", "--mark: 2 given for 1")]
    [InlineData("--margin cross --funding FILE,none", "--funding: 2 given for 1")]
    [InlineData("--margin cross --brackets FILE,FILE", "--brackets: 2 given for 1")]
    [InlineData("--margin cross --funding FILE", "is not the header of funding")]
    [InlineData("--margin cross --brackets FILE", "is not the header of brackets")]
    [InlineData("--margin cross --mark no-such.csv", "--mark: ")]
    [InlineData("--margin cross --mark DAILY", "have no time in common")]
    public void BadInput_IsRefused(string options, string said)
    {
        using var folder = new TestFolder();
        var file = folder.Write("table.csv", "what,is,this\n1,2,3\n");
        string[] words = [.. options.Replace("FILE", file, StringComparison.Ordinal).Replace("DAILY", CommandRun.Daily, StringComparison.Ordinal).Split(' ')];
        CommandRun.Of(Xrp(words)).AssertRefused(said);
    }

    [Fact]
    public void Leverage_AboveTheBrackets_IsRefused()
    {
        using var folder = new TestFolder();
        var brackets = folder.Write("b.csv", "floor,cap,max_leverage,rate\n0,1000000,20,0.01\n");
        CommandRun.Of(Xrp("--margin", "cross", "--leverage", "21", "--brackets", brackets)).AssertRefused("--leverage: 21 exceeds 20", "XRP/USDT");
    }

    [Fact]
    public void MaxLeverage_SaysTheGreatestAndWhy()
    {
        string[] words = ["max-leverage", .. Xrp().Skip(1), "--margin", "cross", "--short", "--mark", Mark, "--threshold", "80%"];
        var text = CommandRun.Of(words).AssertDone().Output;
        Assert.Contains("every leverage up to it keeps the margin ratio below 0.8", text, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(CommandRun.Of([.. words, "--json", "-"]).AssertDone().Output);
        var greatest = json.RootElement.GetProperty("maxLeverage").GetInt32();
        Assert.Contains($"max leverage {greatest}:", text, StringComparison.Ordinal);
        Assert.Equal("threshold", json.RootElement.GetProperty("end").GetString());
        Assert.Equal(greatest + 1, json.RootElement.GetProperty("trials").GetArrayLength());
    }

    [Theory]
    [InlineData("", "--margin isolated or --margin cross is needed")]
    [InlineData("--margin cross --threshold 0", "above 0, at most 1")]
    [InlineData("--margin cross --threshold 1.1", "above 0, at most 1")]
    [InlineData("--margin cross --leverage 3", "--leverage")]
    public void MaxLeverage_BadInput_IsRefused(string options, string said) =>
        CommandRun.Of(["max-leverage", .. Xrp().Skip(1), .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)]).AssertRefused(said);
}
