using System.Text.Json;
using Argosy.TestSupport;

namespace Argosy.Cli.Tests.Replaying;

/// <summary><c>argosy parity</c> of a result on ticks.</summary>
public sealed class TickParityCommandTests
{
    [Fact]
    public void Parity_OfAResultOnTicks_ListsEachFillWithItsCause()
    {
        using var folder = new TestFolder();
        var (result, json) = (folder.File("result.json"), folder.File("parity.json"));
        var trades = SharedData.Path("data", "trades", "binance_FXS-USDT_20231117.csv.gz");
        CommandRun.Of("backtest", "--json", result, "--ticks", trades, "--timeframe", "1m", "--strategy", "ma-cross", "--param", "fast=3", "--param", "slow=8", "--participation", "0", "--size", "qty:10", "--exit", "stop:0.3%").AssertDone();
        Assert.Contains("fill-time: tick-time", CommandRun.Of("parity", result, "--json", json).AssertDone().Output, StringComparison.Ordinal);
        using var written = JsonDocument.Parse(File.ReadAllText(json));
        Assert.Equal(("argosy-parity/1", "ticks", true), (written.RootElement.GetProperty("format").GetString(), written.RootElement.GetProperty("mode").GetString(), written.RootElement.GetProperty("explained").GetBoolean()));
        Assert.True(written.RootElement.GetProperty("orders").GetInt32() > 10);
        // Its strategy decides otherwise now: the result is of another run.
        CommandRun.Of("parity", result, "--strategy", "momentum").AssertRefused("momentum");
    }

    [Fact]
    public void Parity_OfAResultOnBars_SaysThatThereIsNothingToCompare()
    {
        using var folder = new TestFolder();
        var result = folder.File("result.json");
        CommandRun.Of("backtest", "--band", "off", "--json", result, "--data", CommandRun.FourHours, "--strategy", "ma-cross").AssertDone();
        CommandRun.Of("parity", result).AssertRefused("not made on ticks");
    }
}
