using System.Text.Json;
using Argosy.TestSupport;

namespace Argosy.Cli.Tests.Backtesting;

public sealed class TickBacktestTests : IDisposable
{
    static readonly string Trades = SharedData.Path("data", "trades", "binance_ETH-USDT_20240808.csv.gz");
    static readonly string Book = SharedData.Path("data", "book", "binance_ETH-USDT_20240808_l2.csv.gz");
    static readonly string Quotes = SharedData.Path("data", "book", "binance_ETH-USDT_20240808_quotes.csv.gz");
    static readonly string[] Cross = ["--timeframe", "10s", "--strategy", "ma-cross", "--param", "fast=2", "--param", "slow=5"];

    readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Backtest_OnABook_SaysWhatItAssumedAndReplays()
    {
        var (json, log) = (_folder.File("a.json"), _folder.File("a.log"));
        var run = CommandRun.Of(["backtest", "--ticks", Trades, "--book", Book, .. Cross, "--latency-ms", "50", "--queue", "proportional", "--json", json, "--log", log]).AssertDone();
        foreach (var text in new[] { "filled on 6,106 trades and 3,435 order-book messages", "recorder's clock, latency 50 ms, takers walk the book, makers queue proportional", "no ambiguity band", "M ticks/s" })
        {
            Assert.Contains(text, string.Join(' ', run.Output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        }
        using var result = JsonDocument.Parse(File.ReadAllText(json));
        var root = result.RootElement;
        Assert.Equal(JsonValueKind.Null, root.GetProperty("band").ValueKind);
        Assert.Equal("fill-contract/1", root.GetProperty("fillContract").GetString());
        Assert.Equal((50, 50, "proportional"), (root.GetProperty("settings").GetProperty("latencyMs").GetInt32(), root.GetProperty("settings").GetProperty("cancelLatencyMs").GetInt32(), root.GetProperty("settings").GetProperty("queue").GetString()));
        Assert.Equal(3435, root.GetProperty("instruments")[0].GetProperty("ticks").GetProperty("bookMessages").GetInt32());
        Assert.True(root.GetProperty("performance").GetProperty("events").GetInt64() > 9_000);
        Assert.True(root.GetProperty("performance").GetProperty("eventsPerSecond").GetDouble() > 0);
        Assert.Contains("equal ", CommandRun.Of("replay", log).AssertDone().Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--data and --ticks contradict", "--data", "x", "--timeframe", "1m")]
    [InlineData("--ticks needs --timeframe")]
    [InlineData("--latency-bars counts bars; on ticks use --latency-ms", "--timeframe", "1m", "--latency-bars", "1")]
    [InlineData("--path is for bars", "--timeframe", "1m", "--path", "ohlc")]
    [InlineData("--queue proportional needs sizes", "--timeframe", "1m", "--queue", "proportional")]
    [InlineData("no whole 1d period", "--timeframe", "1d")]
    [InlineData("is not a whole number from 0 to 600000", "--timeframe", "1m", "--latency-ms", "-1")]
    [InlineData("is not one of pessimistic, proportional, optimistic", "--timeframe", "1m", "--queue", "lucky")]
    public void Ticks_WithWhatContradictsThem_AreRefused(string said, params string[] words) =>
        CommandRun.Of(["backtest", "--ticks", Trades, "--strategy", "ma-cross", .. words]).AssertRefused(said);

    [Fact]
    public void Sizes_ThatContradict_AreRefused()
    {
        CommandRun.Of(["backtest", "--ticks", Trades, "--book", Book, "--quotes", Quotes, .. Cross]).AssertRefused("quotes and a book contradict");
        CommandRun.Of(["backtest", "--ticks", Trades, "--quotes", Quotes, "--spread-bps", "2", .. Cross]).AssertRefused("--spread-bps contradicts");
        CommandRun.Of(["backtest", "--ticks", Book, .. Cross]).AssertRefused("holds no trades that are known");
    }

    [Theory]
    [InlineData("--latency-ms needs --ticks", "--latency-ms", "50")]
    [InlineData("--queue needs --ticks", "--queue", "optimistic")]
    [InlineData("--book needs --ticks", "--book", "x")]
    public void Bars_WithWhatOnlyTicksHave_AreRefused(string said, params string[] words) =>
        CommandRun.Of(["backtest", "--data", CommandRun.Daily, "--strategy", "ma-cross", .. words]).AssertRefused(said);

    [Fact]
    public void DataBook_AgainstTheExchangesQuotes_FindsNoDifference()
    {
        var json = _folder.File("book.json");
        var run = CommandRun.Of("data", "book", Book, "--quotes", Quotes, "--json", json).AssertDone();
        Assert.Contains("0 differ", run.Output, StringComparison.Ordinal);
        using var report = JsonDocument.Parse(File.ReadAllText(json));
        Assert.Equal(0, report.RootElement.GetProperty("breaks").GetInt32());
        Assert.True(report.RootElement.GetProperty("quotesCompared").GetInt32() > 100);
    }

    [Fact]
    public void DataBook_WithoutASnapshot_IsRefusedAndWithABreakFails()
    {
        const string head = "time,side,price,quantity,kind,first_update_id,last_update_id,previous_update_id\n";
        var bare = _folder.Write("bare.csv", $"{head}1700000000000,bid,1,1,update,1,1,\n");
        var refused = CommandRun.Of("data", "book", bare);
        Assert.Equal(2, refused.Code);
        Assert.Contains("no snapshot", refused.Error, StringComparison.Ordinal);
        var broken = _folder.Write("broken.csv", $"{head}1700000000000,bid,1,1,snapshot,1,1,\n1700000000001,bid,1,2,update,5,5,\n");
        var failed = CommandRun.Of("data", "book", broken);
        Assert.Equal(1, failed.Code);
        Assert.Contains("1 breaks in the chain", failed.Error, StringComparison.Ordinal);
    }
}
