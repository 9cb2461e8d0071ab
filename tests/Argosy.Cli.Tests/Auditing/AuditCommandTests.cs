using System.Text.Json;
using Argosy.TestSupport;

namespace Argosy.Cli.Tests.Auditing;

public sealed class AuditCommandTests
{
    static readonly string[] Trading = ["--data", CommandRun.FourHours, "--strategy", "ma-cross", "--param", "fast=5", "--param", "slow=20", "--size", "equity:30%", "--exit", "stop:3%"];

    [Fact]
    public void Verify_OfARun_CountsItsLines_OneByteNamesTheLine()
    {
        using var folder = new TestFolder();
        var host = Run(folder);
        var lines = CommandRun.Of("audit", "verify", "--folder", host).AssertDone();
        Assert.Contains("lines, each as it was written", lines.Output, StringComparison.Ordinal);
        var export = folder.File("audit.jsonl");
        CommandRun.Of("audit", "export", "--folder", host, "--out", export).AssertDone();
        CommandRun.Of("audit", "verify", export).AssertDone();
        var text = File.ReadAllLines(export);
        // One digit of a price in line 40.
        var at = text[39].LastIndexOf("lastPrice", StringComparison.Ordinal) + 16;
        var digit = text[39].IndexOfAny("0123456789".ToCharArray(), at);
        text[39] = $"{text[39][..digit]}{(text[39][digit] == '9' ? '8' : '9')}{text[39][(digit + 1)..]}";
        File.WriteAllLines(export, text);
        var changed = CommandRun.Of("audit", "verify", export);
        Assert.Equal(1, changed.Code);
        Assert.Contains("audit line 40 was changed", changed.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Replay_OfLogFiles_IsEqual_AChangedColumnIsNamed()
    {
        using var folder = new TestFolder();
        var host = Run(folder, "--log-files", "on");
        var replayed = CommandRun.Of("replay", Path.Combine(host, "logs"), "--json", "-").AssertDone();
        var run = JsonDocument.Parse(replayed.Output).RootElement.GetProperty("runs")[0];
        Assert.True(run.GetProperty("orders").GetInt32() > 100);
        Assert.Equal(JsonValueKind.Null, run.GetProperty("difference").ValueKind);
        var csv = folder.File("run.csv");
        CommandRun.Of("audit", "export", "--format", "csv", "--folder", host, "--out", csv).AssertDone();
        CommandRun.Of("replay", csv).AssertDone();
        CommandRun.Of("replay", Path.Combine(host, "runs", "1.log")).AssertDone();
        var lines = File.ReadAllLines(csv);
        var row = Array.FindIndex(lines, 500, line => line.Contains(",market,close,", StringComparison.Ordinal));
        lines[row] = lines[row].Replace(",market,close,", ",market,close,1", StringComparison.Ordinal);
        File.WriteAllLines(csv, lines);
        var changed = CommandRun.Of("replay", csv);
        Assert.Equal(1, changed.Code);
        Assert.Contains($"line {row + 1}: its columns are not those of its message", changed.Output, StringComparison.Ordinal);
        lines = [.. lines.Where((_, index) => index != row)];
        File.WriteAllLines(csv, lines);
        CommandRun.Of("replay", csv).AssertRefused("one is missing, doubled or moved");
    }

    [Fact]
    public void Why_TellsAnOrderFromItsDecisionToItsFill()
    {
        using var folder = new TestFolder();
        var host = Run(folder);
        var why = CommandRun.Of("why", "1/7", "--folder", host).AssertDone().Output;
        string[] steps = ["market", "strategy    ma-cross", "size", "risk        pass", "order       7:", "venue       accepted", "fill"];
        Assert.Equal(steps.Select(step => why.IndexOf(step, StringComparison.Ordinal)).Order(), steps.Select(step => why.IndexOf(step, StringComparison.Ordinal)));
        Assert.DoesNotContain(-1, steps.Select(step => why.IndexOf(step, StringComparison.Ordinal)));
        Assert.Equal(why, CommandRun.Of("why", "paper-1-7", "--folder", host).AssertDone().Output);
        var trade = CommandRun.Of("why", "1/trade/3", "--folder", host).AssertDone().Output;
        Assert.Contains(": buy ", trade, StringComparison.Ordinal);
        Assert.Contains(": sell ", trade, StringComparison.Ordinal);
        CommandRun.Of("why", "1/9999", "--folder", host).AssertRefused("no order 9999");
        CommandRun.Of("why", "nonsense", "--folder", host).AssertRefused("expected a client order id");
    }

    [Fact]
    public void Why_OfAResult_IsThatOfTheRun()
    {
        using var folder = new TestFolder();
        var host = Run(folder);
        var result = folder.File("result.json");
        CommandRun.Of(["backtest", "--band", "off", "--json", result, .. Trading]).AssertDone();
        Assert.Equal(CommandRun.Of("why", "1/7", "--folder", host).AssertDone().Output, CommandRun.Of("why", "7", "--result", result).AssertDone().Output);
        CommandRun.Of("why", "9999", "--result", result).AssertRefused("no order 9999");
    }

    [Fact]
    public void Why_OfAVote_ShowsWhoVoted()
    {
        using var folder = new TestFolder();
        var result = folder.File("result.json");
        CommandRun.Of("backtest", "--band", "off", "--json", result, "--data", CommandRun.FourHours, "--strategy", "consensus", "--param", "voters=ma-cross(fast=5,slow=20);rsi", "--param", "quorum=1").AssertDone();
        var orders = JsonDocument.Parse(File.ReadAllText(result)).RootElement.GetProperty("orders");
        var why = CommandRun.Of("why", orders[0].GetProperty("id").GetInt32().ToString(System.Globalization.CultureInfo.InvariantCulture), "--result", result).AssertDone().Output;
        Assert.Contains("votes", why, StringComparison.Ordinal);
        Assert.Contains("decision", why, StringComparison.Ordinal);
    }

    [Fact]
    public void Why_OfAResultOnTicks_TellsTheTradeThatStoppedIt()
    {
        using var folder = new TestFolder();
        var result = folder.File("result.json");
        var trades = SharedData.Path("data", "trades", "binance_FXS-USDT_20231117.csv.gz");
        CommandRun.Of("backtest", "--json", result, "--ticks", trades, "--timeframe", "1m", "--strategy", "ma-cross", "--param", "fast=3", "--param", "slow=8", "--participation", "0", "--size", "qty:10", "--exit", "stop:0.3%").AssertDone();
        AssertSteps(CommandRun.Of("why", "1", "--result", result).AssertDone().Output, "market      FXS/USDT last at 7.552", "strategy    ma-cross", "size        qty:10:10", "risk        pass", "order       1: buy 10", "2023-11-17T00:17:01.120Z  venue", "fill        10 at 7.552");
        AssertSteps(CommandRun.Of("why", "2", "--result", result).AssertDone().Output, "exit        stop:0.3%", "protects    order 1", "touches 7.529", "2023-11-17T00:18:16.888Z  venue       triggered", "fill        10 at 7.529");
        // Its trades may lie elsewhere by now.
        var moved = folder.File("moved.csv.gz");
        File.Copy(trades, moved);
        Assert.Equal(CommandRun.Of("why", "2", "--result", result).AssertDone().Output, CommandRun.Of("why", "2", "--result", result, "--ticks", moved).AssertDone().Output);
        CommandRun.Of("why", "9999", "--result", result).AssertRefused("no order 9999");
    }

    [Fact]
    public void Why_OfAResultOnFinerBars_TellsWhatTheyDid()
    {
        using var folder = new TestFolder();
        var result = folder.File("result.json");
        CommandRun.Of(
            "backtest", "--band", "off", "--json", result, "--data", SharedData.Path("data", "candles", "binanceperp_WLD-USDT_1h.csv.gz"), "--detail", SharedData.Path("data", "candles", "binanceperp_WLD-USDT_3m.csv.gz"),
            "--strategy", "ma-cross", "--exit", "stop:2%").AssertDone();
        var stopped = JsonDocument.Parse(File.ReadAllText(result)).RootElement.GetProperty("fills").EnumerateArray().First(fill => fill.GetProperty("purpose").GetString() == "stop");
        var why = CommandRun.Of("why", $"{stopped.GetProperty("order").GetInt32()}", "--result", result).AssertDone().Output;
        AssertSteps(why, "exit        stop:2%", "protects", "venue       triggered", "fill");
    }

    [Fact]
    public void Why_OfAResultOfSeveral_NamesTheStrategy()
    {
        using var folder = new TestFolder();
        var result = folder.File("result.json");
        CommandRun.Of("backtest", "--band", "off", "--json", result, "--data", CommandRun.FourHours, "--strategy", "trend:ma-cross", "--param", "trend.fast=5", "--param", "trend.slow=20", "--strategy", "rsi", "--size", "equity:30%").AssertDone();
        var named = JsonDocument.Parse(File.ReadAllText(result)).RootElement.GetProperty("orders").EnumerateArray().Take(40)
            .Select(order => CommandRun.Of("why", $"{order.GetProperty("id").GetInt32()}", "--result", result).AssertDone().Output).ToArray();
        Assert.Contains(named, why => why.Contains("strategy    trend", StringComparison.Ordinal));
        Assert.Contains(named, why => why.Contains("strategy    rsi", StringComparison.Ordinal));
    }

    static void AssertSteps(string why, params string[] steps)
    {
        var places = steps.Select(step => why.IndexOf(step, StringComparison.Ordinal)).ToArray();
        Assert.True(!places.Contains(-1) && places.SequenceEqual(places.Order()), why);
    }

    static string Run(TestFolder folder, params string[] more)
    {
        var host = folder.File("host");
        CommandRun.Of(["run", "--venue", "virtual", "--folder", host, "--json", "-", .. Trading, .. more]).AssertDone();
        return host;
    }
}
