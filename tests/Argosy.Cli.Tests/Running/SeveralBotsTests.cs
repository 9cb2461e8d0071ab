using System.Text.Json;
using Argosy.TestSupport;

namespace Argosy.Cli.Tests.Running;

/// <summary>A configuration with a list of bots, and a run without any.</summary>
public sealed class SeveralBotsTests
{
    [Fact]
    public void Run_OfAList_GivesEachBotTheTradesOfItsBacktest()
    {
        using var folder = new TestFolder();
        var file = folder.Write("run.yaml", $$"""
            data: {{CommandRun.FourHours}}
            size: equity:30%
            exits: [stop:3%]
            strategy: {name: ma-cross, parameters: {fast: 5, slow: 20} }
            run: {venue: virtual}
            bots:
              - name: trend
              - name: dips
                strategy: {name: rsi, parameters: {period: 10} }
                size: quote:500
                account: {cash: 3000}
                run: {account: other}
              - name: days
                data: {{CommandRun.Daily}}
                strategy: buy-and-hold
            """);
        var run = CommandRun.Of("run", "--config", file, "--folder", folder.File("host"), "--json", "-").AssertDone();
        var document = JsonDocument.Parse(run.Output).RootElement;
        Assert.Equal("argosy-runs/1", document.GetProperty("format").GetString());
        var bots = document.GetProperty("bots").EnumerateArray().ToDictionary(bot => bot.GetProperty("bot").GetString()!, StringComparer.Ordinal);
        Assert.Equal(["trend", "dips", "days"], bots.Keys);
        Assert.Equal(("paper", "other"), (bots["trend"].GetProperty("account").GetString(), bots["dips"].GetProperty("account").GetString()));
        AssertSame(bots["trend"], "--data", CommandRun.FourHours, "--strategy", "ma-cross", "--param", "fast=5", "--param", "slow=20", "--size", "equity:30%", "--exit", "stop:3%");
        AssertSame(bots["dips"], "--data", CommandRun.FourHours, "--strategy", "rsi", "--param", "period=10", "--size", "quote:500", "--exit", "stop:3%", "--cash", "3000");
        AssertSame(bots["days"], "--data", CommandRun.Daily, "--strategy", "buy-and-hold", "--size", "equity:30%", "--exit", "stop:3%");
    }

    [Theory]
    [InlineData("line 4", "'name' is missing", "  - {strategy: rsi}")]
    [InlineData("line 5", "two bots are called a", "  - {name: a}\n  - {name: a}")]
    [InlineData("line 5", "run.candels", "  - name: a\n    run: {candels: 1m}")]
    [InlineData("line 5", "share one process", "  - name: a\n    run: {folder: x}")]
    [InlineData("line 5", "called by its 'name'", "  - name: a\n    run: {bot: x}")]
    [InlineData("line 5", "bots.output", "  - name: a\n    output: {json: x}")]
    [InlineData("line 4", "expected a bot", "  - trend")]
    [InlineData("line 6", "nonsense", "  - name: a\n  - name: b\n    strategy: nonsense")]
    [InlineData("line 6", "a is live for one bot and paper for another", "  - {name: a, run: {live: true, account: a}}\n  - name: b\n    run: {account: a}")]
    [InlineData("line 6", "different keys or limits", "  - {name: a, run: {live: true, account: a}}\n  - name: b\n    run: {live: true, account: a, maxOrder: 5}")]
    [InlineData("line 7, account.leverage", "different leverage or margin; an instrument has one of both", "  - {name: a, run: {live: true, account: a, venue: binance-usdm}, account: {margin: cross, leverage: 2} }\n  - name: b\n    run: {live: true, account: a, venue: binance-usdm}\n    account: {margin: cross, leverage: 3}")]
    [InlineData("line 7, account.margin", "different leverage or margin; an instrument has one of both", "  - {name: a, run: {live: true, account: a, venue: binance-usdm}, account: {margin: cross} }\n  - name: b\n    run: {live: true, account: a, venue: binance-usdm}\n    account: {margin: isolated}")]
    [InlineData("line 6", "an account is at one exchange", "  - {name: a, run: {live: true, account: a}}\n  - name: b\n    run: {live: true, account: a, venue: binance-usdm}\n    account: {margin: cross}")]
    public void Run_OfAListThatIsWrong_SaysWhere(string line, string said, string bots)
    {
        using var folder = new TestFolder();
        var file = folder.Write("run.yaml", $"strategy: ma-cross\nrun: {{venue: binance, instruments: BTC/USDT, candles: 1m}}\nbots:\n{bots}\n");
        CommandRun.Of("run", "--config", file, "--folder", folder.File("host")).AssertRefused(line, said);
    }

    [Fact]
    public void Run_OfAList_TakesNoOneName_AndIsNoBacktest()
    {
        using var folder = new TestFolder();
        var file = folder.Write("run.yaml", "strategy: ma-cross\nbots:\n  - name: a\n");
        CommandRun.Of("run", "--config", file, "--bot", "b", "--folder", folder.File("host")).AssertRefused("--bot", "several bots");
        CommandRun.Of("backtest", "--config", file, "--data", CommandRun.Daily).AssertRefused("line 2", "argosy run");
        file = folder.Write("run.yaml", "run: {venue: binance, instruments: BTC/USDT, candles: 1m, console: true}\nbots:\n  - name: a\n");
        CommandRun.Of("run", "--config", file, "--folder", folder.File("host")).AssertRefused("line 3", "a has no strategy");
    }

    [Theory]
    [InlineData("--strategy is required, or commands")]
    [InlineData("--exit is for a strategy", "--console", "--exit", "stop:1%")]
    [InlineData("--bot is for a strategy", "--console", "--bot", "x")]
    public void Run_WithoutAStrategy_WantsCommands(string said, params string[] words)
    {
        using var folder = new TestFolder();
        CommandRun.Of(["run", "--venue", "binance", "--folder", folder.File("host"), .. words]).AssertRefused(said);
    }

    static void AssertSame(JsonElement bot, params string[] words)
    {
        Assert.Equal("finished", bot.GetProperty("state").GetString());
        var tested = CommandRun.Of(["backtest", "--band", "off", "--json", "-", .. words]).AssertDone();
        Assert.Equal(JsonDocument.Parse(tested.Output).RootElement.GetProperty("tradeHash").GetString(), bot.GetProperty("tradeHash").GetString());
    }
}
