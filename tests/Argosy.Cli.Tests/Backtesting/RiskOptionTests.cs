using System.Text.Json;

namespace Argosy.Cli.Tests.Backtesting;

public sealed class RiskOptionTests
{
    static readonly string[] Base = ["backtest", "--data", CommandRun.FourHours, "--strategy", "donchian"];

    [Fact]
    public void Rules_StandInTheSettingsAndTheLogReplays()
    {
        using var folder = new TestFolder();
        var (json, log) = (folder.File("r.json"), folder.File("r.log"));
        CommandRun.Of([.. Base, "--size", "volatility:20%", "--exit", "stop:3%", "--exit", "trailing(distance=6%)", "--guard", "cooldown:1d", "--limit", "max-leverage:0.5", "--json", json, "--log", log]).AssertDone();
        using var result = JsonDocument.Parse(File.ReadAllText(json));
        var settings = result.RootElement.GetProperty("settings");
        Assert.Equal("stop(distance=0.03, atr=0, period=14), trailing(distance=0.06)", settings.GetProperty("exits").GetString());
        Assert.Equal("cooldown(time=1d)", settings.GetProperty("guards").GetString());
        Assert.Equal("max-leverage(ratio=0.5)", settings.GetProperty("limits").GetString());
        Assert.Equal("volatility(target=20%, bars=30)", settings.GetProperty("size").GetString());
        var replayed = CommandRun.Of("replay", log).AssertDone();
        Assert.Contains(result.RootElement.GetProperty("stateHash").GetString()!, replayed.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--exit", "stp:3%", "--exit: there is no exit rule 'stp', did you mean 'stop'?")]
    [InlineData("--guard", "cooldown", "--guard: cooldown needs 'time', e.g. cooldown:1h")]
    [InlineData("--limit", "max-leverage:x", "--limit: parameter 'ratio' of max-leverage must be a number")]
    [InlineData("--size", "kelly(cap=2)", "--size: parameter 'cap' of kelly must be between")]
    public void Rule_ThatIsWrong_IsRefusedInOneSentence(string option, string rule, string message) =>
        CommandRun.Of([.. Base, option, rule]).AssertRefused(message);

    [Fact]
    public void RulesCommand_ListsAndDescribes()
    {
        var list = CommandRun.Of("rules").AssertDone().Output;
        foreach (var name in new[] { "ratio-trail", "stop-streak", "price-collar", "kelly" }) Assert.Contains(name, list, StringComparison.Ordinal);
        Assert.Contains("multiplier", CommandRun.Of("rules", "ratio-trail").AssertDone().Output, StringComparison.Ordinal);
        CommandRun.Of("rules", "cooldwn").AssertRefused("there is no rule 'cooldwn', did you mean 'cooldown'?");
    }

    [Fact]
    public void RulesReference_IsUpToDate()
    {
        var path = Path.Combine(TestSupport.SharedData.Repository(), "docs", "reference", "rules.md");
        var generated = CommandRun.Of("docs", "rules").AssertDone().Output;
        Assert.True(File.Exists(path) && File.ReadAllText(path) == generated, "docs/reference/rules.md is out of date: ./argosy docs rules > docs/reference/rules.md");
    }
}
