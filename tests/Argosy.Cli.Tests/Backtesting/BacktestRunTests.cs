using System.Text.Json;
using Argosy.Research.Logs;
using Argosy.TestSupport;

namespace Argosy.Cli.Tests.Backtesting;

public sealed class BacktestRunTests : IDisposable
{
    static readonly string[] Cross = ["--strategy", "ma-cross", "--param", "fast=10", "--param", "slow=30"];

    readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Report_SpellsOutEveryAssumption()
    {
        var run = Run(["--data", CommandRun.FourHours, .. Cross]);
        foreach (var text in new[]
        {
            "BTC/USD 4h", "4,665 bars", "ma-cross fast=10 slow=30", "total return", "max drawdown", "Sharpe", "profit factor", "equity    ", "drawdown  ", "path  ", "assumed   ",
            "cash 10,000.00 USD", "fee 0.10 %", "slippage 0 bps", "next open (fill-contract/1)", "path near-first", "10.00 % of a bar's", "size all", "tick 0.01", "gaps 1, missing bars 3", "bars/s", "trades ", "next ",
        }) Assert.Contains(text, run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b", run.Output, StringComparison.Ordinal);
        Assert.Equal("", run.Error);
    }

    [Fact]
    public void JsonToStandardOutput_IsNothingButJson()
    {
        var run = Run(["--data", CommandRun.FourHours, .. Cross, "--json", "-"]);
        using var json = JsonDocument.Parse(run.Output);
        Assert.Equal("argosy-result/1", json.RootElement.GetProperty("format").GetString());
    }

    [Fact]
    public void SameRunTwice_SameJsonButForPerformance()
    {
        string Once()
        {
            var text = Run(["--data", CommandRun.FourHours, .. Cross, "--json", "-"]).Output;
            var start = text.IndexOf("\"performance\"", StringComparison.Ordinal);
            return text[..start];
        }

        Assert.Equal(Once(), Once());
    }

    [Fact]
    public void Files_AreAllWritten()
    {
        var run = Run(
            ["--data", CommandRun.FourHours, .. Cross, "--json", _folder.File("a.json"), "--trades", _folder.File("trades.csv"), "--equity-file", _folder.File("equity.csv"),
            "--orders-file", _folder.File("orders.csv"), "--fills-file", _folder.File("fills.csv"), "--log", _folder.File("run.log")]);
        Assert.Equal(["a.json", "equity.csv", "fills.csv", "orders.csv", "run.log", "trades.csv"], _folder.Names);
        Assert.Contains("written ", run.Output, StringComparison.Ordinal);
        Assert.Equal(4_666 + 1, File.ReadLines(_folder.File("equity.csv")).Count());
    }

    [Fact]
    public void Log_ReadsBack_WithHashOfTheResult()
    {
        Run(["--data", CommandRun.FourHours, "--strategy", "rsi", "--param", "stopLoss=0.02", "--param", "takeProfit=0.04", "--log", _folder.File("run.log"), "--json", _folder.File("a.json")]);
        var log = RunLogReader.Read(_folder.File("run.log"));
        Assert.True(log.Ok, log.Error?.Message);
        using var json = JsonDocument.Parse(File.ReadAllBytes(_folder.File("a.json")));
        Assert.Equal(json.RootElement.GetProperty("stateHash").GetString(), log.Value.End.StateHash);
        Assert.Equal(json.RootElement.GetProperty("orderCount").GetInt64(), log.Value.End.Orders);
        Assert.Equal("rsi", log.Value.Header.Strategy);
        Assert.Equal("0.02", log.Value.Header.Parameters["stopLoss"]);
        Assert.Equal(4_665, log.Value.Header.Markets[0].EndRow);
        Assert.Equal(json.RootElement.GetProperty("fillCount").GetInt32(), log.Value.Entries.Count(e => e.Event is { Fill: not null }));
    }

    [Fact]
    public void LoggedRun_HasTheHashesOfAnUnloggedOne()
    {
        string Hash(params string[] more)
        {
            using var json = JsonDocument.Parse(Run(["--data", CommandRun.FourHours, .. Cross, "--json", "-", .. more]).Output);
            return json.RootElement.GetProperty("stateHash").GetString()!;
        }

        Assert.Equal(Hash(), Hash("--log", _folder.File("run.log")));
    }

    [Fact]
    public void Log_CutOff_IsFound()
    {
        Run(["--data", CommandRun.FourHours, .. Cross, "--log", _folder.File("run.log")]);
        var lines = File.ReadAllLines(_folder.File("run.log"));
        File.WriteAllLines(_folder.File("cut.log"), lines[..^1]);
        File.WriteAllLines(_folder.File("hole.log"), [.. lines[..5], .. lines[6..]]);
        File.WriteAllLines(_folder.File("wrong.log"), [.. lines[..5], "{\"order\":", .. lines[6..]]);
        Assert.Contains("cut off", RunLogReader.Read(_folder.File("cut.log")).Error!.Message, StringComparison.Ordinal);
        Assert.Contains("lines are missing", RunLogReader.Read(_folder.File("hole.log")).Error!.Message, StringComparison.Ordinal);
        Assert.StartsWith("wrong.log line 6 column ", RunLogReader.Read(_folder.File("wrong.log")).Error!.Message, StringComparison.Ordinal);
        Assert.Contains("no such file", RunLogReader.Read(_folder.File("none.log")).Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void StrategyFile_TradesAsTheSameBuiltInOne()
    {
        var file = _folder.Write("my-cross.cs", """
            public sealed class MyCross(int fast = 10, int slow = 30) : IStrategy
            {
                readonly Sma _fast = new(fast), _slow = new(slow);
                readonly Cross _cross = new();

                public void OnBar(in Bar bar, StrategyContext context)
                {
                    var crossed = _cross.Push(_fast.Push(bar.Close), _slow.Push(bar.Close));
                    if (crossed is Crossing.Up) context.Target(Direction.Long);
                    else if (crossed is Crossing.Down) context.Target(Direction.Flat);
                }
            }
            """);
        string Hash(params string[] strategy)
        {
            using var json = JsonDocument.Parse(Run(["--data", CommandRun.FourHours, .. strategy, "--json", "-"]).Output);
            return json.RootElement.GetProperty("tradeHash").GetString()!;
        }

        Assert.Equal(Hash(Cross), Hash("--strategy", file));
    }

    [Fact]
    public void SeveralInstruments_ShareOneCashPot()
    {
        var second = SharedData.Path("data", "candles", "coinbase_ETH-USD_4h.csv.gz");
        var run = Run(["--data", $"{CommandRun.FourHours},{second}", .. Cross, "--tick", "0.01", "--lot", "0.001,0.01"]);
        Assert.Contains("BTC/USD: tick 0.01, lot 0.001", run.Output, StringComparison.Ordinal);
        Assert.Contains("ETH/USD: tick 0.01, lot 0.01", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cash", "\"500.5\"", "--cash", "500.5")]
    [InlineData("size", "\"equity:10%\"", "--size", "equity:10%")]
    [InlineData("makerFee", "\"0.002\"", "--fee", "0.2%")]
    [InlineData("takerFee", "\"0.003\"", "--taker-fee", "0.003")]
    [InlineData("feeAsset", "\"received\"", "--fee-asset", "received")]
    [InlineData("slippageBps", "\"5\"", "--slippage-bps", "5")]
    [InlineData("spreadBps", "\"2.5\"", "--spread-bps", "2.5")]
    [InlineData("fillAt", "\"close\"", "--fill-at", "close")]
    [InlineData("path", "\"adverse-first\"", "--path", "adverse-first")]
    [InlineData("participation", "\"0\"", "--participation", "0")]
    [InlineData("latencyBars", "2", "--latency-bars", "2")]
    [InlineData("short", "true", "--short")]
    [InlineData("leverage", "\"3\"", "--short", "--leverage", "3")]
    [InlineData("borrowApr", "\"0.05\"", "--short", "--borrow-apr", "5%")]
    [InlineData("band", "false", "--band", "off")]
    [InlineData("band", "true", "--band", "on")]
    [InlineData("seed", "7", "--seed", "7")]
    [InlineData("from", "1577836800000", "--from", "2020-01-01")]
    [InlineData("to", "1577880000000", "--to", "2020-01-01T12:00")]
    public void EveryOption_ReachesTheSettings(string setting, string expected, params string[] words)
    {
        using var json = JsonDocument.Parse(Run(["--data", CommandRun.FourHours, .. Cross, "--json", "-", .. words]).Output);
        Assert.Equal(expected, json.RootElement.GetProperty("settings").GetProperty(setting).GetRawText());
    }

    [Fact]
    public void Detail_IsWalked()
    {
        var hours = SharedData.Path("data", "candles", "binanceperp_WLD-USDT_1h.csv.gz");
        var minutes = SharedData.Path("data", "candles", "binanceperp_WLD-USDT_3m.csv.gz");
        Assert.Contains("walked on 43,200 bars of 3m", Run(["--data", hours, "--detail", minutes, .. Cross]).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void RatiosInPercent_MeanTheSame()
    {
        Assert.Contains("fee 0.25 %", Run(["--data", CommandRun.Daily, "--strategy", "buy-and-hold", "--fee", "0.25%"]).Output, StringComparison.Ordinal);
        Assert.Contains("maker -0.01 %, taker 0.05 %", Run(["--data", CommandRun.Daily, "--strategy", "buy-and-hold", "--maker-fee", "-0.0001", "--taker-fee", "0.0005"]).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void SyntheticData_AreMarked()
    {
        var store = _folder.File("bars");
        CommandRun.Of("data", "synth", "--bars", "2000", "--timeframe", "1h", "--name", "demo", "--store", store).AssertDone();
        Assert.Contains("SYNTHETIC DATA", Run(["--data", Path.Combine(store, "demo.bars"), .. Cross]).Output, StringComparison.Ordinal);
    }

    static CommandRun Run(string[] words) => CommandRun.Of(["backtest", .. words]).AssertDone();
}
