using System.Text.Json;
using Argosy.TestSupport;

namespace Argosy.Cli.Tests.Running;

public sealed class RunCommandTests
{
    [Theory]
    [InlineData]
    [InlineData("--from", "2019-06-01", "--warm-up", "100000")]
    [InlineData("--from", "2019-06-01")]
    public void Run_OnAVirtualVenue_HasTheTradesOfItsBacktest(params string[] period)
    {
        using var folder = new TestFolder();
        string[] trading = ["--data", CommandRun.FourHours, "--strategy", "ma-cross", "--param", "fast=5", "--param", "slow=20", "--size", "equity:30%", "--exit", "stop:3%"];
        var paper = Document(CommandRun.Of(["run", "--venue", "virtual", "--folder", folder.File("host"), "--json", "-", .. trading, .. period]));
        var tested = Document(CommandRun.Of(["backtest", "--band", "off", "--json", "-", .. trading, .. period.Take(2)]));
        Assert.Equal(tested.GetProperty("tradeHash").GetString(), paper.GetProperty("tradeHash").GetString());
        Assert.Equal(tested.GetProperty("stateHash").GetString(), paper.GetProperty("stateHash").GetString());
        Assert.Equal("finished", paper.GetProperty("state").GetString());
    }

    [Fact]
    public void Run_OfAFile_HoldsItsCodeInAWorker_AndItsLogWouldBeReplayedInOne()
    {
        using var folder = new TestFolder();
        var file = folder.Write("buys-once.cs", """
            public sealed class BuysOnce(int after = 3) : IStrategy
            {
                int _bars;

                public void OnBar(in Bar bar, StrategyContext context)
                {
                    if (++_bars == after) context.Target(Direction.Long);
                }
            }
            """);
        string[] words = ["run", "--venue", "virtual", "--folder", folder.File("host"), "--data", CommandRun.Daily, "--strategy", file, "--param", "after=5"];
        CommandRun.Of([.. words, "--worker", "in-process"]).AssertRefused("--worker in-process", "a process of its own only");
        var run = Document(CommandRun.Of([.. words, "--json", "-"]));
        Assert.Equal("finished", run.GetProperty("state").GetString());
        Assert.Equal(1, run.GetProperty("fills").GetInt32());
        var log = run.GetProperty("log").GetString()!;
        CommandRun.Of("replay", log).AssertDone();
        // Elsewhere it would run in this very process, as tests of commands let it.
        Assert.Throws<Argosy.Cli.Jobs.NeedsSandboxException>(() => Argosy.Cli.Jobs.BotsElsewhere.Instance.NeedStored([.. File.ReadLines(log).Take(1).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("run").GetProperty("strategy").ToString())]));
    }

    [Fact]
    public void Run_OfAFinishedMarket_BeginsANewDeployment()
    {
        using var folder = new TestFolder();
        string[] words = ["run", "--venue", "virtual", "--folder", folder.File("host"), "--json", "-", "--data", CommandRun.Daily, "--strategy", "buy-and-hold"];
        Assert.Equal(1, Document(CommandRun.Of(words)).GetProperty("deployment").GetInt32());
        Assert.Equal(2, Document(CommandRun.Of(words)).GetProperty("deployment").GetInt32());
    }

    [Fact]
    public void EverySample_IsRead()
    {
        using var folder = new TestFolder();
        var samples = Path.Combine(SharedData.Repository(), "samples", "configurations");
        CommandRun.Of("run", "--config", Path.Combine(samples, "paper-virtual.yaml"), "--data", CommandRun.Daily, "--folder", folder.File("host")).AssertDone();
        // All of a live file is read before its key is missed.
        foreach (var live in Directory.GetFiles(samples, "live-*.yaml")) CommandRun.Of("run", "--config", live, "--live", "--folder", folder.File("host")).AssertRefused("--live needs a master key");
        foreach (var paper in (string[])["paper-binance.yaml", "several-bots.yaml"]) CommandRun.Of("run", "--config", Path.Combine(samples, paper), "--live", "--folder", folder.File("host")).AssertRefused("--live needs a master key");
    }

    [Fact]
    public void Run_FromAFile_SaysWhereItIsWrong()
    {
        using var folder = new TestFolder();
        var file = folder.Write("run.yaml", "strategy: ma-cross\nrun:\n  venue: binance\n  instruments: BTC/USDT\n  candels: 1m\n");
        CommandRun.Of("run", "--config", file).AssertRefused("line 5", "run.candels", "candles");
        file = folder.Write("run.yaml", "strategy: ma-cross\nrun:\n  venue: binanze\n");
        CommandRun.Of("run", "--config", file).AssertRefused("line 3", "run.venue", "binance");
    }

    [Theory]
    [InlineData("--venue is required", "run", "--strategy", "ma-cross")]
    [InlineData("--paper and --live contradict", "run", "--paper", "--live", "--strategy", "ma-cross", "--venue", "binance")]
    [InlineData("--data is required on a virtual venue", "run", "--venue", "virtual", "--strategy", "ma-cross")]
    [InlineData("a virtual venue takes no real orders", "run", "--venue", "virtual", "--live", "--strategy", "ma-cross", "--data", "x.csv")]
    [InlineData("--instruments is required", "run", "--venue", "binance", "--strategy", "ma-cross")]
    [InlineData("--candles is required", "run", "--venue", "binance", "--instruments", "BTC/USDT", "--strategy", "ma-cross")]
    [InlineData("neither short sales nor margin", "run", "--venue", "binance", "--instruments", "BTC/USDT", "--candles", "1m", "--short", "--strategy", "ma-cross")]
    [InlineData("--side short is for perpetual contracts", "run", "--venue", "binance", "--instruments", "BTC/USDT", "--candles", "1m", "--side", "short", "--strategy", "ma-cross")]
    [InlineData("--side long and --short contradict", "run", "--venue", "binance-usdm", "--margin", "cross", "--short", "--instruments", "BTC/USDT", "--candles", "1m", "--side", "long", "--strategy", "ma-cross")]
    [InlineData("--side", "run", "--venue", "binance-usdm", "--margin", "cross", "--instruments", "BTC/USDT", "--candles", "1m", "--side", "both", "--strategy", "ma-cross")]
    [InlineData("--speed is for --venue virtual", "run", "--venue", "binance", "--instruments", "BTC/USDT", "--candles", "1m", "--speed", "2", "--strategy", "ma-cross")]
    [InlineData("an exchange fills the orders of a live run", "run", "--live", "--fills", "trades", "--venue", "binance", "--instruments", "BTC/USDT", "--candles", "1m", "--strategy", "ma-cross")]
    [InlineData("a run on trades has one instrument; --instruments names 2", "run", "--fills", "trades", "--venue", "binance", "--instruments", "BTC/USDT,ETH/USDT", "--candles", "1m", "--strategy", "ma-cross")]
    [InlineData("perpetual contracts (--margin) are filled on candles", "run", "--fills", "trades", "--venue", "binance-usdm", "--margin", "cross", "--instruments", "BTC/USDT", "--candles", "1m", "--strategy", "ma-cross")]
    [InlineData("the candles of --data tell no trades", "run", "--fills", "trades", "--venue", "virtual", "--data", "x.csv", "--strategy", "ma-cross")]
    [InlineData("--latency-ms needs --fills trades", "run", "--latency-ms", "5", "--venue", "binance", "--instruments", "BTC/USDT", "--candles", "1m", "--strategy", "ma-cross")]
    [InlineData("on trades use --latency-ms", "run", "--fills", "trades", "--latency-bars", "1", "--venue", "binance", "--instruments", "BTC/USDT", "--candles", "1m", "--strategy", "ma-cross")]
    [InlineData("--ticks is for --venue virtual", "run", "--ticks", "x.csv", "--timeframe", "1m", "--venue", "binance", "--instruments", "BTC/USDT", "--candles", "1m", "--strategy", "ma-cross")]
    [InlineData("--fills candles and --ticks contradict", "run", "--fills", "candles", "--ticks", "x.csv", "--timeframe", "1m", "--venue", "virtual", "--strategy", "ma-cross")]
    [InlineData("--ticks needs --timeframe", "run", "--ticks", "x.csv", "--venue", "virtual", "--strategy", "ma-cross")]
    [InlineData("is not encrypted", "run", "--venue", "binance", "--instruments", "BTC/USDT", "--candles", "1m", "--rest", "http://192.0.2.1", "--strategy", "ma-cross")]
    public void Run_WithoutWhatItNeeds_IsRefused(string said, params string[] words)
    {
        using var folder = new TestFolder();
        CommandRun.Of([.. words, "--folder", folder.File("host")]).AssertRefused(said);
    }

    [Fact]
    public void Run_LiveWithoutAMasterKey_IsRefused()
    {
        using var folder = new TestFolder();
        string[] words = ["run", "--live", "--venue", "binance", "--instruments", "BTC/USDT", "--candles", "1m", "--strategy", "ma-cross", "--folder", folder.File("host")];
        CommandRun.Of(words).AssertRefused("--live needs a master key");
        CommandRun.Of([.. words, "--master-key", folder.Write("master.key", "c2hvcnQ=")]).AssertRefused("--master-key", "32 bytes");
        CommandRun.Of([.. words, "--master-key", folder.Write("master.key", Convert.ToBase64String(new byte[32]))]).AssertRefused("the vault has no key of main");
    }

    static JsonElement Document(CommandRun run)
    {
        run.AssertDone();
        return JsonDocument.Parse(run.Output).RootElement;
    }
}
